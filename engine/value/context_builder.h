// ContextBuilder: a context made entry by entry whose shape was likely seen before: forms that are read back, entities of one kind. As
// long as the names come as those of the last such context of that size, none is copied, compared by order or looked up.
//
//   ContextBuilder out(2);  out.add("id", …);  out.add("state", …);  Value v = out.take();
#pragma once

#include "engine/value/value.h"

namespace chancery {

class ContextBuilder {
 public:
  // `size`: how many entries will be added; another number costs time, nothing else.
  explicit ContextBuilder(std::size_t size) : size_(size) { values_.reserve(size); }
  // False, and no change, when the name is there already.
  bool add(std::string_view name, Value value);
  Value take();

 private:
  void stop_expecting();

  std::size_t size_;
  bool is_expected_ = true;
  ContextKeys expected_;
  ContextKeys keys_;
  std::vector<Value> values_;
};

}  // namespace chancery
