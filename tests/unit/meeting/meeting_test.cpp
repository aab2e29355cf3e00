#include "engine/meeting/meeting.h"

#include "engine/value/codec.h"
#include "tests/unit/meeting/rules.h"

namespace chancery::meeting::testing {
namespace {

Instant at(std::string_view text) { return *parse_rfc3339(text); }
template <class T>
std::string code(const Result<T>& result) {
  return result ? "accepted" : result.error().code;
}
Value number(std::int64_t n) { return Value::number(n); }
Value persons(std::initializer_list<std::int64_t> numbers) {
  List list;
  for (const std::int64_t n : numbers) list.push_back(number(n));
  return Value::list(std::move(list));
}

// Persons 1 to 3 are the committee, 4 to 17 the representatives, the first six of them women.
std::vector<Seat> gacha() {
  std::vector<Seat> seats = {
      {PersonId{1}, "chair", false}, {PersonId{2}, "deputy", false}, {PersonId{3}, "member", true}};
  for (std::uint64_t i = 4; i <= 17; ++i) seats.push_back({PersonId{i}, "representative", i <= 9});
  return seats;
}

struct Meeting : ::testing::Test {
  ConveneRequest request;
  Value fields;
  Meeting() {
    request.law = "village";
    request.subject = "external-contract";
    request.matter = {"road", CaseId{40}, "external-contract", "修路合同", "ab12", {}, {}};
    request.notice_at = at("2026-03-02T01:00:00Z");
    request.at = at("2026-03-05T01:00:00Z");
    request.now = at("2026-03-02T00:50:00Z");
    request.place = "嘎查活动室";
    request.recorder = PersonId{3};
    request.seats = gacha();
    fields = *convene(profile("V2"), request);
  }
  void change(const Result<Value>& changed) {
    ASSERT_TRUE(changed) << changed.error().debug_text();
    Context merged = fields.as_context();
    for (const auto& entry : changed->as_context()) merged.set(entry.name, entry.value);
    fields = Value::context(std::move(merged));
  }
  static Value line(std::int64_t person, bool present, bool recused = false, const char* reason = "") {
    Context context;
    context.set("person", number(person));
    context.set("present", Value::boolean(present));
    context.set("recused", Value::boolean(recused));
    context.set("reason", Value::text(reason));
    return Value::context(std::move(context));
  }
  static AttendRequest present(std::int64_t count) {
    List lines;
    for (std::int64_t i = 1; i <= count; ++i) lines.push_back(line(i, true));
    return {Value::list(std::move(lines)), "", number(1), {}, {}};
  }
  static Value votes(std::int64_t in_favour, std::int64_t against, const Value& tellers = persons({4, 5})) {
    Context context;
    context.set("method", Value::text("hands"));
    context.set("for", number(in_favour));
    context.set("against", number(against));
    context.set("abstain", number(0));
    context.set("spoiled", number(0));
    context.set("tellers", tellers);
    return Value::context(std::move(context));
  }
  std::string convening(auto edit) {
    ConveneRequest changed = request;
    edit(changed);
    return code(convene(profile("V2"), changed));
  }
};

TEST_F(Meeting, FreezesProfileAndComposition) {
  EXPECT_EQ(fields.get_text("profile_id"), "V2");
  EXPECT_EQ(fields.get("composition").as_list().size(), 17u);
  EXPECT_EQ(fields.get("counts").get("m"), number(14));
  EXPECT_EQ(fields.get("counts").get("women"), number(6));
  EXPECT_TRUE(thaw_profile(fields.get("profile")));
  EXPECT_TRUE(is_encodable(fields));
}

TEST_F(Meeting, APersonWithTwoPostsSitsOnce) {
  std::vector<Seat> seats = gacha();
  seats.push_back({PersonId{1}, "representative", false});
  seats.push_back({PersonId{30}, "accountant", false});
  const Composition composition = count_composition(freeze_composition(profile("V2"), seats), 0, 0);
  EXPECT_EQ(composition.total, 17);
  EXPECT_EQ(composition.representatives, 14);
  EXPECT_EQ(composition.members, 3);
}

TEST_F(Meeting, NoticeMustBeLongEnoughAndNotDatedBack) {
  EXPECT_EQ(convening([](ConveneRequest& r) { r.at = at("2026-03-05T00:59:59Z"); }), "meeting.notice-too-short");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.at = at("2026-03-04T01:00:00Z"); }), "meeting.notice-too-short")
      << "one day short";
  EXPECT_EQ(convening([](ConveneRequest& r) { r.now = at("2026-03-04T01:00:00Z"); }), "meeting.notice-dated-back");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.now = at("2026-03-02T09:00:00Z"); }), "accepted")
      << "entered the same day";
  ConveneRequest committee = request;
  committee.at = at("2026-03-02T00:00:00Z");
  EXPECT_EQ(code(convene(profile("K1"), committee)), "meeting.notice-too-short")
      << "no notice period, but not before the notice";
}

