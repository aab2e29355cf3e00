#include "web-console/server/file_grants.h"

#include <algorithm>

namespace chancery::web_server {

bool is_sha256_text(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void FileGrants::grant(PersonId person, std::string_view sha256, std::string_view name, Instant now) {
  const std::lock_guard guard(lock_);
  const Key key{person.value, std::string(sha256)};
  const auto [it, is_new] = entries_.insert_or_assign(key, Entry{std::string(name), {now.ms + kFileGrantMs}});
  if (!is_new) return;
  order_.push_back(key);
  if (order_.size() <= kFileGrantsMax) return;
  entries_.erase(order_.front());
  order_.pop_front();
}

void FileGrants::grant_all(PersonId person, const Value& answer, Instant now) {
  if (answer.is_list())
    for (const Value& item : answer.as_list()) grant_all(person, item, now);
  if (!answer.is_context()) return;
  const std::string_view hash = answer.get_text("sha256");
  if (is_sha256_text(hash)) grant(person, hash, answer.get_text("name"), now);
  for (const auto& [name, value] : answer.as_context()) grant_all(person, value, now);
}

std::optional<GrantedFile> FileGrants::find(PersonId person, std::string_view sha256, Instant now) const {
  const std::lock_guard guard(lock_);
  const auto found = entries_.find(Key{person.value, std::string(sha256)});
  if (found == entries_.end() || now >= found->second.until) return std::nullopt;
  return GrantedFile{found->second.name};
}

}  // namespace chancery::web_server
