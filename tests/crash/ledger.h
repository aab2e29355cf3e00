// Ledger: what the clients know of their work, kept outside the server: every matter with the steps that were
// acknowledged and the one request whose answer never came. What the database holds is measured by it.
//
// A matter is one seal-use case, from the request to the filing. It is in the hands of one client at a time (take,
// give_back), so only the ledger's own members are locked. References stay valid: matters are never removed.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::crash {

// The steps of a matter, in their order.
enum class Act : unsigned char { kStart, kApprove, kAffix, kFile };
inline constexpr std::size_t kActs = 4;
std::string_view act_name(Act act);

// A village of the demonstration: its seal, and the account that does each act.
struct Office {
  std::string_view unit;
  std::string_view seal;
  std::array<std::string_view, kActs> accounts;
};
extern const std::array<Office, 2> kOffices;

// A request as it was sent. Sent again it is the same, byte for byte.
struct Sent {
  Act act = Act::kStart;
  std::string key;
  std::string target;
  std::string body;
  std::string match;       // If-Match; "" for a start
  std::uint64_t task = 0;  // that it completes; 0 for a start
};

struct Acknowledged {
  Sent sent;
  std::uint64_t event = 0;
  std::string line;  // the printed number that an affix was given; "" for the others
};

struct Matter {
  const Office* office = nullptr;
  std::string title;            // unique
  std::string file;             // SHA-256 of the paper, whose upload was acknowledged
  std::uint64_t case_id = 0;    // 0 before the start is acknowledged
  std::uint64_t open_task = 0;  // of the next step; 0 when there is none
  std::vector<Acknowledged> done;
  std::optional<Sent> in_flight;
  std::size_t looked_at = 0;  // steps of `done` that were looked at in the server since

  bool is_over() const { return done.size() == kActs; }
  Act next_act() const { return static_cast<Act>(done.size()); }
  // Notes an acknowledged step. `case_id` and `open_task` are as they stand after it.
  void acknowledge(Acknowledged step, std::uint64_t now_case, std::uint64_t now_task);
};

class Ledger {
 public:
  explicit Ledger(std::uint64_t seed);

  // A matter that waits for its next step, or a new one.
  Matter& take();
  void give_back(Matter& matter);
  std::string new_key();
  // Something that must not be; the test fails with it.
  void report(std::string finding);
  void report(const std::vector<std::string>& findings);

  // The rest only while no client is at work.
  // The last event of the demonstration itself, which has cases and lines of its own.
  void begin_after(std::uint64_t event) { begun_after_ = event; }
  std::uint64_t begun_after() const { return begun_after_; }
  std::deque<Matter>& matters() { return matters_; }
  const std::vector<std::string>& findings() const { return findings_; }
  std::size_t acknowledged() const;

 private:
  std::mutex lock_;
  std::mt19937_64 random_;
  const std::string run_;  // in every key and title
  std::uint64_t keys_ = 0;
  std::uint64_t begun_after_ = 0;
  std::deque<Matter> matters_;
  std::vector<Matter*> idle_;
  std::vector<std::string> findings_;
};

}  // namespace chancery::crash
