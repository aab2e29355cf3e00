#include "tests/unit/duty/village.h"

namespace chancery::duty {

const char* const kSealRules = R"json({
  "posts": [
    {"id": "chair", "elected": true, "single": true}, {"id": "deputy", "elected": true}, {"id": "member", "elected": true},
    {"id": "clerk"}, {"id": "custodian-a", "of": "seal", "single": true},
    {"id": "custodian-b", "of": "seal", "designated_only": true}, {"id": "supervisor", "elected": true},
    {"id": "township-officer"}, {"id": "administrator"}
  ],
  "duties": [
    {"id": "request", "who": {}},
    {"id": "accept", "who": {"posts": ["clerk", "member", "chair"]}},
    {"id": "verify", "who": {"posts": ["clerk", "member", "chair"]}},
    {"id": "prepare", "who": {"posts": ["clerk", "member", "chair"]}},
    {"id": "sign", "who": {"posts": ["chair"], "stand_in": ["deputy"]}},
    {"id": "approve-use", "who": {"posts": ["chair"], "stand_in": ["deputy"]}},
    {"id": "affix", "who": {"persons": "seal.holder"}},
    {"id": "file", "who": {"posts": ["clerk", "custodian-a"]}},
    {"id": "witness", "who": {"level": "township", "posts": ["township-officer"]}},
    {"id": "consent", "part": "seat"},
    {"id": "receive-seal", "part": "seat"},
    {"id": "record-meeting", "who": {"posts": ["clerk", "member"]}},
    {"id": "confirm-record", "who": {"posts": ["clerk", "member", "chair"]}}
  ],
  "constraints": [
    {"id": "approver-is-not-custodian", "kind": "separate", "duties": ["approve-use", "affix"], "scope": "case", "strength": "hard",
     "basis": [{"source": "ordos-2020-draft", "article": "二(三)"}],
     "message": {"zh": "审批人与保管人不得为同一人。", "en": "The approver may not stamp."},
     "remedy": {"zh": "请由保管人用印。", "en": "Let the custodian stamp."}},
    {"id": "approver-holds-no-seal", "kind": "exclude", "duties": ["approve-use"], "when": "person.id = seal.holder",
     "scope": "object", "object": "seal", "strength": "hard", "basis": [{"source": "ordos-2020-draft"}],
     "message": {"zh": "持印人不得审批。", "en": "The holder may not approve."}},
    {"id": "holder-is-no-approver", "kind": "exclude", "duties": ["affix", "receive-seal"],
     "when": "list contains(person.posts, \"chair\")", "scope": "object", "object": "seal", "strength": "hard",
     "basis": [{"source": "ordos-2020-draft"}], "message": {"zh": "主任不得保管印章。", "en": "The chair may not hold the seal."}},
    {"id": "requester-is-not-approver", "kind": "separate", "duties": ["request", "approve-use"], "strength": "firm",
     "message": {"zh": "申请人不得审批。", "en": "Who asks may not approve."}},
    {"id": "signer-is-not-custodian", "kind": "separate", "duties": ["sign", "affix"], "strength": "hard",
     "basis": [{"source": "product"}], "message": {"zh": "签字人不得用印。", "en": "The signer may not stamp."}},
    {"id": "verifier-does-not-sign", "kind": "separate", "duties": ["verify", "sign"], "strength": "firm",
     "message": {"zh": "核实人不得签字。", "en": "Who verifies may not sign."}},
    {"id": "court-needs-two", "kind": "separate", "duties": ["prepare", "sign"], "when": "item.court", "strength": "firm",
     "message": {"zh": "法院用纸须两人。", "en": "Court papers need two persons."}},
    {"id": "own-matter", "kind": "exclude", "duties": ["accept", "verify", "sign", "approve-use"], "when": "person.id = applicant",
     "strength": "hard", "basis": [{"source": "product"}], "message": {"zh": "本人事项应回避。", "en": "Own matter."}},
    {"id": "near-relative", "kind": "exclude", "duties": ["sign", "approve-use"],
     "when": "list contains(person.relatives, applicant)", "strength": "firm",
     "message": {"zh": "近亲属应回避。", "en": "Near relative."}},
    {"id": "relative-verifies", "kind": "exclude", "duties": ["verify"], "when": "list contains(person.relatives, applicant)",
     "strength": "warn", "message": {"zh": "近亲属核实,请留意。", "en": "A near relative verifies."}},
    {"id": "three-at-handover", "kind": "separate", "duties": ["receive-seal", "witness"], "scope": "activation",
     "strength": "hard", "basis": [{"source": "product"}], "message": {"zh": "三方须为三人。", "en": "Three different persons."}},
    {"id": "receiver-is-decided", "kind": "bind", "duties": ["consent", "receive-seal"], "per_part": true, "strength": "hard",
     "basis": [{"source": "ordos-2020-draft"}], "message": {"zh": "接收人须为决定的人选。", "en": "The receiver is the person decided."}},
    {"id": "recorder-is-not-confirmer", "kind": "separate", "duties": ["record-meeting", "confirm-record"], "scope": "meeting",
     "strength": "hard", "basis": [{"source": "product"}], "message": {"zh": "记录人不得确认。", "en": "The recorder may not confirm."}},
    {"id": "supervision-is-independent", "kind": "incompatible", "posts": [["supervisor"], ["chair", "deputy", "member"]],
     "same": "unit", "relatives": true, "strength": "hard", "basis": [{"source": "villages-2026", "article": "37"}],
     "message": {"zh": "监督委员会成员不得兼任。", "en": "Supervision is independent."}},
    {"id": "custodian-is-no-chair", "kind": "incompatible", "posts": [["chair"], ["custodian-a"]], "same": "seal",
     "strength": "hard", "basis": [{"source": "ordos-2020-draft"}], "message": {"zh": "主任不得任保管人。", "en": "Chair is no custodian."}},
    {"id": "outside-offices", "kind": "incompatible", "posts": [["chair", "deputy", "custodian-a"], ["administrator", "township-officer"]],
     "same": "anywhere", "strength": "hard", "basis": [{"source": "villages-2026", "article": "6"}],
     "message": {"zh": "外部机关人员不得任职。", "en": "Outside offices keep out."}}
  ]
})json";

