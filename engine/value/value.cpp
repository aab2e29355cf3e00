#include "engine/value/value.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kLinearSearchMax = 12;  // entries up to which comparing all names beats the sorted index

}  // namespace

std::string_view kind_name(ValueKind kind) {
  constexpr std::string_view kNames[] = {"null",
                                         "boolean",
                                         "number",
                                         "string",
                                         "date",
                                         "time",
                                         "date and time",
                                         "days and time duration",
                                         "years and months duration",
                                         "list",
                                         "context",
                                         "range",
                                         "function",
                                         "personal reference"};
  return kNames[static_cast<std::size_t>(kind)];
}

namespace {
constexpr std::size_t kPointerBytes = sizeof(void*);
}

template <class T>
Value Value::shared(ValueKind kind, T content) {
  Value value;
  Header* node = new Node<T>(std::move(content));
  std::memcpy(value.bytes_, &node, kPointerBytes);
  value.kind_ = kind;
  value.size_ = kShared;
  return value;
}

template <class T>
const T& Value::shared_content() const {
  const Header* node = nullptr;
  std::memcpy(&node, bytes_, kPointerBytes);
  return static_cast<const Node<T>*>(node)->content;
}

void Value::retain() const noexcept {
  const Header* node = nullptr;
  std::memcpy(&node, bytes_, kPointerBytes);
  node->references.fetch_add(1, std::memory_order_relaxed);
}

void Value::release() noexcept {
  Header* node = nullptr;
  std::memcpy(&node, bytes_, kPointerBytes);
  if (node->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  switch (kind_) {
    case ValueKind::kText: delete static_cast<Node<std::string>*>(node); break;
    case ValueKind::kTime: delete static_cast<Node<Time>*>(node); break;
    case ValueKind::kDateTime: delete static_cast<Node<DateTime>*>(node); break;
    case ValueKind::kList: delete static_cast<Node<List>*>(node); break;
    case ValueKind::kContext: delete static_cast<Node<Context>*>(node); break;
    case ValueKind::kRange: delete static_cast<Node<Range>*>(node); break;
    case ValueKind::kFunction: delete static_cast<Node<Function>*>(node); break;
    case ValueKind::kPersonal: delete static_cast<Node<PersonalReference>*>(node); break;
    default: CHANCERY_ASSERT(!"a kind that is never shared");
  }
}

Value Value::text(std::string_view value) {
  if (value.size() > kInlineBytes) return shared(ValueKind::kText, std::string(value));
  Value result;
  if (!value.empty()) std::memcpy(result.bytes_, value.data(), value.size());
  result.kind_ = ValueKind::kText;
  result.size_ = static_cast<unsigned char>(value.size());
  return result;
}

Value Value::time(Time value) { return shared(ValueKind::kTime, std::move(value)); }
Value Value::date_time(DateTime value) { return shared(ValueKind::kDateTime, std::move(value)); }
Value Value::list(List items) { return shared(ValueKind::kList, std::move(items)); }
Value Value::context(Context entries) { return shared(ValueKind::kContext, std::move(entries)); }
Value Value::range(Range range) { return shared(ValueKind::kRange, std::move(range)); }
Value Value::personal(PersonalReference reference) { return shared(ValueKind::kPersonal, std::move(reference)); }

Value Value::function(Function function) {
  CHANCERY_ASSERT(function != nullptr);
  return shared(ValueKind::kFunction, std::move(function));
}

std::string_view Value::as_text() const {
  require(ValueKind::kText);
  if (is_shared()) return shared_content<std::string>();
  return {reinterpret_cast<const char*>(bytes_), size_};
}

const Time& Value::as_time() const {
  require(ValueKind::kTime);
  return shared_content<Time>();
}
const DateTime& Value::as_date_time() const {
  require(ValueKind::kDateTime);
  return shared_content<DateTime>();
}
YearsMonthsDuration Value::as_years_months_duration() const {
  return outlined<YearsMonthsDuration>(ValueKind::kYearsMonthsDuration);
}
const List& Value::as_list() const {
  require(ValueKind::kList);
  return shared_content<List>();
}
const Context& Value::as_context() const {
  require(ValueKind::kContext);
  return shared_content<Context>();
}
const Range& Value::as_range() const {
  require(ValueKind::kRange);
  return shared_content<Range>();
}
const Function& Value::as_function() const {
  require(ValueKind::kFunction);
  return shared_content<Function>();
}
const PersonalReference& Value::as_personal() const {
  require(ValueKind::kPersonal);
  return shared_content<PersonalReference>();
}

const Value& Value::get(std::string_view name) const {
  static const Value kAbsent;
  if (kind_ != ValueKind::kContext) return kAbsent;
  const Value* found = as_context().find(name);
  return found != nullptr ? *found : kAbsent;
}

std::string_view Value::get_text(std::string_view name) const {
  const Value& value = get(name);
  return value.is_text() ? value.as_text() : std::string_view();
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_) return false;
  if (a.is_shared() && b.is_shared() && std::memcmp(a.bytes_, b.bytes_, sizeof(void*)) == 0) return true;
  switch (a.kind_) {
    case ValueKind::kNull: return true;
    case ValueKind::kBoolean: return a.as_bool() == b.as_bool();
    case ValueKind::kNumber: return a.as_number() == b.as_number();
    case ValueKind::kText: return a.as_text() == b.as_text();
    case ValueKind::kDate: return a.as_date() == b.as_date();
    case ValueKind::kTime: return a.as_time() == b.as_time();
    case ValueKind::kDateTime: return a.as_date_time() == b.as_date_time();
    case ValueKind::kDaysTimeDuration: return a.as_days_time_duration() == b.as_days_time_duration();
    case ValueKind::kYearsMonthsDuration: return a.as_years_months_duration() == b.as_years_months_duration();
    case ValueKind::kList: return a.as_list() == b.as_list();
    case ValueKind::kContext: return a.as_context() == b.as_context();
    case ValueKind::kRange: return a.as_range() == b.as_range();
    case ValueKind::kFunction: return a.as_function() == b.as_function();
    case ValueKind::kPersonal: return a.as_personal() == b.as_personal();
  }
  return false;
}

