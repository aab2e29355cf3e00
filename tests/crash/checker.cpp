#include "tests/crash/checker.h"

#include <algorithm>
#include <set>

#include "tests/crash/desk.h"

namespace chancery::crash {

namespace {

std::string name_of(const Matter& matter, const Sent& sent) {
  return matter.title + ": " + std::string(act_name(sent.act)) + " " + sent.key;
}

std::string_view account_of(const Matter& matter, Act act) {
  return matter.office->accounts[static_cast<std::size_t>(act)];
}

// The number that the matter's affix was given; "" before it.
std::string line_of(const Matter& matter) {
  constexpr auto kAffixAt = static_cast<std::size_t>(Act::kAffix);
  return matter.done.size() > kAffixAt ? matter.done[kAffixAt].line : "";
}

class JournalCheck {
 public:
  JournalCheck(const std::deque<Matter>& matters, const JournalView& journal, std::uint64_t begun_after)
      : matters_(matters), journal_(journal), begun_after_(begun_after) {}

  Findings run() {
    for (const Matter& matter : matters_) {
      std::uint64_t before = 0;
      for (const Acknowledged& step : matter.done) check_acknowledged(matter, step, before);
      if (matter.in_flight) check_in_flight(matter, *matter.in_flight);
    }
    for (const auto& [key, effects] : journal_.by_key)
      if (!sent_.contains(key)) find(key + " at " + std::to_string(effects.front().number) + ": nobody sent it");
    check_numbers();
    return std::move(findings_);
  }

 private:
  void find(std::string what) { findings_.push_back(std::move(what)); }

  const Effect* only_effect(const Matter& matter, const Sent& sent) {
    sent_.insert(sent.key);
    const Effect* effect = journal_.find(sent.key);
    if (effect == nullptr) return nullptr;
    if (const std::size_t times = journal_.by_key.at(sent.key).size(); times > 1)
      find(name_of(matter, sent) + " was done " + std::to_string(times) + " times");
    if (!is_whole(matter, sent, *effect))
      find(name_of(matter, sent) + " is there in part, at " + std::to_string(effect->number));
    if (effect->account != account_of(matter, sent.act)) find(name_of(matter, sent) + " is of another person");
    if (sent.act == Act::kAffix) stamped_.insert(effect->case_id);
    return effect;
  }

  void check_acknowledged(const Matter& matter, const Acknowledged& step, std::uint64_t& before) {
    const Effect* effect = only_effect(matter, step.sent);
    if (effect == nullptr)
      return find(name_of(matter, step.sent) + " was acknowledged as event " + std::to_string(step.event) +
                  " and is lost");
    if (effect->number != step.event)
      find(name_of(matter, step.sent) + " was acknowledged as event " + std::to_string(step.event) + " and is " +
           std::to_string(effect->number));
    if (effect->case_id != matter.case_id) find(name_of(matter, step.sent) + " is in another case");
    if (effect->line != step.line)
      find(name_of(matter, step.sent) + " was given number " + step.line + " and has " + effect->line);
    if (effect->number <= before) find(name_of(matter, step.sent) + " stands before the step it follows");
    before = effect->number;
    if (const auto it = journal_.keyless_cases.find(matter.case_id); it != journal_.keyless_cases.end())
      find(matter.title + ": record " + std::to_string(it->second) + " has no key");
  }

  void check_in_flight(const Matter& matter, const Sent& sent) {
    const Effect* effect = only_effect(matter, sent);
    if (effect != nullptr && matter.case_id != 0 && effect->case_id != matter.case_id)
      find(name_of(matter, sent) + " is in another case");
  }

  void check_numbers() {
    std::map<std::pair<std::string, std::uint64_t>, std::uint64_t> last;
    std::set<std::uint64_t> entered;
    for (const BookEntry& entry : journal_.entries) {
      const std::string place = entry.scope + " " + std::to_string(entry.year) + "-" + std::to_string(entry.number);
      if (entry.number != ++last[{entry.scope, entry.year}]) find(place + ": the numbers have a gap before it");
      if (entry.event <= begun_after_) continue;
      if (!entered.insert(entry.case_id).second) find(place + ": its case has another line already");
      if (!stamped_.contains(entry.case_id)) find(place + ": its case was not stamped");
    }
    for (const std::uint64_t id : stamped_)
      if (!entered.contains(id)) find("case " + std::to_string(id) + " was stamped and has no line");
  }

