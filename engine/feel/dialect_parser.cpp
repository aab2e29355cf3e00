#include "engine/feel/dialect_parser.h"

#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/feel/compiler.h"
#include "engine/feel/dialect.h"

namespace chancery::feel {

namespace {

constexpr int kTreeDepthMax = 400;  // as in parser.cpp: long chains of operators are high trees

struct Row {
  std::string_view sign;
  std::string_view word;
  DialectOp op;
  int level;
};
// Loosest first; || and && stand above these.
constexpr int kOrLevel = 0, kAndLevel = 1, kEqualityLevel = 2, kOrderLevel = 3, kAddLevel = 4, kMultiplyLevel = 5;
constexpr int kUnaryLevel = 6;
constexpr Row kRows[] = {{"==", "eq", DialectOp::kEqual, kEqualityLevel},
                         {"!=", "ne", DialectOp::kNotEqual, kEqualityLevel},
                         {"<=", "le", DialectOp::kLessOrEqual, kOrderLevel},
                         {">=", "ge", DialectOp::kGreaterOrEqual, kOrderLevel},
                         {"<", "lt", DialectOp::kLess, kOrderLevel},
                         {">", "gt", DialectOp::kGreater, kOrderLevel},
                         {"+", "", DialectOp::kAdd, kAddLevel},
                         {"-", "", DialectOp::kSubtract, kAddLevel},
                         {"*", "", DialectOp::kMultiply, kMultiplyLevel},
                         {"/", "div", DialectOp::kDivide, kMultiplyLevel},
                         {"%", "mod", DialectOp::kModulo, kMultiplyLevel}};

constexpr std::string_view kSigns[] = {"==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/",
                                       "%",  "!",  "?",  ":",  "(",  ")",  "[", "]", ".", ",", "}"};

constexpr std::string_view kReserved[] = {"and", "or",   "not",   "eq",   "ne",         "lt",    "gt",  "le",
                                          "ge",  "true", "false", "null", "instanceof", "empty", "div", "mod"};

bool is_reserved(std::string_view word) {
  return std::find(std::begin(kReserved), std::end(kReserved), word) != std::end(kReserved);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80) != 0;
}

bool opens(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (text[at] == '$' || text[at] == '#') && text[at + 1] == '{';
}

}  // namespace

bool is_dialect(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (opens(text, i)) return true;
  return false;
}

CompileResult compile_dialect(std::string_view text, SymbolTable& symbols, const CompileOptions& options) {
  if (auto fault = unreadable(text, options)) return {Expression(), {std::move(*fault)}};
  DialectParser parser(text, options);
  const NodePtr root = parser.parse();
  if (!root) return {Expression(), {*parser.fault()}};
  return Compiler(text, symbols, options).strict_expression(*root);
}

NodePtr DialectParser::parse() {
  NodePtr all;
  bool joined = false;
  while (position_ < text_.size()) {
    NodePtr part = opens(text_, position_) ? expression_part() : literal_part();
    if (!part) return nullptr;
    joined = joined || all != nullptr;
    const std::size_t at = part->at;
    all = all ? dialect(DialectOp::kJoin, at, std::move(all), std::move(part)) : std::move(part);
    if (!all) return nullptr;
  }
  return all ? std::move(all) : literal(Value::text(""), 0);
}

NodePtr DialectParser::literal_part() {
  const std::size_t at = position_;
  std::string out;
  for (; position_ < text_.size() && !opens(text_, position_); ++position_) {
    if (text_[position_] == '\\' && opens(text_, position_ + 1)) ++position_;
    out += text_[position_];
  }
  return literal(Value::text(out), at);
}

NodePtr DialectParser::expression_part() {
  position_ += 2;
  NodePtr node = conditional();
  return node && expect("}") ? std::move(node) : nullptr;
}

DialectParser::Word DialectParser::peek() const {
  std::size_t at = position_;
  while (at < text_.size() && is_space(text_[at])) ++at;
  if (at == text_.size()) return {Word::Kind::kEnd, at, at, {}};
  if (text_[at] == '\'' || text_[at] == '"') return text_literal(at);
  if (is_digit(text_[at]) || (text_[at] == '.' && at + 1 < text_.size() && is_digit(text_[at + 1]))) return number(at);
  if (is_name_start(text_[at])) {
    std::size_t end = at;
    while (end < text_.size() && (is_name_start(text_[end]) || is_digit(text_[end]))) ++end;
    return {Word::Kind::kName, at, end, text_.substr(at, end - at)};
  }
  for (const std::string_view sign : kSigns)
    if (text_.substr(at).starts_with(sign)) return {Word::Kind::kSign, at, at + sign.size(), sign};
  return {Word::Kind::kBad, at, at + 1, text_.substr(at, 1)};
}

