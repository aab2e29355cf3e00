#include "engine/value/context_builder.h"

namespace chancery {

bool ContextBuilder::add(std::string_view name, Value value) {
  const std::size_t at = values_.size();
  if (at == 0) expected_ = ContextKeys::expected(size_, name);
  if (is_expected_ && (at >= expected_.size() || expected_[at] != name)) stop_expecting();
  if (!is_expected_) {
    if (keys_.find(name) != keys_.size()) return false;
    keys_.append(name);
  }
  values_.push_back(std::move(value));
  return true;
}

void ContextBuilder::stop_expecting() {
  is_expected_ = false;
  for (std::size_t i = 0; i < values_.size(); ++i) keys_.append(expected_[i]);
}

Value ContextBuilder::take() {
  if (is_expected_ && values_.size() != expected_.size()) stop_expecting();
  if (is_expected_)
    keys_ = std::move(expected_);
  else
    keys_.share();
  return Value::context(Context(std::move(keys_), std::move(values_)));
}

}  // namespace chancery
