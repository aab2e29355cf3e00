// Words: message codes for what the engine and the registers name by a code: kinds of act, states of an entity, kinds of a line. A code
// without a text of its own is shown as it is.
#pragma once

#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

Value act_text(std::string_view act);             // CodeText of an act_name
Value entity_state_text(std::string_view state);  // CodeText
Value method_text(std::string_view method);       // of voting; CodeText
Value line_kind_text(std::string_view kind);      // a text
// The outcome of a case: the name of the end event that gives it. CodeText.
Value outcome_text(const runtime::Program* program, std::uint32_t process, std::string_view outcome);

}  // namespace chancery::service::queries
