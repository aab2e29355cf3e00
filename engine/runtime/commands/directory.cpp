// The directory's verbs: units, persons, accounts, posts, absences, acting periods, kinship. An administrator records; he has no power over
// any approval, and what needs two of them needs two persons.
#include <deque>
#include <map>

#include "engine/directory/decide.h"
#include "engine/register/decide.h"
#include "engine/runtime/commands/context.h"
#include "engine/runtime/post_rules.h"

namespace chancery::runtime::commands {

namespace {

void emit_all(CommandContext& c, directory::Events events) {
  for (auto& event : events) std::visit([&c](auto& e) { c.emit(std::move(e)); }, event);
}

Result<void> require_administrator(const CommandContext& c) {
  const UnitId root = c.scratch.directory.last_numbers().root;
  if (c.actor().person && c.scratch.directory.holds(c.actor().person, root, directory::kAdministratorPost, c.at()))
    return {};
  return refused("runtime.administrators-only", {{"person", std::to_string(c.actor().person.value)}});
}

const Program* rules_of(const CommandContext& c) { return c.world.programs->latest(); }

Result<directory::PostRule> rule_of(const CommandContext& c, std::string_view post) {
  const Program* program = rules_of(c);
  if (post == directory::kAdministratorPost) return directory::PostRule::administrator();
  if (program == nullptr) return conflict("runtime.nothing-deployed");
  return post_rule(*program, post);
}

duty::CaseFacts unit_facts(const CommandContext& c, UnitId unit) {
  duty::CaseFacts facts;
  facts.acts = &c.scratch.acts;
  facts.directory = &c.scratch.directory;
  facts.unit = unit;
  facts.at = c.at();
  facts.zones = c.world.zones;
  return facts;
}

Error explain(CommandContext& c, const duty::Verdict& verdict, duty::Entrance entrance, PersonId target) {
  c.why.refusal = verdict.refusal;
  c.why.question.entrance = entrance;
  c.why.question.actor = c.actor().person;
  c.why.question.target = target;
  return duty::to_error(*verdict.refusal);
}

directory::PostCheck post_check(CommandContext& c, PersonId second) {
  return [&c, second](const journal::PostTerms& terms) -> Result<void> {
    const Program* program = rules_of(c);
    if (program == nullptr) return {};
    duty::PostQuestion q;
    q.actor = c.actor().person;
    q.second = second;
    q.terms = terms;
    const duty::Verdict verdict = program->duty->check_post(q, unit_facts(c, terms.unit));
    if (!verdict.allowed()) return explain(c, verdict, duty::Entrance::kGivePost, terms.person);
    return {};
  };
}

journal::NamePair names(const Value& value) {
  return {std::string(value.get_text("zh")), std::string(value.get_text("en"))};
}

// The states after the initial one on the shortest way to `goal`; the goal alone when there is no way (its change is then refused).
std::vector<std::string> lifecycle_path(const registers::Kind& kind, const std::string& goal) {
  std::map<std::string, std::string> came_from{{kind.initial, ""}};
  std::deque<std::string> open{kind.initial};
  while (!open.empty() && !came_from.contains(goal)) {
    const std::string at = open.front();
    open.pop_front();
    for (const auto& [from, to] : kind.transitions)
      if (from == at && came_from.emplace(to, from).second) open.push_back(to);
  }
  if (!came_from.contains(goal)) return {goal};
  std::vector<std::string> out;
  for (std::string at = goal; at != kind.initial; at = came_from[at]) out.insert(out.begin(), at);
  return out;
}

bool has_cases(const CommandContext& c, UnitId unit) {
  bool found = false;
  c.scratch.cases.for_each([&](CaseId, const CaseState& state) { return !(found = state.unit == unit); });
  return found;
}

// The custodians that a paper resolution decided before the program came: part of the opening stock, before the first case of the unit.
// From then on a post of a seal comes only from the appointment process.
Result<void> record_opening_custodian(CommandContext& c, const directory::PostRule& rule, journal::PostTerms terms) {
  TRY_VOID(require_administrator(c));
  const bool kept_already =
      !c.scratch.directory.holders(terms.unit, terms.post, c.at(), terms.seal, directory::Posts::kDesignatedToo)
           .empty();
  if (has_cases(c, terms.unit) || kept_already || terms.basis.empty() ||
      c.scratch.registers.entity("seal", terms.seal) == nullptr)
    return refused("directory.process-only", {{"post", terms.post}});
  terms.process = CaseId{c.out.record.number.value};
  emit_all(
      c, TRY(directory::decide_give_post(c.scratch.directory, rule, std::move(terms), {}, c.at(), post_check(c, {}))));
  return {};
}

}  // namespace

Result<void> run(CommandContext& c, const journal::Found& body) {
  directory::FoundRequest request;
  request.unit_key = body.unit_key;
  request.unit_kind = "city";
  request.unit_name = names(body.unit_name);
  request.administrators = {{body.first.name, "", body.first.account}, {body.second.name, "", body.second.account}};
  emit_all(c, TRY(directory::decide_found(c.scratch.directory, request, c.at())));
  return {};
}

Result<void> run(CommandContext& c, const journal::RecordUnit& body) {
  TRY_VOID(require_administrator(c));
  directory::UnitRequest request;
  request.key = body.key;
  request.kind = body.kind;
  request.law = body.law;
  if (const auto* parent = c.scratch.directory.unit(body.parent)) request.parent = parent->key;
  request.name = names(body.name);
  if (body.fields.is_context()) {
    Context custom;
    for (const auto& entry : body.fields.as_context()) {
      if (entry.name == "households" && entry.value.is_number())
        request.households = static_cast<std::uint64_t>(entry.value.as_number().to_int64().value_or(0));
      else if (entry.name == "has_representatives_meeting")
        request.has_representatives_meeting = entry.value.is_true();
      else
        custom.set(entry.name, entry.value);
    }
    request.custom = Value::context(std::move(custom));
  }
  emit_all(c, TRY(directory::decide_record_unit(c.scratch.directory, request)));
  const UnitId unit{c.scratch.directory.last_numbers().unit};
  Context answer;
  answer.set("unit", Value::number(static_cast<std::int64_t>(unit.value)));
  c.out.answer = Value::context(std::move(answer));
  return {};
}

Result<void> run(CommandContext& c, const journal::RecordPerson& body) {
  TRY_VOID(require_administrator(c));
  directory::PersonRequest request;
  request.data = {body.name, body.id_hash, body.account};
  if (const auto* unit = c.scratch.directory.unit(body.unit)) request.unit = unit->key;
  emit_all(c, TRY(directory::decide_record_person(c.scratch.directory, request)));
  Context answer;
  answer.set("person", Value::number(static_cast<std::int64_t>(c.scratch.directory.last_numbers().person)));
  c.out.answer = Value::context(std::move(answer));
  return {};
}

Result<void> run(CommandContext& c, const journal::LinkAccount& body) {
  TRY_VOID(require_administrator(c));
  emit_all(c, TRY(directory::decide_link_account(c.scratch.directory, body.person, body.account)));
  return {};
}

Result<void> run(CommandContext& c, const journal::ProposePost& body) {
  const directory::PostRule rule = TRY(rule_of(c, body.post));
  journal::PostTerms terms;
  terms.unit = body.unit;
  terms.person = body.person;
  terms.post = body.post;
  terms.seal = body.seal;
  terms.from = body.from;
  if (body.until.ms != 0) terms.until = body.until;
  terms.designated = body.designated;
  terms.woman = body.woman;
  terms.basis = body.basis;
  const PersonId by = c.actor().person;
  if (rule.of_seal) return record_opening_custodian(c, rule, std::move(terms));
  if (rule.given_by == directory::GivenBy::kOneAdministrator) {
    emit_all(c, TRY(directory::decide_give_post(c.scratch.directory, rule, std::move(terms), by, c.at(),
                                                post_check(c, {}))));
    return {};
  }
  emit_all(c, TRY(directory::decide_propose_post(c.scratch.directory, rule, std::move(terms), by, c.at(),
                                                 post_check(c, {}))));
  Context answer;
  answer.set("proposal", Value::number(static_cast<std::int64_t>(c.scratch.directory.last_numbers().proposal)));
  c.out.answer = Value::context(std::move(answer));
  return {};
}

Result<void> run(CommandContext& c, const journal::ConfirmPost& body) {
  const directory::ProposalNumber number{body.proposal};
  const directory::Proposal* proposal = c.scratch.directory.proposals.find(number);
  if (proposal == nullptr) return not_found("directory.unknown-proposal", {{"number", std::to_string(body.proposal)}});
  std::string post = proposal->terms.post;
  if (proposal->ends)
    if (const auto* held = c.scratch.directory.post_by_number.find(proposal->ends)) post = held->post;
  const directory::PostRule rule = TRY(rule_of(c, post));
  emit_all(c, TRY(directory::decide_confirm(c.scratch.directory, rule, number, c.actor().person, c.at(),
                                            post_check(c, proposal->by))));
  return {};
}

Result<void> run(CommandContext& c, const journal::EndPost& body) {
  const directory::PostRule rule = TRY(rule_of(c, body.post));
  for (const auto& held :
       c.scratch.directory.holders(body.unit, body.post, c.at(), body.seal, directory::Posts::kDesignatedToo)) {
    if (held.holding->terms.person != body.person) continue;
    const auto number = held.holding->number;
    auto events = rule.given_by == directory::GivenBy::kTwoAdministrators
                      ? TRY(directory::decide_propose_end(c.scratch.directory, rule, number, c.at(), body.reason,
                                                          c.actor().person, c.at()))
                      : TRY(directory::decide_end_post(c.scratch.directory, rule, number, c.at(), body.reason,
                                                       c.actor().person, {}, c.at()));
    emit_all(c, std::move(events));
    return {};
  }
  return not_found("runtime.post-not-held", {{"person", std::to_string(body.person.value)}, {"post", body.post}});
}

Result<void> run(CommandContext& c, const journal::RecordAbsence& body) {
  if (c.actor().person != body.person) TRY_VOID(require_administrator(c));
  std::optional<Instant> until;
  if (body.until.ms != 0) until = body.until;
  emit_all(c, TRY(directory::decide_record_absence(c.scratch.directory, body.person, body.from, until, body.reason)));
  return {};
}

// Whoever sits on the unit's committee may record the period that the chair or a committee decision opens, never his own.
Result<void> run(CommandContext& c, const journal::OpenActing& body) {
  const Program* program = rules_of(c);
  if (program == nullptr) return conflict("runtime.nothing-deployed");
  bool member = false;
  for (const char* post : {"chair", "deputy", "member", "clerk"})
    member = member || c.scratch.directory.holds(c.actor().person, body.unit, post, c.at());
  if (!member) return refused("runtime.committee-only", {{"person", std::to_string(c.actor().person.value)}});
  directory::ActingRequest request{body.unit, body.post, body.person, body.from, std::nullopt, body.basis};
  if (body.until.ms != 0) request.until = body.until;
  const auto check = [&](const directory::ActingRequest& r) -> Result<void> {
    duty::ActingQuestion q;
    q.actor = c.actor().person;
    q.person = r.person;
    q.post = r.post;
    q.unit = r.unit;
    for (const registers::Entity* seal : c.scratch.registers.entities_of(body.unit, "seal"))
      q.entities.push_back({"seal", "seal", seal->context()});
    const duty::Verdict verdict = program->duty->check_acting(q, unit_facts(c, body.unit));
    if (!verdict.allowed()) return explain(c, verdict, duty::Entrance::kOpenActing, r.person);
    return {};
  };
  emit_all(c, TRY(directory::decide_open_acting(c.scratch.directory, request, c.at(), check)));
  return {};
}

Result<void> run(CommandContext& c, const journal::DeclareKinship& body) {
  TRY_VOID(require_administrator(c));
  emit_all(c, TRY(directory::decide_declare_kinship(c.scratch.directory, body.person, body.relative, body.relation)));
  return {};
}

// The opening stock: what stood in the paper registers before the program came. Only for a unit in which no case has been started.
Result<void> run(CommandContext& c, const journal::RecordEntity& body) {
  TRY_VOID(require_administrator(c));
  const Program* program = rules_of(c);
  if (program == nullptr) return conflict("runtime.nothing-deployed");
  if (has_cases(c, body.unit)) return refused("runtime.opening-stock-only", {{"kind", body.kind}, {"id", body.id}});
  registers::CreateRequest request{body.kind, body.id, "", body.unit, body.fields};
  c.emit(TRY(registers::decide_create_entity(program->registers, c.scratch.registers, request)));
  if (body.state.empty() || body.state == program->registers.kind(body.kind)->initial) return {};
  // The lifecycle holds for the opening stock as well: the shortest declared way from the beginning.
  for (const std::string& state : lifecycle_path(*program->registers.kind(body.kind), body.state)) {
    registers::ChangeRequest change{body.kind, body.id, state, Value(), std::nullopt};
    c.emit(TRY(registers::decide_change_entity(program->registers, c.scratch.registers, change)));
  }
  return {};
}

// The files have been checked and stored by the service; the deployer is not the only approver.
Result<void> run(CommandContext& c, const journal::DeployPackage& body) {
  TRY_VOID(require_administrator(c));
  const UnitId root = c.scratch.directory.last_numbers().root;
  if (body.approver == c.actor().person ||
      !c.scratch.directory.holds(body.approver, root, directory::kAdministratorPost, c.at()))
    return refused("runtime.second-approver", {{"person", std::to_string(body.approver.value)}});
  c.emit(journal::PackageDeployed{PackageId{c.out.record.number.value}, body.files, c.actor().person, body.approver});
  if (c.world.deploying != nullptr) {
    TRY_VOID(check_start_units(c, *c.world.deploying));
    TRY_VOID(arm_start_timers(c, *c.world.deploying));
  }
  Context answer;
  answer.set("package", Value::number(static_cast<std::int64_t>(c.out.record.number.value)));
  c.out.answer = Value::context(std::move(answer));
  return {};
}

}  // namespace chancery::runtime::commands
