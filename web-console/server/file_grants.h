// FileGrants: which person may fetch which stored file: who uploaded it, or to whom an answer showed it in a case or register that he
// may see. The engine decides what it shows; this remembers it for a while. In memory and bounded; after a restart a file is
// fetched again by way of the page that shows it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/value/value.h"

namespace chancery::web_server {

inline constexpr std::int64_t kFileGrantMs = 12 * 3'600'000;
inline constexpr std::size_t kFileGrantsMax = 200'000;

struct GrantedFile {
  std::string name;
};

class FileGrants {
 public:
  void grant(PersonId person, std::string_view sha256, std::string_view name, Instant now);
  // Every {sha256, name, …} in an answer to the person.
  void grant_all(PersonId person, const Value& answer, Instant now);
  std::optional<GrantedFile> find(PersonId person, std::string_view sha256, Instant now) const;

 private:
  using Key = std::pair<std::uint64_t, std::string>;
  struct Entry {
    std::string name;
    Instant until;
  };
  mutable std::mutex lock_;
  std::map<Key, Entry> entries_;
  std::deque<Key> order_;  // oldest first
};

bool is_sha256_text(std::string_view text);

}  // namespace chancery::web_server
