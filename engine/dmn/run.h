// Run: one evaluation of a decision model under way: the limits and diagnostics of the caller's context, and what is written down
// for the explanation. Lives on the stack of DecisionModel::evaluate or of a function's call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/dmn/compiled.h"

namespace chancery::dmn {

// What an evaluation writes down. Functions made by it hold it too; when they are called later it is closed.
struct Record {
  bool is_open = true;
  std::vector<DecisionTrace> traces;
  std::vector<TableTrace> tables;  // of the element that is being taken
  std::size_t size = 0;            // traces and tables so far
  int depth = 0;                   // elements being taken
};

// The values of one island of elements.
struct Frame {
  enum class State : unsigned char { kUnknown, kKnown, kAbsent };
  Frame(std::size_t slots, const feel::Scope* caller) : values(slots), states(slots, State::kUnknown), outer(caller) {}
  std::vector<Value> values;
  std::vector<State> states;
  const feel::Scope* outer;  // whose variables are the inputs; null inside functions
};

struct Argument {
  feel::Symbol symbol = 0;
  Value value;
};

class Run {
 public:
  Run(const std::shared_ptr<const Compiled>& compiled, feel::EvaluationContext& context, std::shared_ptr<Record> record)
      : compiled_(compiled), context_(context), record_(std::move(record)) {}

  const Compiled& compiled() const { return *compiled_; }
  const std::shared_ptr<const Compiled>& shared() const { return compiled_; }
  const std::shared_ptr<Record>& record() const { return record_; }
  feel::EvaluationContext& context() { return context_; }

  // The value of a decision, service or knowledge model whose inputs are variables of `scope`.
  Value ask(ElementIndex element, const feel::Scope& scope);
  // The outputs of a service whose parameters the frame knows already.
  Value serve(ElementIndex service, Frame& frame);
  // The body of a knowledge model.
  Value apply(ElementIndex knowledge, const std::vector<Argument>& arguments, Frame& frame);

  // boxes/: the value of a boxed expression; what it names is in `scope`.
  Value evaluate(BoxIndex box, const feel::Scope& scope);
  // `value` as one of the type; none and dmn.wrong-type when it is not. coerce() gives null then.
  std::optional<Value> conform(const Value& value, TypeIndex type, std::string_view name);
  Value coerce(const Value& value, TypeIndex type, std::string_view name);

  bool records() const { return record_->is_open && record_->size < kTracesMax; }
  void write_down(TableTrace trace);
  const std::string& owner() const;  // id of the element that is being taken

 private:
  // Makes the value of the element known to the frame, and before it all that it requires.
  void obtain(ElementIndex element, Frame& frame);
  Value take(ElementIndex element, Frame& frame);
  Value with_names(ElementIndex element, const Frame& frame, BoxIndex box, const std::vector<Argument>* arguments);
  // Runs `body` as the taking of an element: with its own tables, written down at the end.
  template <class Body>
  Value explained(ElementIndex element, const Body& body);

  const std::shared_ptr<const Compiled>& compiled_;
  feel::EvaluationContext& context_;
  std::shared_ptr<Record> record_;
  ElementIndex owner_ = kNoElement;
};

}  // namespace chancery::dmn
