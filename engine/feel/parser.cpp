#include "engine/feel/parser.h"

#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/base/utf8.h"
#include "engine/feel/builtins/registry.h"
#include "engine/feel/temporal_literal.h"

namespace chancery::feel {
namespace {

constexpr int kTreeDepthMax = 1'000;  // height of a tree; long chains of operators are trees as well

// Levels of binary operators, loosest first (10.3.1.2, rule 2 and following).
constexpr int kOrLevel = 0, kAndLevel = 1, kComparisonLevel = 2, kAddLevel = 3, kMultiplyLevel = 4, kPowerLevel = 5;

std::optional<NodeKind> binary_kind(const Token& token, int level) {
  struct Row {
    std::string_view sign;
    NodeKind kind;
    int level;
  };
  static constexpr Row kRows[] = {{"or", NodeKind::kOr, kOrLevel},
                                  {"and", NodeKind::kAnd, kAndLevel},
                                  {"=", NodeKind::kEqual, kComparisonLevel},
                                  {"!=", NodeKind::kNotEqual, kComparisonLevel},
                                  {"<", NodeKind::kLess, kComparisonLevel},
                                  {"<=", NodeKind::kLessOrEqual, kComparisonLevel},
                                  {">", NodeKind::kGreater, kComparisonLevel},
                                  {">=", NodeKind::kGreaterOrEqual, kComparisonLevel},
                                  {"+", NodeKind::kAdd, kAddLevel},
                                  {"-", NodeKind::kSubtract, kAddLevel},
                                  {"*", NodeKind::kMultiply, kMultiplyLevel},
                                  {"/", NodeKind::kDivide, kMultiplyLevel},
                                  {"**", NodeKind::kPower, kPowerLevel}};
  for (const Row& row : kRows) {
    if (row.level == level && token.is(row.sign)) return row.kind;
  }
  return std::nullopt;
}

// Table 61: "list" alone is no type; it takes what its items are.
bool needs_arguments(const Type& type) {
  const bool constructed = type.kind == TypeKind::kList || type.kind == TypeKind::kContext ||
                           type.kind == TypeKind::kRange || type.kind == TypeKind::kFunction;
  return constructed && type.arguments.empty();
}

}  // namespace

bool Parser::opens_half_range(const Token& token) {
  return token.is("<") || token.is("<=") || token.is(">") || token.is(">=") || token.is("=") || token.is("!=");
}

Diagnostic diagnostic_at(std::string_view text, std::size_t offset, const CompileOptions& options, std::string code,
                         std::vector<MessageParameter> parameters) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);
  const auto characters =
      static_cast<int>(std::count_if(in_line.begin(), in_line.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  return {options.file, options.line + lines, (lines == 0 ? options.column : 1) + characters, std::move(code),
          std::move(parameters)};
}

std::optional<Diagnostic> unreadable(std::string_view text, const CompileOptions& options) {
  if (text.size() > kExpressionBytesMax)
    return diagnostic_at(text, 0, options, "feel.too-long", {{"limit", std::to_string(kExpressionBytesMax)}});
  if (const auto bad = first_bad_utf8(text)) return diagnostic_at(text, *bad, options, "feel.bad-utf8", {});
  return std::nullopt;
}

Parser::Parser(std::string_view text, const CompileOptions& options) : options_(options), lexer_(text) {
  for (const std::string& name : options.known_names) known_.learn(name);
}

NodePtr Parser::fail(const Token& found, std::string_view expected) {
  const std::string shown = found.kind == TokenKind::kEnd ? "" : excerpt(found.text);
  return fail_code(found.begin, found.kind == TokenKind::kEnd ? "feel.unexpected-end" : "feel.syntax",
                   {{"found", shown}, {"expected", std::string(expected)}});
}

NodePtr Parser::fail_code(std::size_t at, std::string code, std::vector<MessageParameter> parameters) {
  if (!fault_) fault_ = Fault{at, std::move(code), std::move(parameters)};
  return nullptr;
}

std::optional<Diagnostic> Parser::fault() const {
  if (!fault_) return std::nullopt;
  return diagnostic_at(lexer_.text(), fault_->at, options_, fault_->code, fault_->parameters);
}

NodePtr Parser::make(NodeKind kind, std::size_t at) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->at = at;
  return node;
}

