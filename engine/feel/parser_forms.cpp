// The forms of the grammar that have several parts: if, for, some, every, functions, lists, ranges, contexts, calls, types.
#include <algorithm>

#include "engine/feel/parser.h"

#include "engine/base/excerpt.h"

namespace chancery::feel {

NodePtr Parser::if_expression() {
  NodePtr node = make(NodeKind::kIf, peek().begin);
  accept("if");
  if (!add(*node, expression()) || !expect("then") || !add(*node, expression()) || !expect("else")) return nullptr;
  return add(*node, expression()) ? std::move(node) : nullptr;
}

NodePtr Parser::for_or_quantified(NodeKind kind) {
  const Token keyword = peek();
  position_ = keyword.end;
  const std::size_t known_before = known_.size();
  NodePtr node = make(kind, keyword.begin);
  const std::string_view body_word = kind == NodeKind::kFor ? "return" : "satisfies";
  do {
    auto name = new_name({"in"});
    if (!name || !expect("in")) return nullptr;
    NodePtr domain = expression();
    if (domain && accept("..")) {
      NodePtr range = make(NodeKind::kIterationRange, domain->at);
      if (!add(*range, std::move(domain)) || !add(*range, expression())) return nullptr;
      domain = std::move(range);
    }
    if (!add(*node, std::move(domain))) return nullptr;
    known_.learn(*name);
    node->names.push_back(std::move(*name));
  } while (accept(","));
  if (!expect(body_word) || !add(*node, expression())) return nullptr;
  known_.shrink(known_before);
  return node;
}

NodePtr Parser::function_definition() {
  NodePtr node = make(NodeKind::kFunction, peek().begin);
  const std::size_t known_before = known_.size();
  accept("function");
  accept("(");
  while (!accept(")")) {
    if (!node->names.empty() && !expect(",")) return nullptr;
    auto name = new_name({",", ")", ":"});
    if (!name) return nullptr;
    Type parameter_type;
    if (accept(":")) {
      auto named = type();
      if (!named) return nullptr;
      parameter_type = std::move(*named);
    }
    known_.learn(*name);
    node->names.push_back(std::move(*name));
    node->types.push_back(std::move(parameter_type));
  }
  if (accept("external")) node->kind = NodeKind::kExternal;
  if (!add(*node, expression())) return nullptr;
  known_.shrink(known_before);
  return node;
}

// What may stand behind the bracket of `]1..2[` but never behind an empty list.
bool Parser::opens_range(const Token& token) {
  return token.kind == TokenKind::kNumber || token.kind == TokenKind::kString || token.is("@");
}

NodePtr Parser::list_or_range() {
  const std::size_t at = peek().begin;
  accept("[");
  NodePtr list = make(NodeKind::kList, at);
  if (peek().is("]") && !opens_range(lexer_.at(peek().end))) {
    accept("]");
    return list;
  }
  NodePtr first = expression();
  if (!first) return nullptr;
  if (accept("..")) return range_rest(std::move(first), true);
  if (!add(*list, std::move(first))) return nullptr;
  while (accept(",")) {
    if (!add(*list, expression())) return nullptr;
  }
  return expect("]") ? std::move(list) : nullptr;
}

NodePtr Parser::parenthesis() {
  accept("(");
  const Token token = peek();
  if (opens_half_range(token)) {
    NodePtr half = test();
    return half && expect(")") ? std::move(half) : nullptr;
  }
  NodePtr inner = expression();
  if (!inner) return nullptr;
  if (accept("..")) return range_rest(std::move(inner), false);
  return expect(")") ? std::move(inner) : nullptr;
}

NodePtr Parser::open_range() {
  accept("]");
  NodePtr lower = expression();
  if (!lower || !expect("..")) return nullptr;
  return range_rest(std::move(lower), false);
}

NodePtr Parser::range_rest(NodePtr lower, bool lower_closed) {
  NodePtr range = make(NodeKind::kRange, lower->at);
  range->lower_closed = lower_closed;
  if (!add(*range, std::move(lower)) || !add(*range, range_end())) return nullptr;
  range->upper_closed = accept("]");
  if (!range->upper_closed && !accept(")") && !accept("[")) return fail(peek(), "]");
  return range;
}

NodePtr Parser::range_end() {
  const Mark start = mark();
  NodePtr end = expression();
  if (end && (peek().is("]") || peek().is(")") || peek().is("["))) return end;
  if (!filters_allowed_) return end;  // read that way already; the bracket that is missing is told outside
  if (!retry(start)) return nullptr;
  filters_allowed_ = false;
  end = expression();
  filters_allowed_ = true;
  return end;
}

NodePtr Parser::context() {
  NodePtr node = make(NodeKind::kContext, peek().begin);
  const std::size_t known_before = known_.size();
  accept("{");
  while (!accept("}")) {
    if (!node->names.empty() && !expect(",")) return nullptr;
    const std::size_t at = peek().begin;
    auto key = new_name({":"});
    if (!key || !expect(":")) return nullptr;
    if (std::find(node->names.begin(), node->names.end(), *key) != node->names.end()) {
      return fail_code(at, "feel.duplicate-key", {{"key", *key}});
    }
    if (!add(*node, expression())) return nullptr;
    known_.learn(*key);
    members_.learn(*key);
    node->names.push_back(std::move(*key));
  }
  known_.shrink(known_before);
  return node;
}

// `name:` before an argument; a name may be any that a parameter may have.
std::optional<std::string> Parser::argument_name() {
  const Token first = peek();
  if (first.kind != TokenKind::kWord) return std::nullopt;
  const std::size_t start = position_;
  std::string name;
  for (Token token = first, last = first;; last = token, token = peek()) {
    const bool is_part = token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber || token.is("-") ||
                         token.is("+") || token.is("*") || token.is("/");
    if (!is_part) break;
    if (token.begin > last.end) name += " ";
    name += token.text;
    position_ = token.end;
  }
  if (accept(":")) return name;
  position_ = start;
  return std::nullopt;
}

NodePtr Parser::call(NodePtr callee) {
  const Token open = peek();
  position_ = open.end;
  NodePtr node = make(NodeKind::kCall, open.begin);
  if (!add(*node, std::move(callee))) return nullptr;
  while (!accept(")")) {
    const bool is_first = node->children.size() == 1;
    if (!is_first && !expect(",")) return nullptr;
    const std::size_t at = peek().begin;
    auto name = argument_name();
    const bool is_named = name.has_value();
    if (!is_first && is_named != !node->names.empty()) return fail_code(at, "feel.mixed-arguments");
    if (is_named) node->names.push_back(std::move(*name));
    if (!add(*node, expression())) return nullptr;
  }
  return node;
}

bool Parser::type_arguments(Type& of) {
  if (of.kind == TypeKind::kFunction && accept(">")) return true;
  do {
    if (of.kind == TypeKind::kContext) {
      auto entry = new_name({":"});
      if (!entry || !expect(":")) return false;
      of.entries.push_back(std::move(*entry));
    }
    auto argument = type();
    if (!argument) return false;
    of.arguments.push_back(std::move(*argument));
  } while (accept(","));
  return expect(">");
}

// A basic type or one of the decision model; the longest name that fits.
std::optional<Type> Parser::named_type() {
  static const std::vector<std::vector<std::string>> kLong = {
      {"date", "and", "time"}, {"days", "and", "time", "duration"}, {"years", "and", "months", "duration"}};
  const Token token = peek();
  std::size_t end = token.end;
  std::string name(token.text);
  for (const auto& parts : kLong) {
    const std::size_t long_end = lexer_.match_name(token.begin, parts);
    if (long_end == std::string_view::npos) continue;
    name.clear();
    for (const std::string& part : parts) name += (name.empty() ? "" : " ") + part;
    end = long_end;
  }
  std::optional<Type> found;
  if (const auto basic = basic_type(name)) found = Type{*basic, {}, {}};
  if (options_.types != nullptr) {
    for (const auto& [known, known_type] : options_.types->all()) {
      const std::size_t known_end = lexer_.match_name(token.begin, name_parts(known));
      if (known_end == std::string_view::npos || known_end < end) continue;
      end = known_end;
      found = known_type;
    }
  }
  if (!found) {
    fail_code(token.begin, "feel.unknown-type", {{"type", excerpt(name)}});
    return std::nullopt;
  }
  position_ = end;
  return found;
}

std::optional<Type> Parser::type() {
  if (++nesting_ > kExpressionDepthMax) {
    fail_code(peek().begin, "feel.too-deep", {{"limit", std::to_string(kExpressionDepthMax)}});
    return std::nullopt;
  }
  if (peek().kind != TokenKind::kWord) {
    fail(peek(), "type");
    return std::nullopt;
  }
  auto named = named_type();
  if (!named) return std::nullopt;
  const bool takes_arguments = named->kind == TypeKind::kList || named->kind == TypeKind::kContext ||
                               named->kind == TypeKind::kRange || named->kind == TypeKind::kFunction;
  const bool is_function = named->kind == TypeKind::kFunction;
  if (takes_arguments && named->arguments.empty() && accept("<")) {
    if (!type_arguments(*named)) return std::nullopt;
    if (is_function) {
      if (!expect("->")) return std::nullopt;
      auto result = type();
      if (!result) return std::nullopt;
      named->arguments.push_back(std::move(*result));
    }
  }
  --nesting_;
  return named;
}

}  // namespace chancery::feel