Value parse(std::string_view json) {
  Result<Value> value = json::parse_json(json);
  EXPECT_TRUE(value) << (value ? "" : value.error().debug_text());
  return value ? *value : Value();
}

RulesResult read(std::string_view json, feel::SymbolTable& symbols) {
  return read_rules({{"duties.json", parse(json)}}, symbols);
}

std::vector<std::string> codes(const RulesResult& result) {
  std::vector<std::string> list;
  for (const Diagnostic& diagnostic : result.diagnostics) list.push_back(diagnostic.code);
  return list;
}

Village::Village(std::string_view rules_json) {
  RulesResult read_result = read(rules_json, symbols);
  for (const Diagnostic& d : read_result.diagnostics)
    ADD_FAILURE() << d.code << " " << (d.parameters.empty() ? "" : d.parameters[0].value);
  rules = std::move(read_result.rules);
  directory::apply(directory, journal::UnitRecorded{kTownship, "town", "township", "", {}, {}, 0, false, {}});
  directory::apply(directory, journal::UnitRecorded{kGacha, "gacha", "gacha", "village", kTownship, {}, 0, true, {}});
  directory::apply(directory,
                   journal::UnitRecorded{kOtherGacha, "other", "gacha", "village", kTownship, {}, 0, true, {}});
  for (const PersonId person :
       {kChair, kDeputy, kClerk, kAccountant, kHerder, kBrother, kAdmin, kAdmin2, kOfficer, kOutsider})
    directory::apply(directory, journal::PersonRecorded{person, {}, "", kGacha});
  give(kChair, kGacha, "chair");
  give(kDeputy, kGacha, "deputy");
  give(kDeputy, kGacha, "member");
  give(kClerk, kGacha, "member");
  give(kClerk, kGacha, "clerk");
  give(kClerk, kGacha, "custodian-b", "12", true);
  give(kAccountant, kGacha, "custodian-a", "12");
  give(kAdmin, kTownship, "administrator");
  give(kAdmin2, kTownship, "administrator");
  give(kOfficer, kTownship, "township-officer");
  give(kOutsider, kOtherGacha, "chair");
  relatives(kChair, kBrother);
  seal_held_by(kAccountant);
  set("applicant", Value());
  set("item", parse(R"({"court": false})"));
  set("seat", Value());
}

