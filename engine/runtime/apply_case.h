// apply for the events of one case; called by apply.cpp only.
#pragma once

#include "engine/runtime/apply.h"

namespace chancery::runtime {

// `State` for the indexes over cases (tasks, receivers, buffered messages), `CaseState` for the case itself.
struct CaseWriter {
  State& state;
  const Programs& programs;
  const Envelope& envelope;

  void operator()(const journal::CaseStarted& e);
  void operator()(const journal::CaseEnded& e);
  void operator()(const journal::CaseTitled& e);
  void operator()(const journal::ElementActivated& e);
  void operator()(const journal::ElementCompleted& e);
  void operator()(const journal::ElementTerminated& e);
  void operator()(const journal::ElementKept& e);
  void operator()(const journal::ElementResumed& e);
  void operator()(const journal::ElementReleased& e);
  void operator()(const journal::ActivityCompensable& e);
  void operator()(const journal::CompensationBegun& e);
  void operator()(const journal::CompensationTaken& e);
  void operator()(const journal::ConditionChanged& e);
  void operator()(const journal::GatewayActivated& e);
  void operator()(const journal::GatewayReset& e);
  void operator()(const journal::AdHocAdvanced& e);
  void operator()(const journal::TokenArrived& e);
  void operator()(const journal::TokensJoined& e);
  void operator()(const journal::VariableSet& e);
  void operator()(const journal::MultiInstancePlanned& e);
  void operator()(const journal::TaskCreated& e);
  void operator()(const journal::TaskAssigned& e);
  void operator()(const journal::TimerSet& e);
  void operator()(const journal::TimerEnded& e);
  void operator()(const journal::SubscriptionOpened& e);
  void operator()(const journal::SubscriptionClosed& e);
  void operator()(const journal::MessageThrown& e);
  void operator()(const journal::BufferedTaken& e);
  void operator()(const journal::WorkCreated& e);
  void operator()(const journal::IncidentRaised& e);
  void operator()(const journal::IncidentResolved& e);

 private:
  CaseState& edit();
  Instance& instance(CaseState& c, InstanceId id);
  void remove(CaseState& c, InstanceId id);
  static void drop_activated(CaseState& c, InstanceId scope, std::uint32_t ordinal);
  void drop_waits(CaseState& c, InstanceId id);
  void remove_receiver(const Subscription& s);
};

}  // namespace chancery::runtime
