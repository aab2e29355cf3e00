#include "adapters/identity/sign_in_throttle.h"

#include <algorithm>
#include <tuple>

namespace chancery::identity {

namespace {
// Longer keys are cut: names of megabytes must not fill the bounded table.
constexpr std::size_t kKeyBytesMax = 128;
constexpr std::uint32_t kDoublingsMax = 30;

std::string_view cut(std::string_view key) { return key.substr(0, kKeyBytesMax); }
}  // namespace

SignInThrottle::SignInThrottle(const ports::Clock& clock, ThrottleLimits limits) : clock_(clock), limits_(limits) {}

Result<void> SignInThrottle::admit(std::string_view account, std::string_view address) {
  const Instant now = clock_.now();
  const std::lock_guard guard(lock_);
  const std::int64_t wait =
      std::max(wait_ms(accounts_, cut(account), limits_.account_free, limits_.account_delay_ms_max, now),
               wait_ms(addresses_, cut(address), limits_.address_free, limits_.address_delay_ms_max, now));
  if (wait > 0) return unavailable("identity.throttled", {{"seconds", std::to_string((wait + 999) / 1'000)}});
  count(accounts_, cut(account), now);
  count(addresses_, cut(address), now);
  return {};
}

void SignInThrottle::succeeded(std::string_view account, std::string_view address) {
  const std::lock_guard guard(lock_);
  if (const auto it = accounts_.find(cut(account)); it != accounts_.end()) accounts_.erase(it);
  const auto it = addresses_.find(cut(address));
  if (it == addresses_.end()) return;
  if (--it->second.attempts == 0) addresses_.erase(it);
}

std::size_t SignInThrottle::entries() const {
  const std::lock_guard guard(lock_);
  return accounts_.size() + addresses_.size();
}

std::int64_t SignInThrottle::wait_ms(const Table& table, std::string_view key, std::uint32_t free, std::int64_t most,
                                     Instant now) const {
  const auto it = table.find(key);
  if (it == table.end() || it->second.attempts < free || now.ms - it->second.last_at.ms > limits_.forget_ms) return 0;
  const std::uint32_t doublings = std::min(it->second.attempts - free, kDoublingsMax);
  const std::int64_t delay = std::min(limits_.first_delay_ms << doublings, most);
  // A clock that was set back must not lock anybody out for longer than the delay itself.
  return std::min(it->second.last_at.ms + delay - now.ms, delay);
}

void SignInThrottle::count(Table& table, std::string_view key, Instant now) {
  auto it = table.find(key);
  if (it == table.end()) {
    make_room(table, now);
    it = table.emplace(std::string(key), Entry{}).first;
  } else if (now.ms - it->second.last_at.ms > limits_.forget_ms) {
    it->second = {};
  }
  ++it->second.attempts;
  it->second.last_at = now;
}

void SignInThrottle::make_room(Table& table, Instant now) {
  if (table.size() < limits_.entries_max) return;
  std::erase_if(table, [&](const auto& entry) { return now.ms - entry.second.last_at.ms > limits_.forget_ms; });
  if (table.size() < limits_.entries_max) return;
  const auto weaker = [](const auto& a, const auto& b) {
    return std::tie(a.second.attempts, a.second.last_at) < std::tie(b.second.attempts, b.second.last_at);
  };
  table.erase(std::min_element(table.begin(), table.end(), weaker));
}

}  // namespace chancery::identity
