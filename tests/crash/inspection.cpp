#include "tests/crash/inspection.h"

#include "adapters/sqlite/database_check.h"

namespace chancery::crash {

namespace {
constexpr std::size_t kRepeatsMax = 20;
}

InFlightCounts Inspection::run() {
  check_files();
  check_sessions();
  const auto journal = read_journal(data_ + "/journal.sqlite");
  if (!journal) {
    ledger_.report("journal: " + journal.error().debug_text());
    return counts_;
  }
  ledger_.report(check_journal(ledger_.matters(), *journal, ledger_.begun_after()));

  read_books(oldest_line());
  std::size_t repeats = 0;
  for (Matter& matter : ledger_.matters()) {
    if (matter.in_flight) {
      settle(matter, *journal);
    } else if (matter.looked_at < matter.done.size()) {
      check_shown(matter);
      if (++repeats <= kRepeatsMax) repeat_last(matter);
    }
    matter.looked_at = matter.done.size();
  }
  return counts_;
}

void Inspection::check_files() {
  const std::array<std::pair<const char*, const sqlite::Schema*>, 3> files = {
      {{"/journal.sqlite", &sqlite::journal_schema()},
       {"/blobs.sqlite", &sqlite::blob_schema()},
       {"/identity.sqlite", &sqlite::identity_schema()}}};
  for (const auto& [name, schema] : files) {
    const auto found = sqlite::check_database(data_ + name, *schema);
    if (!found) ledger_.report(std::string(name) + ": " + found.error().debug_text());
    if (!found) continue;
    for (const std::string& problem : found->problems) ledger_.report(std::string(name) + ": " + problem);
  }
}

void Inspection::check_sessions() {
  for (const auto& [account, session] : sessions_)
    if (const HttpReply reply = get(client_, session, "/api/v1/session"); reply.status != 200)
      ledger_.report(account + ": the session that was opened is lost: " + std::to_string(reply.status));
}

Value Inspection::read(const Matter& matter, const std::string& target) {
  const HttpReply reply = get(client_, desk_.session(matter, Act::kStart), target);
  if (reply.status != 200) ledger_.report(matter.title + ": GET " + target + " answered " + answer_text(reply));
  return reply.status == 200 ? body_of(reply) : Value();
}

// The event below which no line is asked for: the oldest affix of the matters that are to be looked at.
std::uint64_t Inspection::oldest_line() {
  constexpr auto kAffixAt = static_cast<std::size_t>(Act::kAffix);
  std::uint64_t oldest = UINT64_MAX;
  for (const Matter& matter : ledger_.matters())
    if (matter.done.size() > kAffixAt && (matter.in_flight || matter.looked_at < matter.done.size()))
      oldest = std::min(oldest, matter.done[kAffixAt].event);
  return oldest;
}

// The newest lines of each book, down to those of event `after`.
void Inspection::read_books(std::uint64_t after) {
  for (const Office& office : kOffices) {
    const Session& clerk = sessions_.find(office.accounts.front())->second;
    const std::string target = "/api/v1/registers/seal-use-book/lines?limit=200&scope=" + std::string(office.seal);
    std::string cursor;
    for (;;) {
      const HttpReply reply = get(client_, clerk, target + cursor);
      if (reply.status != 200) return ledger_.report("book: " + answer_text(reply));
      const Value page = body_of(reply);
      const std::uint64_t last = add_page(books_[&office], page);
      if (last < after || page.get_text("next").empty()) break;
      cursor = "&after=" + std::string(page.get_text("next"));
    }
  }
}

// The case, its completed tasks and its lines, as its clerk sees them.
void Inspection::check_shown(const Matter& matter) {
  if (matter.case_id == 0) return;
  ledger_.report(check_case(matter, read(matter, "/api/v1/cases/" + std::to_string(matter.case_id))));
  for (std::size_t i = matter.looked_at; i < matter.done.size(); ++i) {
    const std::uint64_t task = matter.done[i].sent.task;
    if (task != 0) ledger_.report(check_completed(matter, task, read(matter, "/api/v1/tasks/" + std::to_string(task))));
  }
  ledger_.report(check_lines(matter, books_[matter.office]));
}

void Inspection::repeat_last(const Matter& matter) {
  const Acknowledged& last = matter.done.back();
  if (std::string finding = desk_.difference(matter, last, desk_.send(client_, matter, last.sent)); !finding.empty())
    ledger_.report(std::move(finding));
}

void Inspection::settle(Matter& matter, const JournalView& journal) {
  const Sent sent = *matter.in_flight;
  const Effect* effect = journal.find(sent.key);
  ++(effect != nullptr ? counts_.whole : counts_.absent);
  check_shown(effect != nullptr ? assumed_done(matter, *effect) : matter);
  if (!desk_.acknowledge(matter, sent, desk_.send(client_, matter, sent))) return;
  const std::uint64_t event = matter.done.back().event;
  if (effect != nullptr ? event != effect->number : event <= journal.last)
    ledger_.report(matter.title + ": " + sent.key + ", sent again, became event " + std::to_string(event));
  ledger_.give_back(matter);
}

}  // namespace chancery::crash
