// A form as a page shows it: texts, options resolved for the unit, defaults evaluated. Under the lock.
#pragma once

#include "engine/service/queries/sight.h"

namespace chancery::service::queries {

struct FormAsked {
  const runtime::Program& program;
  const forms::FormSchema& form;
  const feel::Scope& scope;  // variables of the case, `unit` …; `person` is bound here
  UnitId unit;
  const Sight& sight;
};

// The schema Form of the contract.
Value form_view(const Reading& reading, const FormAsked& asked);

// A case that does not exist yet: what expressions of a start form may name. Not to be kept.
class BeforeStart {
 public:
  // workflow from 1; 0: of no workflow.
  BeforeStart(const Reading& reading, const runtime::Program& program, std::uint32_t workflow, UnitId unit,
              PersonId starter);
  const runtime::CaseState& state() const { return case_; }
  static constexpr InstanceId kRoot{1};

 private:
  runtime::CaseState case_;
};

}  // namespace chancery::service::queries
