// Topics: service tasks that the engine does itself, inside the command, as functions of state. One file per family; topics.cpp lists
// them once. Each reads a context of inputs, emits the events of its slice and answers a value, or refuses the command.
#pragma once

#include <string_view>

#include "engine/runtime/execution.h"

namespace chancery::runtime::topics {

// The function of a topic, or nullptr when it is work for an outside worker.
Topic find_topic(std::string_view name);

Result<Value> register_append(Execution& ex, const Place& place, const Value& inputs);
Result<Value> register_correct(Execution& ex, const Place& place, const Value& inputs);
Result<Value> register_create(Execution& ex, const Place& place, const Value& inputs);
Result<Value> register_change(Execution& ex, const Place& place, const Value& inputs);
Result<Value> register_lines(Execution& ex, const Place& place, const Value& inputs);
Result<Value> directory_appoint(Execution& ex, const Place& place, const Value& inputs);
Result<Value> directory_end(Execution& ex, const Place& place, const Value& inputs);
Result<Value> meeting_convene(Execution& ex, const Place& place, const Value& inputs);
Result<Value> meeting_attend(Execution& ex, const Place& place, const Value& inputs);
Result<Value> meeting_tally(Execution& ex, const Place& place, const Value& inputs);
Result<Value> meeting_change(Execution& ex, const Place& place, const Value& inputs);
Result<Value> notify_send(Execution& ex, const Place& place, const Value& inputs);

// ---- reading inputs
PersonId person_input(const Execution& ex, const Value& inputs, std::string_view name);
std::optional<Instant> instant_input(const Execution& ex, const Value& inputs, std::string_view name);
std::int64_t integer_input(const Value& inputs, std::string_view name);
std::string text_input(const Value& inputs, std::string_view name);

}  // namespace chancery::runtime::topics