bool Parser::add(Node& parent, NodePtr child) {
  if (!child) return false;
  parent.depth = std::max(parent.depth, child->depth + 1);
  if (parent.depth > kTreeDepthMax) {
    fail_code(parent.at, "feel.too-deep", {{"limit", std::to_string(kTreeDepthMax)}});
    return false;
  }
  parent.children.push_back(std::move(child));
  return true;
}

bool Parser::accept(std::string_view sign_or_word) {
  const Token token = peek();
  if (!token.is(sign_or_word)) return false;
  position_ = token.end;
  return true;
}

bool Parser::expect(std::string_view sign_or_word) {
  if (accept(sign_or_word)) return true;
  fail(peek(), sign_or_word);
  return false;
}

bool Parser::retry(const Mark& mark) {
  const std::size_t allowed = 4 * lexer_.text().size() + 1024;
  read_again_ += position_ - mark.position;
  if (read_again_ > allowed) {
    fail_code(mark.position, "feel.too-many-readings", {{"limit", std::to_string(allowed)}});
    return false;
  }
  position_ = mark.position;
  nesting_ = mark.nesting;
  known_.shrink(mark.known);
  fault_.reset();
  return true;
}

NodePtr Parser::parse_expression() {
  NodePtr node = expression();
  if (node && peek().kind != TokenKind::kEnd) return fail(peek(), "");
  return node;
}

NodePtr Parser::parse_unary_tests() {
  const Token first = peek();
  if (first.is("-") && lexer_.at(first.end).kind == TokenKind::kEnd) {
    NodePtr any = make(NodeKind::kLiteral, first.begin);
    any->literal = Value(true);
    return any;
  }
  // `not(` opens negated tests only when its parenthesis closes the cell; otherwise it is the function.
  if (first.is("not") && lexer_.at(first.end).is("(")) {
    const Mark start = mark();
    position_ = lexer_.at(first.end).end;
    NodePtr tests = tests_until(")");
    if (tests && accept(")") && peek().kind == TokenKind::kEnd) {
      tests->kind = NodeKind::kNotTests;
      return tests;
    }
    if (!retry(start)) return nullptr;
  }
  NodePtr tests = tests_until("");
  if (tests && peek().kind != TokenKind::kEnd) return fail(peek(), ",");
  return tests;
}

NodePtr Parser::tests_until(std::string_view closing) {
  NodePtr tests = make(NodeKind::kTests, peek().begin);
  do {
    if (!closing.empty() && peek().is(closing)) break;
    if (!add(*tests, test())) return nullptr;
  } while (accept(","));
  if (tests->children.empty()) return fail(peek(), "expression");
  return tests;
}

// positive unary test (grammar rule 7): a comparison with the input, or any expression.
NodePtr Parser::test() {
  const Token token = peek();
  if (opens_half_range(token)) {
    position_ = token.end;
    NodePtr node = make(NodeKind::kHalfRange, token.begin);
    node->text = token.text;
    return add(*node, binary(kAddLevel)) ? std::move(node) : nullptr;
  }
  return expression();
}

NodePtr Parser::expression() {
  if (++nesting_ > kExpressionDepthMax) {
    return fail_code(peek().begin, "feel.too-deep", {{"limit", std::to_string(kExpressionDepthMax)}});
  }
  NodePtr node = binary(kOrLevel);
  --nesting_;
  return node;
}

NodePtr Parser::binary(int level) {
  if (level > kPowerLevel) return unary_minus();
  NodePtr left = binary(level + 1);
  for (bool more = true; left && more;) {
    const Token token = peek();
    const auto kind = binary_kind(token, level);
    if (kind) {
      position_ = token.end;
      NodePtr node = make(*kind, token.begin);
      if (!add(*node, std::move(left)) || !add(*node, binary(level + 1))) return nullptr;
      left = std::move(node);
    } else {
      left = comparison_tail(std::move(left), level, &more);
    }
  }
  return left;
}

