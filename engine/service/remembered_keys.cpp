#include "engine/service/remembered_keys.h"

namespace chancery::service {

RememberedKey::RememberedKey(Instant when, std::string_view key, std::string_view mark, const Outcome& outcome)
    : at(when), number(outcome.number), case_id(outcome.case_id), task(outcome.task), case_ended(outcome.case_ended) {
  if (!outcome.answer.is_null()) answer = outcome.answer;
  text.reserve(key.size() + (mark.empty() ? 0 : mark.size() + 1));
  text += key;
  if (!mark.empty()) (text += kKeyMark) += mark;
}

// The actor stands before the first sign, the key before the second.
std::size_t RememberedKey::key_size() const {
  const std::size_t actor = text.find(kKeyMark);
  const std::size_t end = actor == text.npos ? text.npos : text.find(kKeyMark, actor + 1);
  return end == text.npos ? text.size() : end;
}

std::string_view RememberedKey::mark() const {
  const std::size_t size = key_size();
  return size == text.size() ? std::string_view() : std::string_view(text).substr(size + 1);
}

Outcome RememberedKey::outcome() const {
  Outcome out;
  out.number = number;
  out.case_id = case_id;
  out.task = task;
  out.case_ended = case_ended;
  if (answer) out.answer = *answer;
  return out;
}

const RememberedKey* RememberedKeys::find(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &at(*found);
}

void RememberedKeys::add(RememberedKey key) {
  while (!keys_.empty() && (keys_.size() >= kKeysMax || keys_.front().at.ms + kKeyLifeMs < key.at.ms)) forget_oldest();
  if (const auto known = by_key_.find(key.key()); known != by_key_.end()) by_key_.erase(known);
  keys_.push_back(std::move(key));
  by_key_.insert(end() - 1);
}

void RememberedKeys::forget_oldest() {
  // The same key may have come again since; then the later one is meant.
  if (const auto found = by_key_.find(keys_.front().key()); found != by_key_.end() && *found == first_)
    by_key_.erase(found);
  keys_.pop_front();
  ++first_;
}

void RememberedKeys::clear() { restart(0); }

void RememberedKeys::restart(std::uint64_t running) {
  by_key_.clear();
  keys_.clear();
  first_ = running;
}

std::string remembered_key(const journal::Actor& actor, std::string_view key) {
  std::string out = actor.service.empty() ? std::to_string(actor.person.value) : actor.service;
  out += kKeyMark;
  out += key.substr(0, key.find(kKeyMark));
  return out;
}

std::string_view mark_of(std::string_view key) {
  const std::size_t at = key.find(kKeyMark);
  return at == key.npos ? std::string_view() : key.substr(at + 1);
}

}  // namespace chancery::service
