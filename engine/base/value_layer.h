// ValueLayer: a Layer for records so small that they stand in the table itself and are copied rather than shared. Same stacking, same
// calls. A record that equals Record{} says nothing: it stands for an erased one.
#pragma once

#include <map>

#include "engine/base/assert.h"

namespace chancery {

template <class Key, class Record>
class ValueLayer {
 public:
  ValueLayer() = default;
  explicit ValueLayer(ValueLayer* below) : below_(below) {}
  ValueLayer(const ValueLayer&) = delete;
  ValueLayer& operator=(const ValueLayer&) = delete;

  // The record, or nullptr. Valid until the next change of that key in this layer.
  const Record* find(const Key& key) const {
    for (const ValueLayer* layer = this; layer != nullptr; layer = layer->below_) {
      const auto it = layer->records_.find(key);
      if (it != layer->records_.end()) return it->second == Record{} ? nullptr : &it->second;
    }
    return nullptr;
  }

  void set(const Key& key, const Record& record) {
    CHANCERY_ASSERT(!(record == Record{}));
    records_.insert_or_assign(key, record);
  }

  void erase(const Key& key) {
    if (below_ == nullptr)
      records_.erase(key);
    else
      records_.insert_or_assign(key, Record{});
  }

  void merge_down() {
    CHANCERY_ASSERT(below_ != nullptr);
    for (const auto& [key, record] : records_) {
      if (record == Record{})
        below_->erase(key);
      else
        below_->set(key, record);
    }
    records_.clear();
  }

  // As Layer::rest_on.
  void rest_on(ValueLayer* below) { below_ = below; }
  void clear() { records_.clear(); }
  std::size_t own_size() const { return records_.size(); }

 private:
  ValueLayer* below_ = nullptr;
  std::map<Key, Record> records_;
};

}  // namespace chancery
