// Teller: the records of one case as the events that a person would name, each the contract's TimelineEntry with one
// sentence. What the engine does in between (gateways, tokens, variables) is left out. Reads stores: never under the
// lock.
//
// teller.cpp tells what persons do with the case and its tasks; teller_effects.cpp what follows from it: registers,
// meetings, posts, decisions, notices, messages, timers, incidents.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/service/queries/case_stories.h"
#include "engine/service/queries/fields.h"
#include "engine/service/queries/submissions.h"

namespace chancery::service::queries {

struct Told {
  EventNumber number;
  Context entry;  // names of persons still to be filled in by finish()
};

// Entries in the order of the records. Their `event` is the record's number, for the second one of a record "17.2" and
// so on. Errors: those of the stores.
Result<std::vector<Told>> tell(const Impl& impl, const CaseStory& of);

class Teller {
 public:
  Teller(const Impl& impl, const CaseStory& of);
  Result<std::vector<Told>> run();

  void tell(const journal::CaseStarted& e);
  void tell(const journal::TaskCreated& e);
  void tell(const journal::TaskAssigned& e);
  void tell(const journal::TaskCompleted& e);
  void tell(const journal::CaseEnded& e);

  void tell(const journal::DecisionEvaluated& e);
  void tell(const journal::LineAppended& e);
  void tell(const journal::EntityCreated& e);
  void tell(const journal::EntityChanged& e);
  void tell(const journal::PostGiven& e);
  void tell(const journal::PostEnded& e);
  void tell(const journal::NoticeQueued& e);
  void tell(const journal::MessageThrown& e);
  void tell(const journal::SubscriptionClosed& e);
  void tell(const journal::TimerSet& e);
  void tell(const journal::TimerEnded& e);
  void tell(const journal::IncidentRaised& e);
  void tell(const journal::IncidentResolved& e);
  template <class Other>
  void tell(const Other&) {}

 private:
  const journal::Record& record() const { return story_.records[at_]; }
  const runtime::Program& program() const { return *story_.program; }

  // A new entry about the record that is being told; the reference holds until the next one.
  Context& add(std::string_view kind, Value text, const graph::Node* node, PersonId person = {});
  Result<void> tell_refusal(const journal::RefusalRecorded& e);
  const Submission* submission(InstanceId instance, std::string_view element) const;
  List fields_of(const Submission& submission) const;
  // The reason or remark among the fields; null when there is none that this viewer may read.
  static Value note_in(const List& fields);
  // Who sent the message that this record takes: null when a process did.
  PersonId sender() const;
  std::string_view reason_of_withdrawal(std::string_view element) const;
  Value acting_for(const journal::TaskCompleted& e, std::string_view post) const;
  Value post_used(PersonId person) const;

  Value step(const graph::Node* node) const;
  // A message whose only parameter is the step.
  Value of_step(std::string_view code, const graph::Node* node) const;
  const graph::Node* task_node(InstanceId instance) const;
  // The node with that ordinal that passes or completes later in this record.
  const graph::Node* passing(std::uint32_t ordinal) const;
  // The service task to which the event that is being told belongs.
  const graph::Node* serving() const;
  // The element that an incident stopped.
  const graph::Node* stopped(InstanceId instance, std::uint32_t timer, std::uint32_t ordinal) const;

  void tell_meeting(std::string_view state);
  Value entity_name(const std::string& kind, const std::string& id) const;
  Value recipient(const Value& to) const;
  // Who asks for the case: not the one who typed it in for somebody.
  PersonId requester() const;

  const Impl& impl_;
  const CaseStory& of_;
  const Story& story_;
  Fields fields_;
  std::vector<Submission> submissions_;
  std::map<InstanceId, std::string> delegated_because_;
  std::map<std::uint32_t, const graph::Node*> timers_;
  std::size_t at_ = 0;     // record
  std::size_t event_ = 0;  // in the record
  std::size_t told_of_record_ = 0;
  std::vector<Told> told_;
};

}  // namespace chancery::service::queries
