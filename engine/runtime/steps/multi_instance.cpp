#include "engine/runtime/steps/multi_instance.h"

#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/compensation.h"
#include "engine/runtime/steps/flows.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::steps {

namespace {

struct Plan {
  std::uint32_t count = 0;
  Value items;
};

// How often a standard loop runs at most; kMultiInstanceMax when the model does not say.
Result<std::uint32_t> maximum(const Execution& ex, const graph::Node& node, InstanceId scope) {
  if (!node.loop->maximum.present()) return kMultiInstanceMax;
  const Value count = ex.evaluate(node.loop->maximum, scope);
  const auto n = count.is_number() ? count.as_number().to_int64() : std::nullopt;
  if (!n || *n < 0)
    return invalid("runtime.bad-cardinality", {{"element", node.id}, {"found", excerpt(feel::to_text(count))}});
  return static_cast<std::uint32_t>(std::min<std::int64_t>(*n, kMultiInstanceMax));
}

Result<Plan> plan(const Execution& ex, const graph::Node& node, InstanceId scope) {
  Plan out;
  if (node.loop != nullptr) {
    out.count = TRY(maximum(ex, node, scope));
    return out;
  }
  const graph::MultiInstanceSpec& spec = *node.multi_instance;
  if (spec.collection.present()) {
    out.items = ex.evaluate(spec.collection, scope);
    if (!out.items.is_list()) return invalid("runtime.bad-collection", {{"element", node.id}});
    if (out.items.as_list().size() > kMultiInstanceMax)
      return too_large("runtime.too-many-loops", {{"element", node.id}, {"limit", std::to_string(kMultiInstanceMax)}});
    out.count = static_cast<std::uint32_t>(out.items.as_list().size());
    return out;
  }
  const Value count = ex.evaluate(spec.cardinality, scope);
  const auto n = count.is_number() ? count.as_number().to_int64() : std::nullopt;
  if (!n || *n < 0)
    return invalid("runtime.bad-cardinality", {{"element", node.id}, {"found", excerpt(feel::to_text(count))}});
  if (*n > kMultiInstanceMax)
    return too_large("runtime.too-many-loops", {{"element", node.id}, {"limit", std::to_string(kMultiInstanceMax)}});
  out.count = static_cast<std::uint32_t>(*n);
  return out;
}

// The variables that are a loop instance's own: its element and its output.
Result<void> set_own(Execution& ex, const graph::Node& node, InstanceId instance, InstanceId body, std::uint32_t loop) {
  if (node.loop != nullptr) return {};
  const graph::MultiInstanceSpec& spec = *node.multi_instance;
  const Value items = ex.instance(body).body->items;
  if (!spec.output_element.empty()) TRY_VOID(set_variable(ex, instance, spec.output_element, Value()));
  if (items.is_list() && !spec.element_variable.empty())
    TRY_VOID(set_variable(ex, instance, spec.element_variable, items.as_list()[loop - 1]));
  return {};
}

// Activates one loop instance, with the variables that are its own.
Result<Place> open_loop(Execution& ex, const Place& body_place, InstanceId body, std::uint32_t loop) {
  const graph::Node& node = ex.node(body_place);
  Place place = body_place;
  place.scope = body;
  place.resumes = {};
  place.instance = ex.next_instance();
  ex.emit(journal::ElementActivated{place.instance, body, place.process, node.ordinal, loop, false, {}});
  TRY_VOID(set_own(ex, node, place.instance, body, loop));
  TRY_VOID(take_inputs(ex, node, place.instance));
  return place;
}

Result<void> finish(Execution& ex, InstanceId body) {
  terminate_children(ex, body);
  const Place place = ex.place_of(ex.instance(body));
  TRY_VOID(close(ex, body));
  return leave(ex, place);
}

// Gathers the output of one loop instance into the collection outside, in order of completion.
Result<void> gather(Execution& ex, const graph::Node& node, InstanceId instance, InstanceId body) {
  if (node.loop != nullptr) return {};
  const graph::MultiInstanceSpec& spec = *node.multi_instance;
  if (spec.output_collection.empty()) return {};
  const InstanceId outside = ex.instance(body).scope;
  const Value so_far = variable(ex, outside, spec.output_collection);
  List list = so_far.is_list() ? so_far.as_list() : List{};
  list.push_back(variable(ex, instance, spec.output_element));
  return set_variable(ex, outside, spec.output_collection, Value::list(std::move(list)));
}

// BPMN 2.0.2, 10.3.7: the condition decides whether the loop goes on; the maximum ends it whatever the condition says. A loop
// without a maximum that reaches ours is a fault.
Result<void> run_loop(Execution& ex, const Place& place, InstanceId body, bool ask) {
  const graph::Node& node = ex.node(place);
  const Loop& loop = *ex.instance(body).body;
  const std::uint32_t done = loop.completed;
  if (done >= loop.planned && node.loop->maximum.present()) return finish(ex, body);
  if (ask && node.loop->has_condition && !TRY(ex.test(node.loop->condition, body, node.id))) return finish(ex, body);
  if (done >= kMultiInstanceMax)
    return too_large("runtime.too-many-loops", {{"element", node.id}, {"limit", std::to_string(kMultiInstanceMax)}});
  return enter_behavior(ex, TRY(open_loop(ex, place, body, done + 1)));
}

// Every instance is active before the first begins its work: it may be done at once.
Result<void> run_instances(Execution& ex, const Place& place, InstanceId body, std::uint32_t count) {
  if (count == 0) return finish(ex, body);
  const std::uint32_t first = ex.node(place).multi_instance->sequential ? 1 : count;
  std::vector<Place> opened;
  opened.reserve(first);
  for (std::uint32_t loop = 1; loop <= first; ++loop) opened.push_back(TRY(open_loop(ex, place, body, loop)));
  for (const Place& one : opened) {
    if (ex.here().find(one.instance) == nullptr) return {};  // the completion condition held meanwhile
    TRY_VOID(enter_behavior(ex, one));
  }
  return {};
}

}  // namespace

Result<void> begin_multi_instance(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  Plan planned = TRY(plan(ex, node, place.scope));
  const InstanceId body = ex.next_instance();
  ex.emit(journal::ElementActivated{body, place.scope, place.process, node.ordinal, 0, true, place.resumes});
  ex.emit(journal::MultiInstancePlanned{body, planned.count, planned.items});
  TRY_VOID(open_boundary_events(ex, place, body));
  if (ex.here().find(body) == nullptr) return {};
  return node.loop != nullptr ? run_loop(ex, place, body, node.loop->test_before)
                              : run_instances(ex, place, body, planned.count);
}

Result<void> complete_loop_instance(Execution& ex, InstanceId id) {
  const InstanceId body = ex.instance(id).scope;
  const Place place = ex.place_of(ex.instance(body));
  const graph::Node& node = ex.node(place);
  TRY_VOID(gather(ex, node, id, body));
  TRY_VOID(close(ex, id));
  if (node.loop != nullptr) return run_loop(ex, place, body, true);
  if (node.multi_instance->has_completion_condition &&
      TRY(ex.test(node.multi_instance->completion_condition, body, node.id)))
    return finish(ex, body);
  const Loop& loop = *ex.instance(body).body;
  if (loop.completed == loop.planned) return finish(ex, body);
  if (node.multi_instance->sequential) return enter_behavior(ex, TRY(open_loop(ex, place, body, loop.started + 1)));
  return {};
}

}  // namespace chancery::runtime::steps
