// The checker finds what it is there to find: each test spoils one thing in a ledger or in what is there.
#include "tests/crash/checker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/json/json.h"

namespace chancery::crash {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint64_t kBegunAfter = 5;

// Two matters that were stamped, the first one filed too, and the journal that belongs to them, after a line of others.
class CheckerTest : public testing::Test {
 protected:
  CheckerTest() {
    journal_.entries.push_back({kBegunAfter, "seal", 2026, 1, kBegunAfter});
    for (const std::uint64_t id : {10U, 20U}) {
      Matter& matter = matters_.emplace_back();
      matter.office = &kOffices[0];
      matter.title = "matter " + std::to_string(id);
      const std::string line = "2026-000" + std::to_string(id / 10 + 1);
      do_step(matter, id, id, "", {});
      do_step(matter, id, id + 1, "", {});
      do_step(matter, id, id + 2, line, {});
      journal_.entries.push_back({id + 2, "seal", 2026, id / 10 + 1, id});
    }
    do_step(matters_[0], 10, 33, "", matters_[0].done[2].line);
  }

  void do_step(Matter& matter, std::uint64_t case_id, std::uint64_t event, const std::string& line,
               const std::string& filed) {
    const Act act = matter.next_act();
    Sent sent;
    sent.act = act;
    sent.key = "k" + std::to_string(event);
    sent.task = matter.open_task;
    Effect& effect = journal_.by_key[sent.key].emplace_back();
    effect.number = event;
    effect.case_id = case_id;
    effect.account = matter.office->accounts[static_cast<std::size_t>(act)];
    effect.case_started = act == Act::kStart;
    effect.completed_task = matter.open_task;
    effect.opened_task = act == Act::kFile ? 0 : event + 100;
    effect.line = line;
    effect.filed = filed;
    effect.outcome = act == Act::kFile ? "sealed" : "";
    matter.acknowledge({sent, event, line}, case_id, effect.opened_task);
  }
  // The last step of the second matter was never answered.
  void forget_answer() {
    Matter& matter = matters_[1];
    const Acknowledged last = matter.done.back();
    matter.done.pop_back();
    matter.open_task = last.sent.task;
    matter.in_flight = last.sent;
  }
  Effect& effect(const char* key) { return journal_.by_key[key].front(); }
  Findings check() const { return check_journal(matters_, journal_, kBegunAfter); }

