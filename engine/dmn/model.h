// DecisionModel: the decision models of one package (DMN 1.1 to 1.5), compiled together: decisions, business knowledge models and
// decision services, across files that import each other. Immutable, cheap to copy and safe to share between threads. Names are
// resolved here; evaluating looks up no text but the entries of contexts. Evaluation explains itself: which rules matched on which
// inputs, in every table that was taken.
//
//   feel::SymbolTable symbols;
//   ModelResult r = compile_model("route.dmn", bytes, symbols);
//   feel::LocalScope inputs;  inputs.set(symbols.intern("copies"), Value::number(3));
//   feel::EvaluationContext context;
//   Value v = r.model->evaluate(*r.model->find("route"), inputs, context).value;
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/diagnostic.h"
#include "engine/feel/feel.h"

namespace chancery::dmn {

inline constexpr std::size_t kElementsMax = 20'000;       // of all files: inputs, decisions, knowledge models, services
inline constexpr std::size_t kRulesMax = 10'000;          // of one table
inline constexpr std::size_t kColumnsMax = 200;           // inputs plus outputs of one table
inline constexpr std::size_t kRequirementDepthMax = 300;  // decisions that require each other in a row
inline constexpr std::size_t kTracesMax = 1'000;  // decisions and tables explained of one evaluation; more are dropped

enum class ElementKind : unsigned char { kInput, kDecision, kKnowledge, kService };

// A node of the requirements graph, as others may ask for it.
struct Element {
  ElementKind kind = ElementKind::kDecision;
  std::string id;
  std::string name;
  feel::Symbol symbol = 0;     // of its variable: under it an input is read, and those that require it read its value
  feel::Symbol qualified = 0;  // of "namespace#name": asked first, tells inputs of several models with one name apart
  std::string ns;              // namespace of its model
  std::string file;
  int line = 0;
  int column = 0;
};

// One decision table that was asked, for the person who asks why.
struct TableTrace {
  std::string table_id;
  std::vector<std::pair<std::string, Value>> inputs;  // label and value
  std::vector<std::size_t> matched_rules;             // numbers from 1, as the table shows them
  std::vector<std::string> matched_rule_ids;
  std::vector<std::string> annotations;  // of the rules that matched
};

// One decision that was taken, or one call of a knowledge model or service.
struct DecisionTrace {
  std::string decision_id;
  std::string name;
  ElementKind kind = ElementKind::kDecision;
  std::vector<TableTrace> tables;
  Value value;
};

struct Evaluation {
  Value value;
  std::vector<DecisionTrace> traces;  // in the order taken; the asked one last
};

struct Compiled;

class DecisionModel {
 public:
  explicit DecisionModel(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

  const std::vector<Element>& elements() const;
  // A decision or a decision service; null when there is none.
  const Element* find(std::string_view id) const;
  // Any element by kind and name; where several models have one of that name, that of the namespace, else that of the first file.
  const Element* find_by_name(ElementKind kind, std::string_view name, std::string_view ns = "") const;

  // Takes the decision and before it all that it requires; or the service, whose inputs are read like those of a decision; or calls
  // the knowledge model, whose parameters are read so. Inputs are variables of `scope` under their symbols.
  // An error is null and a diagnostic in `context`: those of feel, dmn.several-rules {decision, rules},
  // dmn.rules-disagree {decision, rules}, dmn.input-not-allowed {decision, input}, dmn.output-not-allowed {decision, output},
  // dmn.cannot-aggregate {decision, rules}, dmn.wrong-type {name, type, found}.
  // `element` must belong to this model and be no input (assert).
  Evaluation evaluate(const Element& element, const feel::Scope& scope, feel::EvaluationContext& context) const;

  // Names that evaluating `element` reads as inputs: input data, directly or not required; of a service or knowledge model its
  // parameters. In the order of the model.
  std::vector<const Element*> inputs_of(const Element& element) const;

  // Whether another element requires it.
  bool is_required(const Element& element) const;
  // `value`, its texts read as dates, times and durations where the element's type says that they are: what JSON cannot write.
  Value typed(const Element& element, const Value& value) const;

  const Compiled& compiled() const { return *compiled_; }  // for this module

 private:
  std::shared_ptr<const Compiled> compiled_;
};

struct SourceFile {
  std::string name;  // stands in the diagnostics
  BytesView bytes;
};

struct ModelResult {
  std::optional<DecisionModel> model;   // absent when, and only when, there is an error
  std::vector<Diagnostic> diagnostics;  // all that was found, warnings too: xml.*, feel.*, dmn.*
};

// What becomes of a text that is no FEEL, and of a decision without logic: the model is refused, or the text is null and says why
// when it is evaluated, as the standard has it (conformance runs).
enum class Undefined : unsigned char { kRefused, kNull };

// All files of one package; they find each other's elements by the namespaces that they import. Names are interned in `symbols`,
// which the case's package shares.
ModelResult compile_models(std::span<const SourceFile> files, feel::SymbolTable& symbols,
                           Undefined undefined = Undefined::kRefused);
// One file that imports nothing.
ModelResult compile_model(std::string_view file_name, BytesView bytes, feel::SymbolTable& symbols);

// Places in `files` of the first one and of all that it imports, directly or not; the first one first.
std::vector<std::size_t> needed_files(std::span<const SourceFile> files);

}  // namespace chancery::dmn
