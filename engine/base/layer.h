// Layer: one keyed table of state, stackable. The committed state is the bottom layer; a batch puts a layer on it, a command one
// on that. Reading falls through to the first layer that knows the key; edit copies a record up on its first write; merge_down
// moves all changes one layer down. A dropped layer leaves no trace: that is how a refused command or a failed commit is undone.
//
// Records are shared and immutable below the layer that edits them, so a reader may keep one after the layer has moved on.
// Iteration is in key order. Not for use from several threads without a lock around the bottom layer.
#pragma once

#include <map>
#include <memory>
#include <utility>

#include "engine/base/assert.h"

namespace chancery {

template <class Key, class Record>
class Layer {
 public:
  using Pointer = std::shared_ptr<const Record>;

  Layer() = default;
  explicit Layer(Layer* below) : below_(below) {}
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;

  // The record, or nullptr. Valid until the next change of that key in this layer.
  template <class K>
  const Record* find(const K& key) const {
    for (const Layer* layer = this; layer != nullptr; layer = layer->below_) {
      const auto it = layer->records_.find(key);
      if (it != layer->records_.end()) return it->second.get();  // an erased one holds nullptr
    }
    return nullptr;
  }

  // Shared ownership of the record as it stands; empty when there is none.
  template <class K>
  Pointer share(const K& key) const {
    for (const Layer* layer = this; layer != nullptr; layer = layer->below_) {
      const auto it = layer->records_.find(key);
      if (it != layer->records_.end()) return it->second;
    }
    return {};
  }

  // The record for writing; created empty when there is none. The reference is valid until erase, merge_down or clear.
  Record& edit(const Key& key) {
    auto it = records_.find(key);
    if (it == records_.end() || it->second == nullptr || it->second.use_count() > 1 || below_ == nullptr) {
      const Record* current = it == records_.end() ? find(key) : it->second.get();
      auto copy = current != nullptr ? std::make_shared<Record>(*current) : std::make_shared<Record>();
      Record& record = *copy;
      records_.insert_or_assign(key, std::move(copy));
      return record;
    }
    return const_cast<Record&>(*it->second);  // made by this layer and held by nobody else
  }

  void erase(const Key& key) {
    if (below_ == nullptr)
      records_.erase(key);
    else
      records_.insert_or_assign(key, nullptr);
  }

  void merge_down() {
    CHANCERY_ASSERT(below_ != nullptr);
    for (auto& [key, record] : records_) {
      if (record == nullptr)
        below_->erase(key);
      else
        below_->records_.insert_or_assign(key, std::move(record));
    }
    records_.clear();
  }

  // From now on this layer lies on another one, which says the same: the one it lay on has just been merged down into it.
  void rest_on(Layer* below) { below_ = below; }

  void clear() { records_.clear(); }
  bool unchanged() const { return records_.empty(); }

  // Only the changes of this layer (the whole table in the bottom layer); a null record is an erased one. In key order.
  const std::map<Key, Pointer, std::less<>>& own() const { return records_; }

  // Visits every visible record in key order until `visit` returns false.
  template <class Visit>
  void for_each(Visit&& visit) const {
    std::map<Key, const Record*, std::less<>> seen;
    for (const Layer* layer = this; layer != nullptr; layer = layer->below_)
      for (const auto& [key, record] : layer->records_) seen.emplace(key, record.get());
    for (const auto& [key, record] : seen)
      if (record != nullptr && !visit(key, *record)) return;
  }

  std::size_t own_size() const { return records_.size(); }

 private:
  Layer* below_ = nullptr;
  std::map<Key, Pointer, std::less<>> records_;
};

}  // namespace chancery