DialectParser::Word DialectParser::text_literal(std::size_t begin) const {
  for (std::size_t at = begin + 1; at < text_.size(); ++at) {
    if (text_[at] == '\\') {
      ++at;
    } else if (text_[at] == text_[begin]) {
      return {Word::Kind::kText, begin, at + 1, text_.substr(begin, at + 1 - begin)};
    }
  }
  return {Word::Kind::kBad, begin, text_.size(), text_.substr(begin)};
}

DialectParser::Word DialectParser::number(std::size_t begin) const {
  std::size_t at = begin;
  const auto digits = [&] {
    while (at < text_.size() && is_digit(text_[at])) ++at;
  };
  digits();
  if (at < text_.size() && text_[at] == '.') {
    ++at;
    digits();
  }
  if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
    std::size_t exponent = at + 1;
    if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
    if (exponent < text_.size() && is_digit(text_[exponent])) {
      at = exponent;
      digits();
    }
  }
  return {Word::Kind::kNumber, begin, at, text_.substr(begin, at - begin)};
}

bool DialectParser::accept(std::string_view word) {
  const Word next = peek();
  if ((next.kind != Word::Kind::kSign && next.kind != Word::Kind::kName) || next.text != word) return false;
  position_ = next.end;
  return true;
}

bool DialectParser::expect(std::string_view word) {
  if (accept(word)) return true;
  fail(word);
  return false;
}

NodePtr DialectParser::conditional() {
  if (++nesting_ > kExpressionDepthMax)
    return fail_code(position_, "feel.too-deep", {{"limit", std::to_string(kExpressionDepthMax)}});
  NodePtr condition = binary(kOrLevel);
  const std::size_t at = peek().begin;
  if (condition && accept("?")) {
    NodePtr then = conditional();
    NodePtr otherwise = then && expect(":") ? conditional() : nullptr;
    if (!otherwise) return nullptr;
    NodePtr node = make(NodeKind::kIf, at);
    if (!add(*node, dialect(DialectOp::kBoolean, at, std::move(condition))) || !add(*node, std::move(then)) ||
        !add(*node, std::move(otherwise)))
      return nullptr;
    condition = std::move(node);
  }
  --nesting_;
  return condition;
}

NodePtr DialectParser::binary(int level) {
  if (level == kUnaryLevel) return unary();
  NodePtr left = binary(level + 1);
  while (left) {
    const Word next = peek();
    if (level == kOrLevel || level == kAndLevel) {
      const bool is_and = level == kAndLevel;
      if (!(is_and ? accept("&&") || accept("and") : accept("||") || accept("or"))) return left;
      left = lazy(is_and, next.begin, std::move(left), binary(level + 1));
      continue;
    }
    const auto* row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) {
      return r.level == level && ((next.kind == Word::Kind::kSign && next.text == r.sign) ||
                                  (next.kind == Word::Kind::kName && next.text == r.word));
    });
    if (row == std::end(kRows)) return left;
    position_ = next.end;
    NodePtr right = binary(level + 1);
    if (!right) return nullptr;
    left = dialect(row->op, next.begin, std::move(left), std::move(right));
  }
  return left;
}

// The right side is looked at only when the left one does not decide.
NodePtr DialectParser::lazy(bool is_and, std::size_t at, NodePtr left, NodePtr right) {
  if (!right) return nullptr;
  NodePtr node = make(NodeKind::kIf, at);
  NodePtr decided = literal(Value(!is_and), at);
  NodePtr open = dialect(DialectOp::kBoolean, at, std::move(right));
  if (!add(*node, dialect(DialectOp::kBoolean, at, std::move(left)))) return nullptr;
  if (!add(*node, is_and ? std::move(open) : std::move(decided))) return nullptr;
  if (!add(*node, is_and ? std::move(decided) : std::move(open))) return nullptr;
  return node;
}

