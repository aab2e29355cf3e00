// What the parameters of an element (inputOutput in other engines) are for: shared by the rules here and by graph.
#pragma once

#include "engine/bpmn/entries.h"
#include "engine/bpmn/model.h"

namespace chancery::bpmn {

// It throws what it says: its inputs go along with the message or signal.
inline bool sends_inputs(const Node& node) {
  return node.kind == ElementKind::kIntermediateThrowEvent || node.kind == ElementKind::kEndEvent ||
         (node.kind == ElementKind::kSendTask && node.implementation.kind == Implementation::Kind::kNone);
}

// It is work of a topic: its inputs are what the work is given.
inline bool works_on_inputs(const Node& node) {
  switch (node.kind) {
    case ElementKind::kServiceTask:
    case ElementKind::kSendTask: return node.implementation.kind != Implementation::Kind::kExpression;
    case ElementKind::kBusinessRuleTask: return !node.decision || node.decision->decision.empty();
    default: return false;
  }
}

// An activity: its inputs are variables of its own while it runs, its outputs are set around it when it completes.
inline bool maps_parameters(const Node& node) {
  return is_activity(category_of(node.kind)) && !node.triggered_by_event && !sends_inputs(node) &&
         !is_instantiating_task(node);
}

}  // namespace chancery::bpmn