TEST_F(Meeting, RefusesIncompleteRequests) {
  EXPECT_EQ(convening([](ConveneRequest& r) { r.place.clear(); }), "meeting.place-missing");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.recorder = {}; }), "meeting.recorder-missing");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.matter.id.clear(); }), "meeting.matter-missing");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.matter.candidates = persons({3}); }), "meeting.recorder-is-candidate");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.seats.clear(); }), "meeting.empty-composition");
  EXPECT_EQ(convening([](ConveneRequest& r) { r.base = "adults"; }), "meeting.base-not-allowed");
}

TEST_F(Meeting, AnotherMatterJoinsBeforeTheNotice) {
  const Matter other{"lease", CaseId{41}, "land-temporary", "用地", "", {}, {}};
  change(join(fields, profile("V2"), other, at("2026-03-02T00:55:00Z")));
  EXPECT_EQ(fields.get("matters").as_list().size(), 2u);
  EXPECT_EQ(code(join(fields, profile("V2"), other, at("2026-03-02T00:56:00Z"))), "meeting.matter-exists");
  EXPECT_EQ(code(join(fields, profile("K1"), {"x", CaseId{42}, "", "", "", {}, {}}, at("2026-03-02T00:56:00Z"))),
            "meeting.other-profile");
  EXPECT_EQ(code(join(fields, profile("V2"), {"x", CaseId{42}, "", "", "", {}, {}}, at("2026-03-02T01:00:01Z"))),
            "meeting.notice-has-gone-out");
  EXPECT_EQ(
      code(join(fields, profile("V2"), {"x", CaseId{42}, "", "", "", persons({3}), {}}, at("2026-03-02T00:56:00Z"))),
      "meeting.recorder-is-candidate");
}

TEST_F(Meeting, TheConveningCommandMayAddItsOwnFurtherLines) {
  ConveneRequest late = request;
  late.now = at("2026-03-02T02:00:00Z");  // the notice is an hour old
  fields = *convene(profile("V2"), late);
  change(join(fields, profile("V2"), {"seat B", CaseId{40}, "", "", "", {}, {}}, late.now));
  EXPECT_EQ(code(join(fields, profile("V2"), {"seat C", CaseId{40}, "", "", "", {}, {}}, at("2026-03-02T02:00:01Z"))),
            "meeting.notice-has-gone-out");
  EXPECT_EQ(code(join(fields, profile("V2"), {"other", CaseId{41}, "", "", "", {}, {}}, late.now)),
            "meeting.notice-has-gone-out");
}

TEST_F(Meeting, APostponedOneNeedsANewNotice) {
  EXPECT_EQ(code(postpone(fields, at("2026-03-04T01:00:00Z"), at("2026-03-06T01:00:00Z"), at("2026-03-04T01:00:00Z"))),
            "meeting.notice-too-short");
  EXPECT_EQ(code(postpone(fields, at("2026-03-02T01:00:00Z"), at("2026-03-06T01:00:00Z"), at("2026-03-04T01:00:00Z"))),
            "meeting.notice-dated-back");
  change(postpone(fields, at("2026-03-04T01:00:00Z"), at("2026-03-07T01:00:00Z"), at("2026-03-04T01:00:00Z")));
  EXPECT_EQ(fields.get("at").as_date_time().instant(), at("2026-03-07T01:00:00Z"));
  change(attend(fields, present(12)));
  EXPECT_EQ(code(postpone(fields, at("2026-03-07T01:00:00Z"), at("2026-03-10T01:00:00Z"), at("2026-03-07T01:00:00Z"))),
            "meeting.has-been-held");
}

TEST_F(Meeting, AttendanceGivesTheQuorumWithItsArithmetic) {
  change(attend(fields, present(11)));
  EXPECT_FALSE(fields.get("quorum").get("reached").is_true());
  EXPECT_EQ(fields.get("quorum").get("needed"), number(12));
  EXPECT_EQ(fields.get("quorum").get_text("arithmetic"), "⌈2×17÷3⌉ = 12");
  EXPECT_EQ(code(tally(fields, "road", votes(11, 0))), "meeting.no-quorum");
  change(attend(fields, present(12)));
  EXPECT_TRUE(fields.get("quorum").get("reached").is_true());
  EXPECT_EQ(fields.get("quorum").get("present_representatives"), number(9));
}

TEST_F(Meeting, GuestsDoNotCount) {
  AttendRequest asked = present(11);
  List lines = asked.attendance.as_list();
  lines.push_back(line(99, true));
  asked.attendance = Value::list(lines);
  change(attend(fields, asked));
  EXPECT_EQ(fields.get("quorum").get("present"), number(11));
  EXPECT_EQ(fields.get("quorum").get("guests"), number(1));
  EXPECT_FALSE(fields.get("quorum").get("reached").is_true());
}