  std::deque<Matter> matters_;
  JournalView journal_;
};

TEST_F(CheckerTest, IsContentWithWhatIsWhole) { EXPECT_THAT(check(), IsEmpty()); }

TEST_F(CheckerTest, FindsALostStep) {
  journal_.by_key.erase("k11");
  EXPECT_THAT(check(), Contains(HasSubstr("k11 was acknowledged as event 11 and is lost")));
}

TEST_F(CheckerTest, FindsAStepThatWasDoneTwice) {
  journal_.by_key["k11"].push_back(effect("k11"));
  EXPECT_THAT(check(), Contains(HasSubstr("k11 was done 2 times")));
}

TEST_F(CheckerTest, FindsAnotherEventNumber) {
  effect("k11").number = 14;
  EXPECT_THAT(check(), Contains(HasSubstr("acknowledged as event 11 and is 14")));
}

TEST_F(CheckerTest, FindsAnotherCaseAndAnotherPerson) {
  effect("k11").case_id = 20;
  effect("k12").account = "g-deputy";
  EXPECT_THAT(check(), Contains(HasSubstr("k11 is in another case")));
  EXPECT_THAT(check(), Contains(HasSubstr("k12 is of another person")));
}

TEST_F(CheckerTest, FindsAStampWithoutItsLine) {
  effect("k12").line = "";
  journal_.entries.erase(journal_.entries.begin() + 1);
  EXPECT_THAT(check(), Contains(HasSubstr("k12 is there in part")));
  EXPECT_THAT(check(), Contains(HasSubstr("case 10 was stamped and has no line")));
  EXPECT_THAT(check(), Contains(HasSubstr("seal 2026-3: the numbers have a gap before it")));
}

TEST_F(CheckerTest, FindsALineWithoutItsStamp) {
  journal_.entries.push_back({30, "seal", 2026, 4, 30});
  EXPECT_THAT(check(), Contains(HasSubstr("seal 2026-4: its case was not stamped")));
}

TEST_F(CheckerTest, FindsThatALineOfOthersIsLost) {
  journal_.entries.erase(journal_.entries.begin());
  EXPECT_THAT(check(), Contains(HasSubstr("seal 2026-2: the numbers have a gap before it")));
}

TEST_F(CheckerTest, FindsASecondLineOfACase) {
  journal_.entries.push_back({30, "seal", 2026, 4, 20});
  EXPECT_THAT(check(), Contains(HasSubstr("seal 2026-4: its case has another line already")));
}

TEST_F(CheckerTest, FindsAnotherNumberThanWasGiven) {
  effect("k12").line = "2026-0007";
  EXPECT_THAT(check(), Contains(HasSubstr("was given number 2026-0002 and has 2026-0007")));
}

TEST_F(CheckerTest, FindsACompletionThatOpenedNothing) {
  effect("k21").opened_task = 0;
  EXPECT_THAT(check(), Contains(HasSubstr("k21 is there in part")));
}

TEST_F(CheckerTest, FindsAFilingWithoutTheEndOfItsCase) {
  effect("k33").outcome = "";
  EXPECT_THAT(check(), Contains(HasSubstr("k33 is there in part")));
}

TEST_F(CheckerTest, FindsStepsInAnotherOrder) {
  matters_[0].done[0].event = effect("k10").number = 12;
  matters_[0].done[2].event = effect("k12").number = 10;
  EXPECT_THAT(check(), Contains(HasSubstr("k12 stands before the step it follows")));
}

TEST_F(CheckerTest, FindsWhatNobodySent) {
  journal_.by_key["k99"].push_back(effect("k11"));
  journal_.keyless_cases[10] = 40;
  EXPECT_THAT(check(), Contains(HasSubstr("k99 at 11: nobody sent it")));
  EXPECT_THAT(check(), Contains(HasSubstr("matter 10: record 40 has no key")));
}

TEST_F(CheckerTest, ARequestWithoutAnAnswerMayBeThereWhole) {
  forget_answer();
  EXPECT_THAT(check(), IsEmpty());
}

TEST_F(CheckerTest, ARequestWithoutAnAnswerMayBeAbsent) {
  forget_answer();
  journal_.by_key.erase("k22");
  journal_.entries.pop_back();
  EXPECT_THAT(check(), IsEmpty());
}

TEST_F(CheckerTest, ARequestWithoutAnAnswerMayNotBeThereInPart) {
  forget_answer();
  effect("k22").line = "";
  journal_.entries.pop_back();
  EXPECT_THAT(check(), Contains(HasSubstr("k22 is there in part")));
}

TEST_F(CheckerTest, ALineAloneIsNoRequestThatIsAbsent) {
  forget_answer();
  journal_.by_key.erase("k22");
  EXPECT_THAT(check(), Contains(HasSubstr("seal 2026-3: its case was not stamped")));
}

Value json_of(const char* text) { return *json::parse_json(text); }

TEST_F(CheckerTest, ReadsWhatACaseShows) {
  constexpr const char* kOpen =
      R"({"id":"20","state":"active","outcome":null,"title":"Seal use: matter 20","open_tasks":[{"id":"122"}]})";
  constexpr const char* kEnded =
      R"({"id":"10","state":"ended","outcome":{"code":"sealed"},"title":"Seal use: matter 10","open_tasks":[]})";
  EXPECT_THAT(check_case(matters_[1], json_of(kOpen)), IsEmpty());
  EXPECT_THAT(check_case(matters_[0], json_of(kEnded)), IsEmpty());
  Context other = json_of(kOpen).as_context();
  other.set("open_tasks", json_of(R"([{"id":"121"}])"));
  EXPECT_THAT(check_case(matters_[1], Value::context(other)), Contains(HasSubstr("waits in another task")));
  other.set("open_tasks", Value::list({}));
  EXPECT_THAT(check_case(matters_[1], Value::context(other)), Contains(HasSubstr("another number of open tasks")));
  Context lapsed = json_of(kEnded).as_context();
  lapsed.set("outcome", json_of(R"({"code":"lapsed"})"));
  EXPECT_THAT(check_case(matters_[0], Value::context(lapsed)), Contains(HasSubstr("has outcome lapsed")));
  EXPECT_THAT(check_case(matters_[1], json_of(kEnded)), Contains(HasSubstr("case 20 is not shown")));
  EXPECT_THAT(check_case(matters_[1], Value()), Contains(HasSubstr("case 20 is not shown")));
}

TEST_F(CheckerTest, ReadsWhatATaskShows) {
  EXPECT_THAT(check_completed(matters_[0], 110, json_of(R"({"id":"110","state":"completed"})")), IsEmpty());
  EXPECT_THAT(check_completed(matters_[0], 110, json_of(R"({"id":"110","state":"open"})")),
              Contains(HasSubstr("task 110 was completed and is shown as \"open\"")));
  EXPECT_THAT(check_completed(matters_[0], 110, Value()), Contains(HasSubstr("task 110")));
}

TEST_F(CheckerTest, ReadsWhatABookShows) {
  Book book;
  EXPECT_EQ(add_page(book, json_of(R"({"items":[
      {"case":"10","event":"33","kind":"filed","text":"2026-0002"},
      {"case":"20","event":"22","kind":"entry","text":"2026-0003"},
      {"case":"10","event":"12","kind":"entry","text":"2026-0002"}]})")),
            12U);
  EXPECT_THAT(check_lines(matters_[0], book), IsEmpty());
  EXPECT_THAT(check_lines(matters_[1], book), IsEmpty());
  Book twice = book;
  twice[20].push_back(twice[20].front());
  EXPECT_THAT(check_lines(matters_[1], twice), Contains(HasSubstr("has 2 lines \"entry\"")));
  book[10].erase(book[10].begin());
  EXPECT_THAT(check_lines(matters_[0], book), Contains(HasSubstr("has 0 lines \"filed\"")));
  forget_answer();
  EXPECT_THAT(check_lines(matters_[1], book), Contains(HasSubstr("has 1 lines \"entry\"")));
}

}  // namespace
}  // namespace chancery::crash
