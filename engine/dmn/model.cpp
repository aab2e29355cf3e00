#include "engine/dmn/model.h"

#include <algorithm>

#include "engine/base/assert.h"
#include "engine/dmn/run.h"

namespace chancery::dmn {

const std::vector<Element>& DecisionModel::elements() const { return compiled_->elements; }

const Element* DecisionModel::find(std::string_view id) const {
  const auto found = compiled_->by_id.find(id);
  if (found == compiled_->by_id.end()) return nullptr;
  return &compiled_->elements[found->second];
}

const Element* DecisionModel::find_by_name(ElementKind kind, std::string_view name, std::string_view ns) const {
  const Element* any = nullptr;
  for (const Element& e : compiled_->elements) {
    if (e.kind != kind || e.name != name) continue;
    if (e.ns == ns) return &e;
    if (any == nullptr) any = &e;
  }
  return any;
}

Evaluation DecisionModel::evaluate(const Element& element, const feel::Scope& scope,
                                   feel::EvaluationContext& context) const {
  const auto& all = compiled_->elements;
  CHANCERY_ASSERT(&element >= all.data() && &element < all.data() + all.size());
  CHANCERY_ASSERT(element.kind != ElementKind::kInput);
  const auto record = std::make_shared<Record>();
  Evaluation result;
  result.value = Run(compiled_, context, record).ask(static_cast<ElementIndex>(&element - all.data()), scope);
  record->is_open = false;
  result.traces = std::move(record->traces);
  return result;
}

std::vector<const Element*> DecisionModel::inputs_of(const Element& element) const {
  const auto asked = static_cast<ElementIndex>(&element - compiled_->elements.data());
  std::vector<bool> seen(compiled_->elements.size());
  std::vector<ElementIndex> pending{asked};
  std::vector<ElementIndex> found;
  while (!pending.empty()) {
    const ElementIndex next = pending.back();
    pending.pop_back();
    if (seen[next]) continue;
    seen[next] = true;
    const Logic& logic = compiled_->logic[next];
    const ElementKind kind = compiled_->elements[next].kind;
    if (kind == ElementKind::kInput) found.push_back(next);
    if (kind == ElementKind::kService && next == asked)
      found.insert(found.end(), logic.parameters.begin(), logic.parameters.end());
    if (kind == ElementKind::kDecision) pending.insert(pending.end(), logic.required.begin(), logic.required.end());
  }
  std::sort(found.begin(), found.end());
  std::vector<const Element*> out;
  out.reserve(found.size());
  for (const ElementIndex index : found) out.push_back(&compiled_->elements[index]);
  return out;
}

bool DecisionModel::is_required(const Element& element) const {
  const auto asked = static_cast<ElementIndex>(&element - compiled_->elements.data());
  return std::any_of(compiled_->logic.begin(), compiled_->logic.end(), [asked](const Logic& logic) {
    return std::find(logic.required.begin(), logic.required.end(), asked) != logic.required.end();
  });
}

Value DecisionModel::typed(const Element& element, const Value& value) const {
  return compiled_->types.read(value, compiled_->logic[static_cast<std::size_t>(&element - elements().data())].type);
}

}  // namespace chancery::dmn
