// CaseScope: what a name means in an expression of a case. Declared objects first (the entity as it stands), then `case`, `unit`,
// `catalogue`, then the variables of the scopes upward to the process; a called process does not see its caller's.
//
// Contexts are built when first asked for and live as long as the scope. One scope serves one evaluation or a few in a row on an
// unchanged state; it is not shared between threads.
#pragma once

#include <map>

#include "engine/feel/feel.h"
#include "engine/runtime/program.h"
#include "engine/runtime/state.h"

namespace chancery::runtime {

class CaseScope : public feel::Scope {
 public:
  // `extra` is asked before all else (form, result, person).
  CaseScope(const Program& program, const State& state, CaseId id, const CaseState& c, InstanceId at_instance,
            Instant at, const ZoneTable& zones, const feel::Scope* extra = nullptr)
      : program_(program),
        state_(state),
        id_(id),
        case_(c),
        instance_(at_instance),
        at_(at),
        zones_(zones),
        extra_(extra) {}

  const Value* lookup(feel::Symbol symbol) const override;
  // The id of the declared object of that name in the process around the instance; "" when there is none.
  std::string object_id(const ObjectDeclaration& object) const;
  const std::vector<ObjectDeclaration>& objects() const;
  // The innermost process instance around the instance.
  InstanceId activation() const;

 private:
  const Value* variable(feel::Symbol symbol) const;
  const Value* special(feel::Symbol symbol) const;
  const Value* loop_counter(feel::Symbol symbol) const;
  const Value* keep(feel::Symbol symbol, Value value) const;
  Value case_value() const;
  Value entity_value(const ObjectDeclaration& object) const;
  const Instance* process_instance() const;

  const Program& program_;
  const State& state_;
  CaseId id_;
  const CaseState& case_;
  InstanceId instance_;
  Instant at_;
  const ZoneTable& zones_;
  const feel::Scope* extra_;
  mutable bool plain_ = false;  // while an object's id is found: variables only
  mutable std::map<feel::Symbol, Value> kept_;
};

}  // namespace chancery::runtime
