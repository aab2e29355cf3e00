// Boxed: an optional value that stands apart, for parts that few records have: absent it takes one pointer. Copied and compared with
// its content; used like std::optional.
#pragma once

#include <memory>
#include <utility>

#include "engine/base/assert.h"

namespace chancery {

template <class T>
class Boxed {
 public:
  using value_type = T;

  Boxed() = default;
  Boxed(T value) : held_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor): as optional
  Boxed(const Boxed& other) : held_(other.held_ ? std::make_unique<T>(*other.held_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) {
    if (this != &other) held_ = other.held_ ? std::make_unique<T>(*other.held_) : nullptr;
    return *this;
  }
  Boxed& operator=(Boxed&&) noexcept = default;
  ~Boxed() = default;

  bool has_value() const { return held_ != nullptr; }
  explicit operator bool() const { return held_ != nullptr; }
  T& operator*() { return *checked(); }
  const T& operator*() const { return *checked(); }
  T* operator->() { return checked(); }
  const T* operator->() const { return checked(); }
  T& emplace() { return *(held_ = std::make_unique<T>()); }
  void reset() { held_.reset(); }

  friend bool operator==(const Boxed& a, const Boxed& b) {
    return a.held_ == nullptr || b.held_ == nullptr ? a.held_ == b.held_ : *a.held_ == *b.held_;
  }

 private:
  T* checked() const {
    CHANCERY_ASSERT(held_ != nullptr);
    return held_.get();
  }
  std::unique_ptr<T> held_;
};

}  // namespace chancery
