// The endpoints by family; each family is one file. routes.cpp says at which place each one answers.
#pragma once

#include <span>

#include "web-console/server/call.h"

namespace chancery::web_server {

// All places of the server that are not files.
std::span<const Route> all_routes();

// session.cpp
Result<void> sign_in(const CallPointer& call);
Result<Value> get_session(Call& call);
Result<void> sign_out(const CallPointer& call);
Result<void> change_password(const CallPointer& call);

// workflows.cpp
Result<Value> list_workflows(Call& call);
Result<Value> get_form(Call& call);

// cases.cpp
Result<void> start_case(const CallPointer& call);
Result<Value> list_cases(Call& call);
Result<void> get_case(const CallPointer& call);
Result<Value> get_timeline(Call& call);
Result<Value> get_diagram(Call& call);
Result<void> withdraw_case(const CallPointer& call);
Result<void> send_case_message(const CallPointer& call);

// tasks.cpp
Result<Value> list_tasks(Call& call);
Result<void> get_task(const CallPointer& call);
Result<Value> list_candidates(Call& call);
Result<void> claim_task(const CallPointer& call);
Result<void> release_task(const CallPointer& call);
Result<void> complete_task(const CallPointer& call);
Result<void> delegate_task(const CallPointer& call);
Result<void> transfer_task(const CallPointer& call);
Result<void> assign_task(const CallPointer& call);

// uploads.cpp
Result<void> upload(const CallPointer& call);
Result<void> get_upload(const CallPointer& call);

// registers.cpp
Result<Value> list_registers(Call& call);
Result<Value> list_register_lines(Call& call);
Result<Value> list_entities(Call& call);
Result<Value> list_meetings(Call& call);
Result<Value> get_meeting(Call& call);

// directory.cpp
Result<Value> list_units(Call& call);
Result<Value> get_unit(Call& call);
Result<void> record_absence(const CallPointer& call);
Result<void> open_acting(const CallPointer& call);

// operation.cpp
Result<Value> list_incidents(Call& call);
Result<void> retry_incident(const CallPointer& call);
Result<void> stream_events(const CallPointer& call);
Result<void> get_messages(const CallPointer& call);
Result<void> livez(const CallPointer& call);
Result<void> readyz(const CallPointer& call);
Result<void> metrics(const CallPointer& call);

}  // namespace chancery::web_server
