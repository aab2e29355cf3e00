// Event: any one of the event kinds. The list below is the only one; encoding, decoding and apply are driven by it.
#pragma once

#include <variant>

#include "engine/journal/compensation_events.h"
#include "engine/journal/directory_events.h"
#include "engine/journal/duty_events.h"
#include "engine/journal/register_events.h"
#include "engine/journal/runtime_events.h"
#include "engine/journal/scope_events.h"
#include "engine/journal/start_events.h"

namespace chancery::journal {

using Event = std::variant<
    PackageDeployed, CaseStarted, CaseEnded, CaseTitled, ElementActivated, ElementCompleted, ElementTerminated,
    ElementPassed, FlowTaken, TokenArrived, TokensJoined, VariableSet, MultiInstancePlanned, ElementKept,
    ActivityCompensable, CompensationBegun, CompensationTaken, ElementResumed, ElementReleased, TaskCreated,
    TaskAssigned, TaskCompleted, TimerSet, TimerEnded, SubscriptionOpened, SubscriptionClosed, MessageThrown,
    BufferedTaken, ConditionChanged, EscalationThrown, WorkCreated, ServiceDone, NoticeQueued, DecisionEvaluated,
    IncidentRaised, IncidentResolved, StartTimerSet, StartTimerFired, StartTimerEnded, StartFailed, GatewayActivated,
    GatewayReset, AdHocAdvanced,
    // directory
    Founded, UnitRecorded, PersonRecorded, AccountLinked, AccountUnlinked, PostProposed, PostProposalWithdrawn,
    PostGiven, PostEnded, AbsenceRecorded, AbsenceEnded, ActingOpened, ActingEnded, KinshipDeclared, KinshipWithdrawn,
    // register
    LineAppended, EntityCreated, EntityChanged,
    // duty
    ActRecorded, ActReleased, RefusalRecorded>;

}  // namespace chancery::journal
