#include "engine/value/context_keys.h"

#include <algorithm>
#include <array>

#include "engine/base/assert.h"

namespace chancery {
namespace {

constexpr std::size_t kLinearSearchMax = 24;  // names up to which comparing all beats the sorted index
constexpr std::size_t kFewNames = 8;
// Lists of more names, or of longer ones, are no forms; they are not remembered.
constexpr std::size_t kSharedNamesMax = 128;
constexpr std::size_t kSharedNameBytesMax = 128;

// Remembered lists: some of each hash of size and first name, the oldest gives way. One pool a thread, so that no lock is needed.
struct Bucket {
  std::array<ContextKeys, 4> lists;
  std::size_t newest = 0;
};

Bucket& bucket_of(std::size_t size, std::string_view first) {
  constexpr std::size_t kBuckets = 64;
  thread_local std::array<Bucket, kBuckets> pool;
  std::size_t hash = size;
  for (const char c : first) hash = hash * 31 + static_cast<unsigned char>(c);
  return pool[hash % kBuckets];
}

bool equal(const ContextKeys& a, const ContextKeys& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return false;
  return true;
}

}  // namespace

ContextKeys::ContextKeys(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) append(name);
}

ContextKeys::ContextKeys(const ContextKeys& other) noexcept : list_(other.list_) {
  if (list_ != nullptr) list_->references.fetch_add(1, std::memory_order_relaxed);
}

ContextKeys::~ContextKeys() {
  if (list_ != nullptr && list_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete list_;
}

ContextKeys::List& ContextKeys::own() {
  if (list_ == nullptr) {
    list_ = new List;
  } else if (list_->references.load(std::memory_order_acquire) != 1) {
    auto* copy = new List;
    copy->names.reserve(list_->names.size() + 1);
    copy->names = list_->names;
    copy->by_name = list_->by_name;
    ContextKeys old;
    std::swap(old.list_, list_);
    list_ = copy;
  }
  return *list_;
}

std::size_t ContextKeys::find(std::string_view name) const {
  if (list_ == nullptr) return 0;
  const std::vector<std::string>& names = list_->names;
  const std::vector<std::uint32_t>& by_name = list_->by_name;
  if (by_name.empty()) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == name) return i;
    return names.size();
  }
  const auto at = std::lower_bound(by_name.begin(), by_name.end(), name,
                                   [&names](std::uint32_t i, std::string_view n) { return names[i] < n; });
  return at != by_name.end() && names[*at] == name ? *at : names.size();
}

void ContextKeys::append(std::string_view name) {
  List& list = own();
  std::vector<std::string>& names = list.names;
  if (names.empty()) names.reserve(kFewNames);
  names.emplace_back(name);
  const auto by_name = [&names](std::uint32_t i, std::uint32_t j) { return names[i] < names[j]; };
  const auto newest = static_cast<std::uint32_t>(names.size() - 1);
  if (!list.by_name.empty()) {
    list.by_name.insert(std::lower_bound(list.by_name.begin(), list.by_name.end(), newest, by_name), newest);
  } else if (names.size() > kLinearSearchMax) {
    list.by_name.reserve(names.capacity());
    for (std::uint32_t i = 0; i <= newest; ++i) list.by_name.push_back(i);
    std::sort(list.by_name.begin(), list.by_name.end(), by_name);
  }
}

void ContextKeys::erase(std::size_t at) {
  List& list = own();
  CHANCERY_ASSERT(at < list.names.size());
  list.names.erase(list.names.begin() + static_cast<std::ptrdiff_t>(at));
  std::erase(list.by_name, static_cast<std::uint32_t>(at));
  for (std::uint32_t& i : list.by_name)
    if (i > at) --i;
}

void ContextKeys::share() {
  if (size() == 0 || size() > kSharedNamesMax) return;
  const auto is_long = [](const std::string& name) { return name.size() > kSharedNameBytesMax; };
  if (std::any_of(list_->names.begin(), list_->names.end(), is_long)) return;
  Bucket& bucket = bucket_of(size(), (*this)[0]);
  for (std::size_t i = 0; i < bucket.lists.size(); ++i)
    if (equal(bucket.lists[i], *this)) {
      bucket.newest = i;
      *this = bucket.lists[i];
      return;
    }
  bucket.newest = (bucket.newest + 1) % bucket.lists.size();
  bucket.lists[bucket.newest] = *this;
}

ContextKeys ContextKeys::expected(std::size_t size, std::string_view first) {
  const Bucket& bucket = bucket_of(size, first);
  const ContextKeys& newest = bucket.lists[bucket.newest];
  return newest.size() == size ? newest : ContextKeys();
}

}  // namespace chancery
