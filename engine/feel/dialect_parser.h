// DialectParser: a text with ${…} or #{…} in it to the tree that the compiler takes (tree.h), by precedence climbing (JSR 341,
// 1.12 to 1.13). Stops at the first fault.
#pragma once

#include <optional>
#include <string_view>

#include "engine/feel/parser.h"

namespace chancery::feel {

class DialectParser {
 public:
  DialectParser(std::string_view text, const CompileOptions& options) : text_(text), options_(options) {}
  NodePtr parse();  // null on a fault
  const std::optional<Diagnostic>& fault() const { return fault_; }

 private:
  struct Word {
    enum class Kind : unsigned char { kEnd, kName, kNumber, kText, kSign, kBad } kind = Kind::kEnd;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view text;
  };

  Word peek() const;
  Word text_literal(std::size_t begin) const;
  Word number(std::size_t begin) const;
  bool accept(std::string_view word);
  bool expect(std::string_view word);

  NodePtr literal_part();
  NodePtr expression_part();
  NodePtr conditional();
  NodePtr binary(int level);
  NodePtr unary();
  NodePtr postfix();
  NodePtr primary();
  NodePtr decoded(const Word& word);

  NodePtr make(NodeKind kind, std::size_t at) const;
  NodePtr dialect(DialectOp op, std::size_t at, NodePtr left, NodePtr right = nullptr);
  NodePtr lazy(bool is_and, std::size_t at, NodePtr left, NodePtr right);
  NodePtr literal(Value value, std::size_t at) const;
  bool add(Node& parent, NodePtr child);
  NodePtr fail(std::string_view expected);
  NodePtr fail_code(std::size_t at, std::string code, std::vector<MessageParameter> parameters);

  std::string_view text_;
  const CompileOptions& options_;
  std::size_t position_ = 0;
  int nesting_ = 0;
  std::optional<Diagnostic> fault_;
};

}  // namespace chancery::feel