// `between`, `in` and `instance of` stand on the level of comparisons.
NodePtr Parser::comparison_tail(NodePtr left, int level, bool* more) {
  *more = false;
  if (level != kComparisonLevel) return left;
  const Token token = peek();
  if (token.is("between")) {
    position_ = token.end;
    NodePtr node = make(NodeKind::kBetween, token.begin);
    if (!add(*node, std::move(left)) || !add(*node, binary(kAddLevel)) || !expect("and") ||
        !add(*node, binary(kAddLevel))) {
      return nullptr;
    }
    *more = true;
    return node;
  }
  if (token.is("in")) {
    position_ = token.end;
    *more = true;
    return in_tests(std::move(left));
  }
  if (token.is("instance")) {
    position_ = token.end;
    NodePtr node = make(NodeKind::kInstanceOf, token.begin);
    if (!expect("of")) return nullptr;
    const Token type_token = peek();
    auto named = type();
    if (named && needs_arguments(*named)) {
      return fail_code(type_token.begin, "feel.unknown-type", {{"type", std::string(type_token.text)}});
    }
    if (!named || !add(*node, std::move(left))) return nullptr;
    node->types.push_back(std::move(*named));
    *more = true;
    return node;
  }
  return left;
}

NodePtr Parser::in_tests(NodePtr left) {
  NodePtr node = make(NodeKind::kIn, left->at);
  if (!add(*node, std::move(left))) return nullptr;
  const Mark start = mark();
  // `in (a, b)` is a list of tests, `in (1..5)` and `in (a + b) * 2` are expressions that begin with a parenthesis.
  if (accept("(")) {
    NodePtr tests = tests_until(")");
    const bool is_list =
        tests && accept(")") && !peek().is("*") && !peek().is("/") && !peek().is("+") && !peek().is("-");
    if (is_list) {
      for (NodePtr& child : tests->children) {
        if (!add(*node, std::move(child))) return nullptr;
      }
      return node;
    }
    if (!retry(start)) return nullptr;
  }
  const Token token = peek();
  const bool is_half = opens_half_range(token);
  return add(*node, is_half ? test() : binary(kAddLevel)) ? std::move(node) : nullptr;
}

NodePtr Parser::unary_minus() {
  const Token token = peek();
  if (!token.is("-")) return postfix();
  if (++nesting_ > kExpressionDepthMax) {
    return fail_code(token.begin, "feel.too-deep", {{"limit", std::to_string(kExpressionDepthMax)}});
  }
  position_ = token.end;
  NodePtr node = make(NodeKind::kNegate, token.begin);
  const bool added = add(*node, unary_minus());
  --nesting_;
  return added ? std::move(node) : nullptr;
}

NodePtr Parser::postfix() {
  NodePtr node = primary();
  while (node) {
    const Token token = peek();
    if (token.is("[") && !filters_allowed_) break;
    if (!token.is(".") && !token.is("[") && !token.is("(")) break;
    node = postfix_tail(std::move(node));
  }
  return node;
}

NodePtr Parser::postfix_tail(NodePtr node) {
  const Token token = peek();
  if (token.is("(")) return call(std::move(node));
  position_ = token.end;
  if (token.is("[")) {
    NodePtr filter = make(NodeKind::kFilter, token.begin);
    if (!add(*filter, std::move(node)) || !add(*filter, expression()) || !expect("]")) return nullptr;
    return filter;
  }
  const Token member = peek();
  if (member.kind != TokenKind::kWord) return fail(member, "name");
  NodePtr path = make(NodeKind::kPath, member.begin);
  path->text = known_or_joined_name(true);
  return add(*path, std::move(node)) ? std::move(path) : nullptr;
}

NodePtr Parser::primary() {
  const Token token = peek();
  // A variable may be called "if needed": a known name goes before the keyword it begins with.
  if (is_keyword(token.text) && known_.longest(lexer_, token.begin)) {
    NodePtr name = make(NodeKind::kName, token.begin);
    name->text = known_or_joined_name(false);
    return name;
  }
  if (token.is("if")) return if_expression();
  if (token.is("for")) return for_or_quantified(NodeKind::kFor);
  if (token.is("some")) return for_or_quantified(NodeKind::kSome);
  if (token.is("every")) return for_or_quantified(NodeKind::kEvery);
  if (token.is("function") && lexer_.at(token.end).is("(")) return function_definition();
  if (token.is("[")) return list_or_range();
  if (token.is("(")) return parenthesis();
  if (token.is("]")) return open_range();
  if (token.is("{")) return context();
  if (token.is("@")) return at_literal();
  return literal_or_name(token);
}