NodePtr DialectParser::unary() {
  const Word next = peek();
  const auto operand = [&](DialectOp op) -> NodePtr {
    if (++nesting_ > kExpressionDepthMax)
      return fail_code(next.begin, "feel.too-deep", {{"limit", std::to_string(kExpressionDepthMax)}});
    NodePtr node = unary();
    --nesting_;
    return node ? dialect(op, next.begin, std::move(node)) : nullptr;
  };
  if (accept("-")) return operand(DialectOp::kNegate);
  if (accept("!") || accept("not")) return operand(DialectOp::kNot);
  if (accept("empty")) return operand(DialectOp::kEmpty);
  return postfix();
}

NodePtr DialectParser::postfix() {
  NodePtr node = primary();
  while (node) {
    const Word next = peek();
    if (accept("[")) {
      NodePtr key = conditional();
      if (!key || !expect("]")) return nullptr;
      node = dialect(DialectOp::kIndex, next.begin, std::move(node), std::move(key));
    } else if (accept(".")) {
      const Word name = peek();
      if (name.kind != Word::Kind::kName) return fail("name");
      position_ = name.end;
      if (peek().text == "(") return fail_code(name.begin, "feel.call", {{"name", std::string(name.text)}});
      node = dialect(DialectOp::kIndex, next.begin, std::move(node), literal(Value::text(name.text), name.begin));
    } else {
      return node;
    }
  }
  return node;
}

NodePtr DialectParser::primary() {
  const Word next = peek();
  if (accept("(")) {
    NodePtr node = conditional();
    return node && expect(")") ? std::move(node) : nullptr;
  }
  if (next.kind == Word::Kind::kNumber) {
    position_ = next.end;
    const auto number = Decimal::parse(next.text.front() == '.'  ? "0" + std::string(next.text)
                                       : next.text.back() == '.' ? std::string(next.text) + "0"
                                                                 : std::string(next.text));
    if (!number) return fail_code(next.begin, "feel.bad-number", {{"text", excerpt(next.text)}});
    return literal(Value::number(*number), next.begin);
  }
  if (next.kind == Word::Kind::kText) return decoded(next);
  if (accept("true")) return literal(Value(true), next.begin);
  if (accept("false")) return literal(Value(false), next.begin);
  if (accept("null")) return literal(Value(), next.begin);
  if (next.kind != Word::Kind::kName || is_reserved(next.text)) return fail("value");
  position_ = next.end;
  const Word behind = peek();
  if (behind.text == "(") return fail_code(next.begin, "feel.call", {{"name", std::string(next.text)}});
  NodePtr node = make(NodeKind::kVariable, next.begin);
  node->text = next.text;
  return node;
}

// JSR 341, 1.3: a backslash stands before a quote or a backslash.
NodePtr DialectParser::decoded(const Word& word) {
  position_ = word.end;
  std::string out;
  for (std::size_t i = 1; i + 1 < word.text.size(); ++i) {
    if (word.text[i] == '\\' && i + 2 < word.text.size()) ++i;
    out += word.text[i];
  }
  return literal(Value::text(out), word.begin);
}

NodePtr DialectParser::make(NodeKind kind, std::size_t at) const {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->at = at;
  return node;
}

NodePtr DialectParser::dialect(DialectOp op, std::size_t at, NodePtr left, NodePtr right) {
  NodePtr node = make(NodeKind::kDialect, at);
  node->dialect = op;
  if (!add(*node, std::move(left))) return nullptr;
  if (right && !add(*node, std::move(right))) return nullptr;
  return node;
}

NodePtr DialectParser::literal(Value value, std::size_t at) const {
  NodePtr node = make(NodeKind::kLiteral, at);
  node->literal = std::move(value);
  return node;
}

bool DialectParser::add(Node& parent, NodePtr child) {
  if (!child) return false;
  parent.depth = std::max(parent.depth, child->depth + 1);
  if (parent.depth > kTreeDepthMax) {
    fail_code(parent.at, "feel.too-deep", {{"limit", std::to_string(kTreeDepthMax)}});
    return false;
  }
  parent.children.push_back(std::move(child));
  return true;
}

NodePtr DialectParser::fail(std::string_view expected) {
  const Word found = peek();
  const bool end = found.kind == Word::Kind::kEnd;
  return fail_code(found.begin, end ? "feel.unexpected-end" : "feel.syntax",
                   {{"found", excerpt(found.text)}, {"expected", std::string(expected)}});
}

NodePtr DialectParser::fail_code(std::size_t at, std::string code, std::vector<MessageParameter> parameters) {
  if (!fault_) fault_ = diagnostic_at(text_, at, options_, std::move(code), std::move(parameters));
  return nullptr;
}

}  // namespace chancery::feel