std::size_t Value::heap_bytes() const {
  if (!is_shared()) return 0;
  std::size_t bytes = 64;  // node and allocator
  if (kind_ == ValueKind::kText) bytes += as_text().size();
  if (kind_ == ValueKind::kList) {
    for (const Value& item : as_list()) bytes += sizeof(Value) + item.heap_bytes();
  }
  if (kind_ == ValueKind::kContext) {
    for (const Context::Entry& e : as_context()) bytes += sizeof(Context::Entry) + e.name.size() + e.value.heap_bytes();
  }
  return bytes;
}

std::optional<std::strong_ordering> compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case ValueKind::kNumber: return a.as_number() <=> b.as_number();
    case ValueKind::kText: return a.as_text().compare(b.as_text()) <=> 0;  // bytes of UTF-8 sort as code points
    case ValueKind::kDate: return a.as_date() <=> b.as_date();
    case ValueKind::kTime: return compare(a.as_time(), b.as_time());
    case ValueKind::kDateTime: return compare(a.as_date_time(), b.as_date_time());
    case ValueKind::kDaysTimeDuration: return a.as_days_time_duration() <=> b.as_days_time_duration();
    case ValueKind::kYearsMonthsDuration: return a.as_years_months_duration() <=> b.as_years_months_duration();
    default: return std::nullopt;
  }
}

std::size_t Context::index_of(std::string_view name) const {
  if (by_name_.empty()) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].name == name) return i;
    }
    return entries_.size();
  }
  const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                   [this](std::uint32_t i, std::string_view n) { return entries_[i].name < n; });
  return at != by_name_.end() && entries_[*at].name == name ? *at : entries_.size();
}

const Value* Context::find(std::string_view name) const {
  const std::size_t at = index_of(name);
  return at == entries_.size() ? nullptr : &entries_[at].value;
}

void Context::set(std::string_view name, Value value) {
  const std::size_t at = index_of(name);
  if (at < entries_.size()) {
    entries_[at].value = std::move(value);
  } else {
    append(name, std::move(value));
  }
}

bool Context::insert(std::string_view name, Value value) {
  if (index_of(name) != entries_.size()) return false;
  append(name, std::move(value));
  return true;
}

void Context::reserve(std::size_t entries) { entries_.reserve(entries); }

void Context::append(std::string_view name, Value value) {
  entries_.push_back({std::string(name), std::move(value)});
  const auto by_name = [this](std::uint32_t i, std::uint32_t j) { return entries_[i].name < entries_[j].name; };
  const auto newest = static_cast<std::uint32_t>(entries_.size() - 1);
  if (!by_name_.empty()) {
    by_name_.insert(std::lower_bound(by_name_.begin(), by_name_.end(), newest, by_name), newest);
  } else if (entries_.size() > kLinearSearchMax) {
    for (std::uint32_t i = 0; i <= newest; ++i) by_name_.push_back(i);
    std::sort(by_name_.begin(), by_name_.end(), by_name);
  }
}

bool Context::remove(std::string_view name) {
  const std::size_t at = index_of(name);
  if (at == entries_.size()) return false;
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
  std::erase(by_name_, static_cast<std::uint32_t>(at));
  for (std::uint32_t& i : by_name_) {
    if (i > at) --i;
  }
  return true;
}

bool operator==(const Context& a, const Context& b) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.begin(), a.end(), [&b](const Context::Entry& e) {
    const Value* other = b.find(e.name);
    return other != nullptr && *other == e.value;
  });
}

}  // namespace chancery
