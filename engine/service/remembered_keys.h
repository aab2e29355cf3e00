// RememberedKeys: the idempotency keys of the last day, oldest first, each with what came of its command; what is too old or too much is
// forgotten. Every act leaves one here for a day, so an entry takes as little room as it can. They number from 0 as they come (a running
// number), by which snapshots write them in slices.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/base/boxed.h"
#include "engine/service/engine.h"

namespace chancery::service {

// How long an idempotency key is remembered.
inline constexpr std::int64_t kKeyLifeMs = 24LL * 60 * 60 * 1000;
inline constexpr std::size_t kKeysMax = 200'000;

struct RememberedKey {
  Instant at;
  std::string text;  // remembered_key(), and behind one more kKeyMark the mark of the command's key, if it had one
  EventNumber number;
  CaseId case_id;
  TaskId task;
  Boxed<Value> answer;  // few acts have one
  bool case_ended = false;

  RememberedKey() = default;
  RememberedKey(Instant when, std::string_view key, std::string_view mark, const Outcome& outcome);
  std::string_view key() const { return std::string_view(text).substr(0, key_size()); }
  std::string_view mark() const;
  // As it was first told, but for the register lines, which are read again from the record.
  Outcome outcome() const;

 private:
  std::size_t key_size() const;
};

class RememberedKeys {
 public:
  RememberedKeys() = default;
  RememberedKeys(const RememberedKeys&) = delete;
  RememberedKeys& operator=(const RememberedKeys&) = delete;

  const RememberedKey* find(std::string_view key) const;  // valid until the next add
  void add(RememberedKey key);
  void clear();
  // Forgets everything; the next one has that running number.
  void restart(std::uint64_t running);

  std::uint64_t first() const { return first_; }
  std::uint64_t end() const { return first_ + keys_.size(); }
  const RememberedKey& at(std::uint64_t running) const { return keys_[running - first_]; }

 private:
  struct Hash {
    using is_transparent = void;
    const RememberedKeys* keys;
    std::size_t operator()(std::uint64_t running) const { return (*this)(keys->at(running).key()); }
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  struct Equal {
    using is_transparent = void;
    const RememberedKeys* keys;
    bool operator()(std::uint64_t a, std::uint64_t b) const { return a == b || keys->at(a).key() == keys->at(b).key(); }
    bool operator()(std::string_view a, std::uint64_t b) const { return a == keys->at(b).key(); }
    bool operator()(std::uint64_t a, std::string_view b) const { return keys->at(a).key() == b; }
  };

  void forget_oldest();

  std::deque<RememberedKey> keys_;
  std::uint64_t first_ = 0;  // running number of keys_.front()
  std::unordered_set<std::uint64_t, Hash, Equal> by_key_{0, Hash{this}, Equal{this}};
};

// The idempotency key as it is remembered: the actor's person or service, and the key without its mark.
std::string remembered_key(const journal::Actor& actor, std::string_view key);
// What follows kKeyMark in a key; "" when there is none.
std::string_view mark_of(std::string_view key);

}  // namespace chancery::service
