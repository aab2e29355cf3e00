#include "engine/feel/result_type.h"

#include <algorithm>

namespace chancery::feel {
namespace {

TypeKind kind_of(ValueKind kind) { return basic_type(kind_name(kind)).value_or(TypeKind::kNull); }

Type of_list(const Node& node) {
  Type type{TypeKind::kList, {}, {}};
  std::vector<Type> items;
  items.reserve(node.children.size());
  for (const NodePtr& child : node.children) items.push_back(result_type(*child));
  const bool alike = std::all_of(items.begin(), items.end(), [&](const Type& item) { return item == items[0]; });
  if (alike && !items.empty()) type.arguments.push_back(std::move(items[0]));
  return type;
}

Type of_context(const Node& node) {
  Type type{TypeKind::kContext, {}, node.names};
  type.arguments.reserve(node.children.size());
  for (const NodePtr& child : node.children) type.arguments.push_back(result_type(*child));
  return type;
}

}  // namespace

Type result_type(const Node& body) {
  switch (body.kind) {
    case NodeKind::kLiteral:
    case NodeKind::kZoned: return {kind_of(body.literal.kind()), {}, {}};
    case NodeKind::kList: return of_list(body);
    case NodeKind::kContext: return of_context(body);
    case NodeKind::kIf: {
      Type type = result_type(*body.children[1]);
      return result_type(*body.children[2]) == type ? type : Type();
    }
    case NodeKind::kFor: return {TypeKind::kList, {}, {}};
    case NodeKind::kFunction: return {TypeKind::kFunction, {}, {}};
    case NodeKind::kDivide:
    case NodeKind::kPower:
    case NodeKind::kSubtract:
    case NodeKind::kMultiply: {
      const bool numbers = std::all_of(body.children.begin(), body.children.end(), [](const NodePtr& child) {
        return result_type(*child).kind == TypeKind::kNumber;
      });
      return {numbers ? TypeKind::kNumber : TypeKind::kAny, {}, {}};
    }
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kEqual:
    case NodeKind::kNotEqual:
    case NodeKind::kLess:
    case NodeKind::kLessOrEqual:
    case NodeKind::kGreater:
    case NodeKind::kGreaterOrEqual:
    case NodeKind::kBetween:
    case NodeKind::kIn:
    case NodeKind::kInstanceOf:
    case NodeKind::kSome:
    case NodeKind::kEvery: return {TypeKind::kBoolean, {}, {}};
    default: return {};
  }
}

}  // namespace chancery::feel