journal::PostNumber Village::give(PersonId person, UnitId of, std::string post, std::string seal, bool designated,
                                  Instant from, std::optional<Instant> until) {
  journal::PostGiven event;
  event.number = PostNumber{++posts_};
  event.terms.unit = of;
  event.terms.person = person;
  event.terms.post = std::move(post);
  event.terms.seal = std::move(seal);
  event.terms.from = from;
  event.terms.until = until;
  event.terms.designated = designated;
  directory::apply(directory, event);
  return event.number;
}

void Village::end_post(PostNumber number, UnitId of, std::string post, Instant at) {
  directory::apply(directory, journal::PostEnded{number, of, std::move(post), at, "", {}, {}});
}

void Village::acting(UnitId of, std::string post, PersonId person, Instant from, std::optional<Instant> until) {
  journal::ActingOpened event;
  event.number = journal::ActingNumber{++posts_};
  event.unit = of;
  event.post = std::move(post);
  event.person = person;
  event.from = from;
  event.until = until;
  directory::apply(directory, event);
}

void Village::relatives(PersonId a, PersonId b) {
  directory::apply(directory, journal::KinshipDeclared{a, b, "sibling"});
}

void Village::absent(PersonId person) {
  directory::apply(directory,
                   journal::AbsenceRecorded{journal::AbsenceNumber{++posts_}, person, at_hour(-10), std::nullopt, ""});
}

void Village::seal_held_by(PersonId person) {
  Context seal;
  seal.set("id", Value::text("12"));
  seal.set("holder", person ? Value::number(static_cast<std::int64_t>(person.value)) : Value());
  set("seal", Value::context(std::move(seal)));
}

CaseFacts Village::facts() const {
  CaseFacts facts;
  facts.acts = &acts;
  facts.root = root;
  facts.activation = activation;
  facts.objects = objects;
  facts.directory = &directory;
  facts.unit = unit;
  facts.at = now;
  facts.zones = &zones;
  facts.scope = &variables;
  return facts;
}

Question Village::question(Entrance entrance, PersonId actor, std::string_view duty_id, PersonId target,
                           PersonId behalf) const {
  Question question;
  question.entrance = entrance;
  question.actor = actor;
  question.target = target;
  question.on_behalf_of = behalf;
  question.duty = duty(duty_id);
  question.element = question.duty + 1U;
  question.instance = entrance == Entrance::kStart ? InstanceId{} : InstanceId{100U + question.duty};
  return question;
}

void Village::act(Entrance entrance, PersonId actor, std::string_view duty_id, PersonId target, PersonId behalf) {
  const Question asked = question(entrance, actor, duty_id, target, behalf);
  const Verdict verdict = service().check(asked, facts());
  ASSERT_TRUE(verdict) << duty_id << ": " << verdict.refusal->rule();
  record(asked);
}

void Village::record(const Question& asked) {
  for (const ActRecorded& event : service().acts_of(asked, Standing{}, facts()))
    apply(acts, root, EventNumber{++events}, now, event);
}

bool Village::release(PersonId person, std::string_view duty_id) {
  const std::optional<ActReleased> event =
      service().release_of(person, question(Entrance::kRelease, person, duty_id).instance, facts());
  if (event) apply(acts, root, EventNumber{++events}, now, *event);
  return event.has_value();
}

}  // namespace chancery::duty
