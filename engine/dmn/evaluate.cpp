// Taking decisions: a frame holds the values of an island of elements; each is computed once, after what it requires.
#include <algorithm>

#include "engine/base/assert.h"
#include "engine/dmn/functions.h"
#include "engine/dmn/run.h"

namespace chancery::dmn {
namespace {

// What the logic of an element sees: its requirements, then what the caller's scope holds.
class FrameScope : public feel::Scope {
 public:
  FrameScope(const std::vector<Visible>& visible, const Frame& frame) : visible_(visible), frame_(frame) {}
  const Value* lookup(feel::Symbol symbol) const override {
    for (const Visible& name : visible_) {
      if (name.symbol != symbol) continue;
      return frame_.states[name.slot] == Frame::State::kKnown ? &frame_.values[name.slot] : nullptr;
    }
    return frame_.outer != nullptr ? frame_.outer->lookup(symbol) : nullptr;
  }

 private:
  const std::vector<Visible>& visible_;
  const Frame& frame_;
};

Value imported_value(const ImportedName& name, const Frame& frame) {
  if (name.entries.empty()) return frame.values[name.slot];
  Context context;
  for (const ImportedName& entry : name.entries) context.set(entry.name, imported_value(entry, frame));
  return Value::context(std::move(context));
}

void learn(Frame& frame, std::uint32_t slot, const Value* value) {
  frame.states[slot] = value != nullptr ? Frame::State::kKnown : Frame::State::kAbsent;
  if (value != nullptr) frame.values[slot] = *value;
}

const Value* given_to(const Element& element, const feel::Scope* scope) {
  if (scope == nullptr) return nullptr;
  const Value* qualified = scope->lookup(element.qualified);
  return qualified != nullptr ? qualified : scope->lookup(element.symbol);
}

}  // namespace

const std::string& Run::owner() const {
  static const std::string kNone;
  return owner_ == kNoElement ? kNone : compiled_->elements[owner_].id;
}

void Run::write_down(TableTrace trace) {
  if (!records()) return;
  record_->tables.push_back(std::move(trace));
  ++record_->size;
}

std::optional<Value> Run::conform(const Value& value, TypeIndex type, std::string_view name) {
  auto coerced = compiled_->types.coerce(value, type, context_);
  if (coerced) return coerced;
  context_.report("dmn.wrong-type", {{"name", std::string(name)},
                                     {"type", compiled_->types.name(type)},
                                     {"found", std::string(kind_name(value.kind()))}});
  return std::nullopt;
}

Value Run::coerce(const Value& value, TypeIndex type, std::string_view name) {
  if (type == kAnyType) return value;
  return conform(value, type, name).value_or(Value());
}

template <class Body>
Value Run::explained(ElementIndex element, const Body& body) {
  std::vector<TableTrace> outer = std::move(record_->tables);
  record_->tables.clear();
  const ElementIndex outer_owner = std::exchange(owner_, element);
  ++record_->depth;
  Value value = body();
  --record_->depth;
  owner_ = outer_owner;
  const bool is_asked = record_->is_open && record_->depth == 0;
  if (is_asked || records()) {
    const Element& e = compiled_->elements[element];
    record_->traces.push_back({e.id, e.name, e.kind, std::move(record_->tables), value});
    ++record_->size;
  }
  record_->tables = std::move(outer);
  return value;
}

void Run::obtain(ElementIndex element, Frame& frame) {
  const Logic& logic = compiled_->logic[element];
  if (frame.states[logic.slot] != Frame::State::kUnknown) return;
  const Element& e = compiled_->elements[element];
  Value value;
  switch (e.kind) {
    case ElementKind::kInput: {
      const Value* given = given_to(e, frame.outer);
      if (given == nullptr) return learn(frame, logic.slot, nullptr);
      value = coerce(*given, logic.type, e.name);
      break;
    }
    case ElementKind::kDecision: value = take(element, frame); break;
    case ElementKind::kKnowledge:
    case ElementKind::kService: value = element_function(*this, element); break;
  }
  learn(frame, logic.slot, &value);
}

Value Run::take(ElementIndex element, Frame& frame) {
  const Logic& logic = compiled_->logic[element];
  for (const ElementIndex required : logic.required) obtain(required, frame);
  return explained(element, [&] {
    const Value value = with_names(element, frame, logic.box, nullptr);
    return coerce(value, logic.type, compiled_->elements[element].name);
  });
}

Value Run::with_names(ElementIndex element, const Frame& frame, BoxIndex box, const std::vector<Argument>* arguments) {
  const Logic& logic = compiled_->logic[element];
  const FrameScope names(logic.visible, frame);
  if (logic.imported.empty() && arguments == nullptr) return evaluate(box, names);
  feel::LocalScope scope(&names);
  for (const ImportedName& name : logic.imported) scope.set(name.symbol, imported_value(name, frame));
  if (arguments != nullptr)
    for (const Argument& argument : *arguments) scope.set(argument.symbol, argument.value);
  return evaluate(box, scope);
}

Value Run::apply(ElementIndex knowledge, const std::vector<Argument>& arguments, Frame& frame) {
  const Logic& logic = compiled_->logic[knowledge];
  const FunctionShape& shape = compiled_->functions[logic.function];
  for (const ElementIndex required : logic.required) obtain(required, frame);
  return explained(knowledge, [&] {
    const Value value = with_names(knowledge, frame, shape.body, &arguments);
    return coerce(value, shape.result, shape.name);
  });
}

Value Run::serve(ElementIndex service, Frame& frame) {
  const Logic& logic = compiled_->logic[service];
  return explained(service, [&] {
    Context all;
    for (const ElementIndex output : logic.outputs) {
      obtain(output, frame);
      all.set(compiled_->elements[output].name, frame.values[compiled_->logic[output].slot]);
    }
    const Value value = logic.outputs.size() == 1 ? all[0].value : Value::context(std::move(all));
    return coerce(value, compiled_->types.result_of(logic.type), compiled_->elements[service].name);
  });
}

Value Run::ask(ElementIndex element, const feel::Scope& scope) {
  const Logic& logic = compiled_->logic[element];
  Frame frame(logic.island_slots, &scope);
  switch (compiled_->elements[element].kind) {
    case ElementKind::kInput: break;
    case ElementKind::kDecision: obtain(element, frame); return frame.values[logic.slot];
    case ElementKind::kKnowledge: {
      std::vector<Argument> arguments;
      for (const Parameter& p : compiled_->functions[logic.function].parameters) {
        const Value* given = scope.lookup(p.symbol);
        if (given != nullptr) arguments.push_back({p.symbol, coerce(*given, p.type, p.name)});
      }
      return apply(element, arguments, frame);
    }
    case ElementKind::kService:
      for (const ElementIndex parameter : logic.parameters) {
        const Element& e = compiled_->elements[parameter];
        const Value* given = given_to(e, &scope);
        const Value value = given != nullptr ? coerce(*given, compiled_->logic[parameter].type, e.name) : Value();
        learn(frame, compiled_->logic[parameter].slot, given != nullptr ? &value : nullptr);
      }
      return serve(element, frame);
  }
  return {};
}

}  // namespace chancery::dmn