  const std::deque<Matter>& matters_;
  const JournalView& journal_;
  std::uint64_t begun_after_;
  std::set<std::string> sent_;
  std::set<std::uint64_t> stamped_;
  Findings findings_;
};

}  // namespace

Findings check_journal(const std::deque<Matter>& matters, const JournalView& journal, std::uint64_t begun_after) {
  return JournalCheck(matters, journal, begun_after).run();
}

bool is_whole(const Matter& matter, const Sent& sent, const Effect& effect) {
  const bool is_start = sent.act == Act::kStart;
  const bool is_file = sent.act == Act::kFile;
  if (effect.case_started != is_start || effect.completed_task != sent.task) return false;
  if ((effect.opened_task == 0) != is_file || effect.line.empty() != (sent.act != Act::kAffix)) return false;
  return effect.filed == (is_file ? line_of(matter) : "") && effect.outcome == (is_file ? "sealed" : "");
}

Matter assumed_done(const Matter& matter, const Effect& effect) {
  Matter assumed = matter;
  assumed.acknowledge({*matter.in_flight, effect.number, effect.line}, effect.case_id, effect.opened_task);
  return assumed;
}

Findings check_case(const Matter& matter, const Value& shown) {
  Findings findings;
  const auto expect = [&](bool holds, const std::string& what) {
    if (!holds) findings.push_back(matter.title + ": case " + std::to_string(matter.case_id) + " " + what);
  };
  const bool is_over = matter.is_over();
  const std::string state(shown.get_text("state"));
  const std::string outcome(shown.get("outcome").get_text("code"));
  expect(number_of(shown.get("id")) == matter.case_id, "is not shown");
  expect(state == (is_over ? "ended" : "active"), "is " + state);
  expect(outcome == (is_over ? "sealed" : ""), "has outcome " + outcome);
  expect(shown.get_text("title").ends_with(matter.title), "is called " + std::string(shown.get_text("title")));
  const Value& open = shown.get("open_tasks");
  expect(open.is_list() && open.as_list().size() == (is_over ? 0U : 1U), "has another number of open tasks");
  if (!is_over && open.is_list() && !open.as_list().empty())
    expect(number_of(open.as_list().front().get("id")) == matter.open_task, "waits in another task");
  return findings;
}

Findings check_completed(const Matter& matter, std::uint64_t task, const Value& shown) {
  if (number_of(shown.get("id")) == task && shown.get_text("state") == "completed") return {};
  return {matter.title + ": task " + std::to_string(task) + " was completed and is shown as \"" +
          std::string(shown.get_text("state")) + "\""};
}

std::uint64_t add_page(Book& book, const Value& page) {
  std::uint64_t last = 0;
  if (!page.get("items").is_list()) return 0;
  for (const Value& line : page.get("items").as_list()) {
    book[number_of(line.get("case"))].push_back(line);
    last = number_of(line.get("event"));
  }
  return last;
}

Findings check_lines(const Matter& matter, const Book& book) {
  Findings findings;
  const auto it = book.find(matter.case_id);
  const std::vector<Value> lines = it == book.end() ? std::vector<Value>() : it->second;
  const auto count = [&](std::string_view kind, Act act) {
    const auto at = static_cast<std::size_t>(act);
    const bool was_done = matter.done.size() > at;
    const auto fits = [&](const Value& line) {
      return line.get_text("kind") == kind && line.get_text("text") == line_of(matter) &&
             number_of(line.get("event")) == matter.done[at].event;
    };
    const auto there =
        std::count_if(lines.begin(), lines.end(), [&](const Value& line) { return line.get_text("kind") == kind; });
    if (there != (was_done ? 1 : 0) || (was_done && std::none_of(lines.begin(), lines.end(), fits)))
      findings.push_back(matter.title + ": case " + std::to_string(matter.case_id) + " has " + std::to_string(there) +
                         " lines \"" + std::string(kind) + "\" or another than " + line_of(matter));
  };
  count("entry", Act::kAffix);
  count("filed", Act::kFile);
  return findings;
}

}  // namespace chancery::crash
