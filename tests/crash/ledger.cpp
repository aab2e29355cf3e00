#include "tests/crash/ledger.h"

namespace chancery::crash {

namespace {
constexpr std::size_t kIdleMattersMin = 12;  // below that a new one is begun, so that steps of all kinds are under way
constexpr std::size_t kNewOneIn = 5;
constexpr std::size_t kFindingsMax = 200;
}  // namespace

const std::array<Office, 2> kOffices = {{
    {"demo-gacha", "demo-gacha-committee", {"g-clerk", "g-chair", "g-accountant", "g-clerk"}},
    {"demo-community", "demo-community-committee", {"c-clerk", "c-chair", "c-member1", "c-clerk"}},
}};

std::string_view act_name(Act act) {
  switch (act) {
    case Act::kStart: return "start";
    case Act::kApprove: return "approve";
    case Act::kAffix: return "affix";
    case Act::kFile: return "file";
  }
  return "";
}

void Matter::acknowledge(Acknowledged step, std::uint64_t now_case, std::uint64_t now_task) {
  done.push_back(std::move(step));
  case_id = now_case;
  open_task = now_task;
  in_flight.reset();
}

Ledger::Ledger(std::uint64_t seed) : random_(seed), run_("crash-" + std::to_string(seed) + "-") {}

Matter& Ledger::take() {
  const std::lock_guard guard(lock_);
  if (idle_.size() < kIdleMattersMin || random_() % kNewOneIn == 0) {
    Matter& matter = matters_.emplace_back();
    matter.office = &kOffices[matters_.size() % kOffices.size()];
    matter.title = run_ + std::to_string(matters_.size());
    return matter;
  }
  std::swap(idle_[random_() % idle_.size()], idle_.back());
  Matter& matter = *idle_.back();
  idle_.pop_back();
  return matter;
}

void Ledger::give_back(Matter& matter) {
  const std::lock_guard guard(lock_);
  if (!matter.is_over() && !matter.in_flight) idle_.push_back(&matter);
}

std::string Ledger::new_key() {
  const std::lock_guard guard(lock_);
  return run_ + "k" + std::to_string(++keys_);
}

void Ledger::report(std::string finding) {
  const std::lock_guard guard(lock_);
  if (findings_.size() < kFindingsMax) findings_.push_back(std::move(finding));
}

void Ledger::report(const std::vector<std::string>& findings) {
  for (const std::string& finding : findings) report(finding);
}

std::size_t Ledger::acknowledged() const {
  std::size_t count = 0;
  for (const Matter& matter : matters_) count += matter.done.size();
  return count;
}

}  // namespace chancery::crash