NodePtr Parser::literal_or_name(const Token& token) {
  NodePtr node = make(NodeKind::kLiteral, token.begin);
  if (token.kind == TokenKind::kNumber) {
    position_ = token.end;
    const auto number = Decimal::parse(token.text);
    if (!number) return fail_code(token.begin, "feel.bad-number", {{"text", excerpt(token.text)}});
    node->literal = Value::number(*number);
    return node;
  }
  if (token.kind == TokenKind::kString) {
    position_ = token.end;
    std::string content;
    if (!string_content(token.text, content)) return fail_code(token.begin, "feel.bad-escape");
    node->literal = Value::text(content);
    return node;
  }
  if (token.is("true") || token.is("false") || token.is("null")) {
    position_ = token.end;
    if (!token.is("null")) node->literal = Value(token.is("true"));
    return node;
  }
  if (token.kind != TokenKind::kWord || is_keyword(token.text)) return fail(token, "expression");
  node->kind = NodeKind::kName;
  node->text = known_or_joined_name(false);
  return node;
}

NodePtr Parser::at_literal() {
  const Token sign = peek();
  const Token token = lexer_.at(sign.end);
  if (token.kind != TokenKind::kString) return fail(token, "string");
  position_ = token.end;
  std::string content;
  NodePtr node = make(NodeKind::kLiteral, sign.begin);
  if (!string_content(token.text, content)) return fail_code(token.begin, "feel.bad-escape");
  node->literal = temporal_from_text(content);
  if (has_zone_name(node->literal)) node->kind = NodeKind::kZoned;
  if (node->literal.is_null()) return fail_code(sign.begin, "feel.bad-temporal", {{"text", excerpt(content)}});
  return node;
}

// The longest name that is known at a place: of the scope, or of a builtin.
std::optional<NameIndex::Match> Parser::known_name(std::size_t position) const {
  static const NameIndex kBuiltins = [] {
    NameIndex names;
    for (const std::string_view name : builtin_names()) names.learn(name);
    return names;
  }();
  const auto of_scope = known_.longest(lexer_, position);
  const auto of_builtin = kBuiltins.longest(lexer_, position);
  return of_builtin && (!of_scope || of_builtin->end > of_scope->end) ? of_builtin : of_scope;
}

// The longest known name at this place; else the words that stand side by side, which could not be anything else.
std::string Parser::known_or_joined_name(bool is_member) {
  const Token first = peek();
  auto known = known_name(first.begin);
  if (const auto member = is_member ? members_.longest(lexer_, first.begin) : std::nullopt) {
    if (!known || member->end > known->end) known = member;
  }
  if (known) {
    position_ = known->end;
    return *known->name;
  }
  std::string joined(first.text);
  position_ = first.end;
  for (Token next = peek(); next.kind == TokenKind::kWord && !is_keyword(next.text); next = peek()) {
    joined += " " + std::string(next.text);
    position_ = next.end;
  }
  return joined;
}

std::optional<std::string> Parser::new_name(std::initializer_list<std::string_view> stops) {
  const Token first = peek();
  if (first.kind == TokenKind::kString) {
    position_ = first.end;
    std::string content;
    if (string_content(first.text, content)) return content;
    fail_code(first.begin, "feel.bad-escape");
    return std::nullopt;
  }
  std::string name;
  std::size_t last_end = first.begin;
  for (Token token = first;; token = peek()) {
    const bool stop = std::any_of(stops.begin(), stops.end(), [&](std::string_view s) { return token.is(s); });
    if (stop && !name.empty()) return name;
    if (stop || !may_be_in_name(token) || (name.empty() && token.kind != TokenKind::kWord)) {
      fail(token, "name");
      return std::nullopt;
    }
    if (!name.empty() && token.begin > last_end) name += " ";
    name += token.text;
    position_ = last_end = token.end;
  }
}

}  // namespace chancery::feel
