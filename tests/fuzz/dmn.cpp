// DMN: reading, compiling and examining a model; and every decision, knowledge model and service of it is taken, with
// inputs of several kinds.
#include "engine/dmn/examine.h"
#include "engine/dmn/model.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/targets.h"

namespace chancery::fuzz {
namespace {

constexpr std::string_view kFile = "a.dmn";
constexpr std::size_t kTaken = 20;  // elements of one model that are evaluated

std::vector<Value> values() {
  Context context;
  context.set("age", Value::number(41));
  context.set("name", Value::text("a"));
  return {Value::number(3),
          Value::text("a"),
          Value(true),
          Value::date(*Date::parse("2026-03-02")),
          Value::list({Value::number(1), Value::number(2)}),
          Value::context(std::move(context)),
          Value()};
}

// Inputs by their place in the model: the first gets value number `shift`, the next the one after.
void take(const dmn::DecisionModel& model, const dmn::Element& element, std::size_t shift) {
  static const std::vector<Value> kValues = values();
  feel::LocalScope inputs;
  for (const dmn::Element* input : model.inputs_of(element))
    inputs.set(input->symbol, model.typed(*input, kValues[shift++ % kValues.size()]));
  feel::EvaluationContext context;
  context.limits = tight_limits();
  const dmn::Evaluation taken = model.evaluate(element, inputs, context);
  require_sound(taken.value, context.limits);
  require(context.diagnostics().size() <= feel::kDiagnosticsMax, "more findings than an evaluation keeps");
  require(taken.traces.size() <= dmn::kTracesMax + 1, "more traces than an evaluation keeps");
  constexpr std::size_t kShown = 100'000;
  context.reset();
  require(feel::to_text(model.evaluate(element, inputs, context).value, kShown) == feel::to_text(taken.value, kShown),
          "another value the second time: " + element.id);
}

}  // namespace

int fuzz_dmn(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  feel::SymbolTable symbols;
  const dmn::ModelResult result = dmn::compile_model(kFile, bytes, symbols);
  require_inside(as_text(bytes), kFile, result.diagnostics, Place::kXmlLine);
  if (!result.model) {
    require(!result.diagnostics.empty(), "refused without a reason");
    return 0;
  }
  const dmn::DecisionModel& model = *result.model;
  require_inside(as_text(bytes), kFile, dmn::examine_tables(model), Place::kXmlLine);
  std::size_t taken = 0;
  for (const dmn::Element& element : model.elements()) {
    if (element.kind == dmn::ElementKind::kInput) continue;
    if (++taken > kTaken) break;
    for (const std::size_t shift : {0u, 1u, 4u}) take(model, element, shift);
  }
  return 0;
}

}  // namespace chancery::fuzz