TEST_F(Meeting, RefusesBadAttendance) {
  const auto attending = [&](List lines) {
    return code(attend(fields, {Value::list(std::move(lines)), "", {}, {}, {}}));
  };
  EXPECT_EQ(attending({line(1, true), line(1, true)}), "meeting.named-twice");
  EXPECT_EQ(attending({line(1, false, true, "本人事项")}), "meeting.recused-but-absent");
  EXPECT_EQ(attending({line(1, true, true)}), "meeting.recusal-reason-missing");
  EXPECT_EQ(attending({Value::text("g-chair")}), "meeting.bad-attendance");
  EXPECT_EQ(attending({line(0, true)}), "meeting.bad-attendance");
  change(join(fields, profile("V2"), {"custodian", CaseId{41}, "custodian", "", "", persons({5}), {}},
              at("2026-03-02T00:55:00Z")));
  EXPECT_EQ(attending({line(5, true)}), "meeting.candidate-not-recused");
  EXPECT_EQ(attending({line(5, true, true, "候选人")}), "accepted");
  EXPECT_EQ(attending({line(5, false)}), "accepted");
}

TEST_F(Meeting, TheOutcomeIsComputed) {
  change(attend(fields, present(14)));
  const Value before = fields;
  change(tally(fields, "road", votes(7, 7)));
  EXPECT_EQ(matter_of(fields, "road").get("result").get_text("outcome"), "not-passed");
  fields = before;
  change(tally(fields, "road", votes(8, 6)));
  const Value& result = matter_of(fields, "road").get("result");
  EXPECT_EQ(result.get_text("outcome"), "passed");
  EXPECT_EQ(result.get("needed"), number(8));
  EXPECT_EQ(result.get("due"), number(14));
  EXPECT_EQ(result.get_text("arithmetic"), "⌊14÷2⌋+1 = 8");
  EXPECT_EQ(code(tally(fields, "road", votes(14, 0))), "meeting.already-voted") << "nobody overwrites it";
}

TEST_F(Meeting, RefusesBadVotes) {
  EXPECT_EQ(code(tally(fields, "road", votes(8, 6))), "meeting.not-attended");
  change(attend(fields, present(14)));
  EXPECT_EQ(code(tally(fields, "lease", votes(8, 6))), "meeting.unknown-matter");
  EXPECT_EQ(code(tally(fields, "road", Value())), "meeting.bad-votes");
  EXPECT_EQ(code(tally(fields, "road", votes(8, 5))), "meeting.sum-differs");
  EXPECT_EQ(code(tally(fields, "road", votes(8, 6, persons({4})))), "meeting.two-tellers");
  EXPECT_EQ(code(tally(fields, "road", votes(8, 6, persons({4, 4})))), "meeting.two-tellers");
  EXPECT_EQ(code(tally(fields, "road", votes(8, 6, Value()))), "meeting.two-tellers");
}

TEST_F(Meeting, ACandidateDoesNotCount) {
  change(join(fields, profile("V2"), {"custodian", CaseId{41}, "custodian", "", "", persons({17}), {}},
              at("2026-03-02T00:55:00Z")));
  change(attend(fields, present(14)));
  EXPECT_EQ(code(tally(fields, "custodian", votes(8, 6, persons({4, 17})))), "meeting.teller-is-candidate");
  EXPECT_EQ(code(tally(fields, "custodian", votes(8, 6))), "accepted");
}

TEST_F(Meeting, ADisputedRecordIsTakenAgainUntilTheResolution) {
  change(attend(fields, present(14)));
  change(tally(fields, "road", votes(8, 6)));
  change(attend(fields, present(13)));
  EXPECT_TRUE(matter_of(fields, "road").get("result").is_null()) << "the votes are void";
  EXPECT_EQ(code(note_resolution(fields, "road", "2026-0001")), "meeting.not-voted");
  change(tally(fields, "road", votes(7, 6)));
  change(note_resolution(fields, "road", "2026-0001"));
  EXPECT_EQ(matter_of(fields, "road").get_text("resolution_no"), "2026-0001");
  EXPECT_EQ(code(note_resolution(fields, "road", "2026-0002")), "meeting.has-resolution");
  EXPECT_EQ(code(note_resolution(fields, "lease", "2026-0002")), "meeting.unknown-matter");
  EXPECT_EQ(code(attend(fields, present(14))), "meeting.has-resolution");
}

TEST_F(Meeting, OfAllIsCountedAndNotNamed) {
  ConveneRequest all = request;
  all.at = at("2026-03-12T01:00:00Z");
  all.seats.clear();
  all.adults = 301;
  all.households = 142;
  all.base = "households";
  fields = *convene(profile("V1"), all);
  EXPECT_EQ(code(attend(fields, {Value::list({}), "", {}, {}, {}})), "meeting.count-missing");
  change(attend(fields, {Value::list({}), "", {}, {}, 95}));
  EXPECT_TRUE(fields.get("quorum").get("reached").is_true());
  EXPECT_EQ(fields.get("quorum").get_text("of"), "households");
  change(tally(fields, "road", votes(48, 47)));
  EXPECT_EQ(matter_of(fields, "road").get("result").get_text("outcome"), "passed");
}

}  // namespace
}  // namespace chancery::meeting::testing
