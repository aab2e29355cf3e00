#include "engine/value/value.h"

#include <algorithm>

namespace chancery {
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

Extent extent_of_text(std::size_t bytes) {
  constexpr std::size_t kTextBytesPerUnit = 64;
  return {static_cast<std::uint32_t>(std::min<std::size_t>(1 + bytes / kTextBytesPerUnit, Extent::kWeightMax)), 1};
}

Extent extent_of(const List& items) {
  Extent extent;
  for (const Value& item : items) extent.contain(item.extent());
  return extent;
}

Extent extent_of(const Context& context) {
  Extent extent;
  for (const Context::Entry& entry : context) extent.contain(entry.value.extent());
  return extent;
}

Extent extent_of(const Range& range) {
  Extent extent;
  extent.contain(range.lower.extent());
  extent.contain(range.upper.extent());
  return extent;
}

Extent extent_of(const Function& function) { return function->extent(); }

template <class T>
Extent extent_of(const T&) {
  return {};
}
}  // namespace

template <class T>
Value Value::shared(ValueKind kind, T content) {
  Value value;
  const Extent extent = extent_of(content);
  Header* node = new Node<T>(std::move(content));
  node->weight = extent.weight & Extent::kWeightMax;
  node->depth = extent.depth & Extent::kDepthMax;
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
    case ValueKind::kText: ::operator delete(static_cast<Node<std::size_t>*>(node)); break;
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

Extent Value::extent() const noexcept {
  if (!is_shared()) return {};
  const Header* node = nullptr;
  std::memcpy(&node, bytes_, kPointerBytes);
  return {node->weight, node->depth};
}

void Extent::contain(Extent part) {
  weight = std::min(weight + part.weight, kWeightMax);
  depth = std::min(std::max(depth, part.depth + 1), kDepthMax);
}

// A long text is a node of its size, with its bytes behind it in the same piece of memory.
Value Value::text(std::string_view value) {
  static_assert(std::is_trivially_destructible_v<Node<std::size_t>>);
  Value result;
  result.kind_ = ValueKind::kText;
  if (value.size() > kInlineBytes) {
    void* memory = ::operator new(sizeof(Node<std::size_t>) + value.size());
    Header* node = new (memory) Node<std::size_t>(value.size());
    const Extent extent = extent_of_text(value.size());
    node->weight = extent.weight & Extent::kWeightMax;
    node->depth = extent.depth & Extent::kDepthMax;
    std::memcpy(static_cast<char*>(memory) + sizeof(Node<std::size_t>), value.data(), value.size());
    std::memcpy(result.bytes_, &node, kPointerBytes);
    result.size_ = kShared;
    return result;
  }
  if (!value.empty()) std::memcpy(result.bytes_, value.data(), value.size());
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
  if (is_shared()) {
    const Header* node = nullptr;
    std::memcpy(&node, bytes_, kPointerBytes);
    const auto* size = static_cast<const Node<std::size_t>*>(node);
    return {reinterpret_cast<const char*>(size + 1), size->content};
  }
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
    for (const Context::Entry& e : as_context())
      bytes += sizeof(std::string) + sizeof(Value) + e.name.size() + e.value.heap_bytes();
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

Context::Context(ContextKeys keys, std::vector<Value> values) : keys_(std::move(keys)), values_(std::move(values)) {
  CHANCERY_ASSERT(keys_.size() == values_.size());
}

const Value* Context::find(std::string_view name) const {
  const std::size_t at = keys_.find(name);
  return at == values_.size() ? nullptr : &values_[at];
}

void Context::set(std::string_view name, Value value) {
  const std::size_t at = keys_.find(name);
  if (at < values_.size()) {
    values_[at] = std::move(value);
  } else {
    append(name, std::move(value));
  }
}

bool Context::insert(std::string_view name, Value value) {
  if (keys_.find(name) != values_.size()) return false;
  append(name, std::move(value));
  return true;
}

void Context::append(std::string_view name, Value value) {
  constexpr std::size_t kFewEntries = 4;
  if (values_.empty()) values_.reserve(kFewEntries);
  keys_.append(name);
  values_.push_back(std::move(value));
}

bool Context::remove(std::string_view name) {
  const std::size_t at = keys_.find(name);
  if (at == values_.size()) return false;
  keys_.erase(at);
  values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(at));
  return true;
}

bool operator==(const Context& a, const Context& b) {
  if (a.size() != b.size()) return false;
  if (a.keys_.is_one_with(b.keys_)) return a.values_ == b.values_;
  return std::all_of(a.begin(), a.end(), [&b](const Context::Entry& e) {
    const Value* other = b.find(e.name);
    return other != nullptr && *other == e.value;
  });
}

}  // namespace chancery
