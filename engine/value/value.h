// Value: one FEEL value (DMN 1.5, 10.3.2). 24 bytes, cheap to copy: short text, numbers, dates and durations stand inside,
// the rest is shared and immutable, so values may be read from several threads. Used for variables, JSON, expressions.
//
//   Context person; person.set("name", Value::text("王")); person.set("age", Value::number(41));
//   Value v = Value::context(std::move(person));   v.get("age").as_number().to_int64();   // 41
#pragma once

#include <atomic>
#include <cstring>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/assert.h"
#include "engine/base/hash.h"
#include "engine/value/context_keys.h"
#include "engine/value/decimal.h"
#include "engine/value/temporal.h"

namespace chancery {

// The numbers are part of the canonical bytes (codec.h): never renumber.
enum class ValueKind : unsigned char {
  kNull = 0,
  kBoolean = 1,
  kNumber = 2,
  kText = 3,
  kDate = 4,
  kTime = 5,
  kDateTime = 6,
  kDaysTimeDuration = 7,
  kYearsMonthsDuration = 8,
  kList = 9,
  kContext = 10,
  kRange = 11,
  kFunction = 12,
  kPersonal = 13,
};

// "null", "boolean", "number", "string", "date", … as FEEL names the type.
std::string_view kind_name(ValueKind kind);

class Value;
class Context;
struct Range;
using List = std::vector<Value>;

// How much a value is made of. `weight` counts values: itself, its parts, every 64 bytes of text. Parts that are shared count at
// every place, for that is what comparing, writing or storing it costs; a few operations can make a value that no program ends
// with. `depth` counts nesting. Both saturate; who makes values from rules bounds them (feel::EvaluationLimits).
struct Extent {
  std::uint32_t weight = 1;  // … kWeightMax
  std::uint32_t depth = 1;   // … kDepthMax
  static constexpr std::uint32_t kWeightMax = (1u << 24) - 1;
  static constexpr std::uint32_t kDepthMax = (1u << 8) - 1;
  void contain(Extent part);  // becomes that of a whole which has `part` in it
};

// What a function value is, known to the feel module only.
class FunctionBody {
 public:
  virtual ~FunctionBody() = default;
  virtual Extent extent() const { return {}; }  // with what it has captured
};
using Function = std::shared_ptr<const FunctionBody>;

// Stands where personal data would: the plain value is in one erasable table, never in a Value. Opaque to FEEL.
struct PersonalReference {
  std::string subject;  // whose data
  std::string field;    // which field
  Sha256 commitment{};  // salted hash of the plain value
  bool operator==(const PersonalReference&) const = default;
};

class Value {
 public:
  Value() noexcept = default;  // null
  // Only bool itself, so that a pointer never turns into true.
  template <class T, class = std::enable_if_t<std::is_same_v<T, bool>>>
  explicit Value(T boolean) noexcept : kind_(ValueKind::kBoolean) {
    bytes_[0] = boolean ? 1 : 0;
  }
  Value(const Value& other) noexcept { copy_from(other); }
  Value(Value&& other) noexcept { take_from(other); }
  Value& operator=(const Value& other) noexcept;
  Value& operator=(Value&& other) noexcept;
  ~Value() {
    if (is_shared()) release();
  }

  static Value boolean(bool value) { return Value(value); }
  static Value number(std::int64_t value) { return number(Decimal::from_int(value)); }
  static Value number(Decimal value) noexcept { return inlined(ValueKind::kNumber, value); }
  static Value text(std::string_view value);  // UTF-8
  static Value date(Date value) noexcept { return inlined(ValueKind::kDate, value); }
  static Value time(Time value);
  static Value date_time(DateTime value);
  static Value duration(DaysTimeDuration value) noexcept { return inlined(ValueKind::kDaysTimeDuration, value); }
  static Value duration(YearsMonthsDuration value) noexcept { return inlined(ValueKind::kYearsMonthsDuration, value); }
  static Value list(List items);
  static Value context(Context entries);
  static Value range(Range range);
  static Value function(Function function);
  static Value personal(PersonalReference reference);

  ValueKind kind() const noexcept { return kind_; }
  bool is_null() const noexcept { return kind_ == ValueKind::kNull; }
  bool is_bool() const noexcept { return kind_ == ValueKind::kBoolean; }
  bool is_number() const noexcept { return kind_ == ValueKind::kNumber; }
  bool is_text() const noexcept { return kind_ == ValueKind::kText; }
  bool is_list() const noexcept { return kind_ == ValueKind::kList; }
  bool is_context() const noexcept { return kind_ == ValueKind::kContext; }
  bool is_personal() const noexcept { return kind_ == ValueKind::kPersonal; }
  bool is_true() const noexcept { return kind_ == ValueKind::kBoolean && bytes_[0] != 0; }

  // Assert on another kind: ask kind() first. References live as long as this value.
  bool as_bool() const {
    require(ValueKind::kBoolean);
    return bytes_[0] != 0;
  }
  Decimal as_number() const { return outlined<Decimal>(ValueKind::kNumber); }
  std::string_view as_text() const;
  Date as_date() const { return outlined<Date>(ValueKind::kDate); }
  const Time& as_time() const;
  const DateTime& as_date_time() const;
  DaysTimeDuration as_days_time_duration() const { return outlined<DaysTimeDuration>(ValueKind::kDaysTimeDuration); }
  YearsMonthsDuration as_years_months_duration() const;
  const List& as_list() const;
  const Context& as_context() const;
  const Range& as_range() const;
  const Function& as_function() const;
  const PersonalReference& as_personal() const;

