// Parser: FEEL text → tree (grammar of 10.3.1.2), by precedence climbing. Stops at the first fault of a text, for what
// follows a fault is guesswork in a language whose names may hold spaces; the caller collects the faults of many texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/feel.h"
#include "engine/feel/lexer.h"
#include "engine/feel/name_index.h"
#include "engine/feel/tree.h"

namespace chancery::feel {

class Parser {
 public:
  Parser(std::string_view text, const CompileOptions& options);
  NodePtr parse_expression();   // null on a fault
  NodePtr parse_unary_tests();  // a kTests or kNotTests node; a kLiteral true for `-`
  std::optional<Diagnostic> fault() const;

 private:
  NodePtr expression();
  NodePtr binary(int level);
  NodePtr comparison_tail(NodePtr left, int level, bool* more);
  NodePtr unary_minus();
  NodePtr postfix();
  NodePtr postfix_tail(NodePtr node);
  NodePtr primary();
  NodePtr literal_or_name(const Token& token);
  NodePtr at_literal();
  NodePtr if_expression();
  NodePtr for_or_quantified(NodeKind kind);
  NodePtr function_definition();
  NodePtr list_or_range();
  NodePtr parenthesis();
  NodePtr open_range();
  NodePtr range_rest(NodePtr lower, bool lower_closed);
  NodePtr range_end();
  NodePtr context();
  NodePtr call(NodePtr callee);
  NodePtr in_tests(NodePtr left);
  NodePtr test();
  static bool opens_half_range(const Token& token);  // a comparison with the input: `< 5`
  static bool opens_range(const Token& token);
  NodePtr tests_until(std::string_view closing);
  std::optional<Type> type();
  std::optional<Type> named_type();
  bool type_arguments(Type& type);

  Token peek() const { return lexer_.at(position_); }
  bool accept(std::string_view sign_or_word);
  bool expect(std::string_view sign_or_word);
  // A name in a place that introduces one: everything up to one of the stops.
  std::optional<std::string> new_name(std::initializer_list<std::string_view> stops);
  std::string known_or_joined_name(bool is_member);
  std::optional<std::string> argument_name();
  NodePtr make(NodeKind kind, std::size_t at);
  bool add(Node& parent, NodePtr child);
  NodePtr fail(const Token& found, std::string_view expected);
  NodePtr fail_code(std::size_t at, std::string code, std::vector<MessageParameter> parameters = {});

  std::optional<NameIndex::Match> known_name(std::size_t position) const;
  struct Mark {
    std::size_t position;
    int nesting;
    std::size_t known;
  };
  Mark mark() const { return {position_, nesting_, known_.size()}; }
  // Goes back to try another reading; false when a text asks for that too much.
  bool retry(const Mark& mark);

  const CompileOptions& options_;
  Lexer lexer_;
  std::size_t position_ = 0;
  int nesting_ = 0;
  bool filters_allowed_ = true;  // not at the end of `]1..5[`, where the bracket belongs to the range
  std::size_t read_again_ = 0;   // bytes; bounded, for readings within readings multiply
  NameIndex known_;              // names of this place, the innermost last
  NameIndex members_;            // keys of contexts of this text that are more than a word: what may follow a point
  // Its line and column are counted when it is asked for: most faults are those of a reading that is given up for
  // another.
  struct Fault {
    std::size_t at = 0;
    std::string code;
    std::vector<MessageParameter> parameters;
  };
  std::optional<Fault> fault_;
};

// Line and column of an offset in an expression that begins at options.line and options.column of its file.
Diagnostic diagnostic_at(std::string_view text, std::size_t offset, const CompileOptions& options, std::string code,
                         std::vector<MessageParameter> parameters);

// What no parser should see: feel.too-long {limit}, feel.bad-utf8.
std::optional<Diagnostic> unreadable(std::string_view text, const CompileOptions& options);

}  // namespace chancery::feel
