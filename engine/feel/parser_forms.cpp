// The forms of the grammar that have several parts: if, for, some, every, functions, lists, ranges, contexts, calls, types.
#include <algorithm>

#include "engine/feel/parser.h"

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
    learn(*name);
    node->names.push_back(std::move(*name));
  } while (accept(","));
  if (!expect(body_word) || !add(*node, expression())) return nullptr;
  known_.resize(known_before);
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
    TypeName parameter_type{"Any", {}, {}};
    if (accept(":")) {
      auto named = type();
      if (!named) return nullptr;
      parameter_type = std::move(*named);
    }
    learn(*name);
    node->names.push_back(std::move(*name));
    node->types.push_back(std::move(parameter_type));
  }
  if (peek().is("external")) return fail_code(peek().begin, "feel.external-function");
  if (!add(*node, expression())) return nullptr;
  known_.resize(known_before);
  return node;
}

NodePtr Parser::list_or_range() {
  const std::size_t at = peek().begin;
  accept("[");
  NodePtr list = make(NodeKind::kList, at);
  if (accept("]")) return list;
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
  if (!filters_allowed_ || !retry(start)) return nullptr;
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
    learn(*key);
    node->names.push_back(std::move(*key));
  }
  known_.resize(known_before);
  return node;
}

std::optional<std::string> Parser::argument_name() {
  const std::size_t start = position_;
  std::string name;
  for (Token token = peek(); token.kind == TokenKind::kWord; token = peek()) {
    name += (name.empty() ? "" : " ") + std::string(token.text);
    position_ = token.end;
  }
  if (!name.empty() && accept(":")) return name;
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

bool Parser::type_arguments(TypeName& type_name) {
  const bool is_context = type_name.name == "context";
  do {
    if (is_context) {
      auto entry = new_name({":"});
      if (!entry || !expect(":")) return false;
      type_name.entries.push_back(std::move(*entry));
    }
    if (type_name.name == "function" && peek().is(">")) break;
    auto argument = type();
    if (!argument) return false;
    type_name.arguments.push_back(std::move(*argument));
  } while (accept(","));
  return expect(">");
}

std::optional<TypeName> Parser::type() {
  if (++nesting_ > kExpressionDepthMax) {
    fail_code(peek().begin, "feel.too-deep", {{"limit", std::to_string(kExpressionDepthMax)}});
    return std::nullopt;
  }
  static const std::vector<std::vector<std::string>> kLong = {
      {"date", "and", "time"}, {"days", "and", "time", "duration"}, {"years", "and", "months", "duration"}};
  const Token token = peek();
  TypeName named;
  for (const auto& parts : kLong) {
    const std::size_t end = lexer_.match_name(token.begin, parts);
    if (end == std::string_view::npos) continue;
    for (const std::string& part : parts) named.name += (named.name.empty() ? "" : " ") + part;
    position_ = end;
  }
  if (named.name.empty()) {
    if (token.kind != TokenKind::kWord) {
      fail(token, "type");
      return std::nullopt;
    }
    position_ = token.end;
    named.name = token.text;
  }
  if (accept("<") && !type_arguments(named)) return std::nullopt;
  if (named.name == "function" && accept("->")) {
    auto result = type();
    if (!result) return std::nullopt;
    named.arguments.push_back(std::move(*result));
  }
  --nesting_;
  return named;
}

}  // namespace chancery::feel