  // Entry of a context; null when this is no context or has no such entry. Lives as long as this value.
  const Value& get(std::string_view name) const;
  // get(name) as text, "" when it is not text; for reading what is known to be well formed.
  std::string_view get_text(std::string_view name) const;

  // Equal kind and content: numbers by value, times by instant, contexts by entries in any order (10.3.2.13). null equals
  // null; two functions are equal when they are the same one.
  friend bool operator==(const Value& a, const Value& b);

  Extent extent() const noexcept;

  // Bytes this value holds on the heap, shared parts counted in full; for limits.
  std::size_t heap_bytes() const;

 private:
  static constexpr unsigned char kShared = 0xFF;
  static constexpr std::size_t kInlineBytes = 16;

  bool is_shared() const noexcept { return size_ == kShared; }
  void require(ValueKind kind) const { CHANCERY_ASSERT(kind_ == kind); }
  void copy_from(const Value& other) noexcept;
  void take_from(Value& other) noexcept;
  void retain() const noexcept;
  void release() noexcept;
  template <class T>
  static Value inlined(ValueKind kind, const T& content) noexcept;
  template <class T>
  T outlined(ValueKind kind) const;
  template <class T>
  static Value shared(ValueKind kind, T content);
  template <class T>
  const T& shared_content() const;
  struct Header {
    mutable std::atomic<std::uint32_t> references{1};
    std::uint32_t weight : 24 = 1;
    std::uint32_t depth : 8 = 1;
  };
  template <class T>
  struct Node : Header {
    explicit Node(T c) : content(std::move(c)) {}
    T content;
  };

  alignas(8) unsigned char bytes_[kInlineBytes] = {};
  ValueKind kind_ = ValueKind::kNull;
  unsigned char size_ = 0;  // length of inlined text; kShared when bytes_ hold a pointer
};
static_assert(sizeof(Value) == 24);

// How a range was written (10.3.2.7): with two ends, or as a comparison with one. (< 10) and (null..10) hold the same values
// and are different ranges. The numbers are part of the canonical bytes.
enum class RangeForm : unsigned char {
  kInterval = 0,
  kEqual = 1,
  kNotEqual = 2,
  kLess = 3,
  kLessOrEqual = 4,
  kGreater = 5,
  kGreaterOrEqual = 6,
};

struct Range {
  bool lower_closed = true;
  bool upper_closed = true;
  Value lower;  // null: unbounded
  Value upper;
  RangeForm form = RangeForm::kInterval;  // kEqual and kNotEqual keep their value at both ends
  bool operator==(const Range&) const = default;
};

// Entries in the order of insertion; names are unique. The names may be shared with other contexts, the values are its own.
class Context {
 public:
  struct Entry {
    const std::string& name;
    const Value& value;
  };
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Entry;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Entry;
    Iterator(const Context& context, std::size_t at) : context_(&context), at_(at) {}
    Entry operator*() const { return (*context_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return {*context_, at_++}; }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const Context* context_;
    std::size_t at_;
  };

  Context() = default;
  // As many values as names.
  Context(ContextKeys keys, std::vector<Value> values);
  // Replaces the value of an existing name, which keeps its place.
  void set(std::string_view name, Value value);
  // False, and no change, when the name is there already.
  bool insert(std::string_view name, Value value);
  bool remove(std::string_view name);
  const Value* find(std::string_view name) const;  // null when absent
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  Entry operator[](std::size_t at) const { return {keys_[at], values_[at]}; }
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, values_.size()}; }
  void reserve(std::size_t entries) { values_.reserve(entries); }
  // For one that is kept long: its names stand in memory once for all contexts that share theirs.
  void share_keys() { keys_.share(); }
  friend bool operator==(const Context& a, const Context& b);

 private:
  void append(std::string_view name, Value value);  // a name that is not there
  ContextKeys keys_;
  std::vector<Value> values_;
};

// FEEL's order of two numbers, texts (by code point), dates, times, date-times or durations of one kind. None for anything
// else, and for times of which only one knows its offset.
std::optional<std::strong_ordering> compare(const Value& a, const Value& b);

template <class T>
Value Value::inlined(ValueKind kind, const T& content) noexcept {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= kInlineBytes);
  Value value;
  std::memcpy(value.bytes_, &content, sizeof(T));
  value.kind_ = kind;
  return value;
}

template <class T>
T Value::outlined(ValueKind kind) const {
  require(kind);
  T content;
  std::memcpy(&content, bytes_, sizeof(T));
  return content;
}

inline void Value::copy_from(const Value& other) noexcept {
  std::memcpy(bytes_, other.bytes_, kInlineBytes);
  kind_ = other.kind_;
  size_ = other.size_;
  if (is_shared()) retain();
}

inline void Value::take_from(Value& other) noexcept {
  std::memcpy(bytes_, other.bytes_, kInlineBytes);
  kind_ = other.kind_;
  size_ = other.size_;
  other.kind_ = ValueKind::kNull;
  other.size_ = 0;
}

inline Value& Value::operator=(const Value& other) noexcept {
  if (this != &other) {
    Value copy(other);  // first: other may be a part of this
    if (is_shared()) release();
    take_from(copy);
  }
  return *this;
}

inline Value& Value::operator=(Value&& other) noexcept {
  if (this != &other) {
    Value taken(std::move(other));
    if (is_shared()) release();
    take_from(taken);
  }
  return *this;
}

}  // namespace chancery
