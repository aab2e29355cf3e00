// ContextKeys: the names of a context in their order, kept apart from its values, so that contexts of one shape share one list: the
// forms of a hundred thousand waiting cases name their fields once, and copying a context copies no name. A list that is shared
// never changes: who appends to it gets one of his own.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery {

class ContextKeys {
 public:
  ContextKeys() = default;
  ContextKeys(std::initializer_list<std::string_view> names);  // each once
  ContextKeys(const ContextKeys& other) noexcept;
  ContextKeys(ContextKeys&& other) noexcept : list_(std::exchange(other.list_, nullptr)) {}
  ContextKeys& operator=(ContextKeys other) noexcept {
    std::swap(list_, other.list_);
    return *this;
  }
  ~ContextKeys();

  std::size_t size() const { return list_ == nullptr ? 0 : list_->names.size(); }
  const std::string& operator[](std::size_t at) const { return list_->names[at]; }
  std::size_t find(std::string_view name) const;  // size() when absent
  void append(std::string_view name);             // one that is not there
  void erase(std::size_t at);
  // True when both are one list; two lists of the same names may still be two.
  bool is_one_with(const ContextKeys& other) const { return list_ == other.list_; }

  // Takes an equal list that was shared before on this thread, if it is remembered; for contexts that live long.
  void share();
  // A list that was shared lately and has that size and first name: likely what a reader is about to meet. Empty when there is none.
  static ContextKeys expected(std::size_t size, std::string_view first);

 private:
  struct List {
    std::atomic<std::uint32_t> references{1};
    std::vector<std::string> names;
    std::vector<std::uint32_t> by_name;  // sorted by name; kept only above a few names
  };
  List& own();  // for writing
  List* list_ = nullptr;
};

}  // namespace chancery
