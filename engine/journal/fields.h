// The field codec: how a struct of the journal or of a snapshot becomes bytes. One form for each value.
//
// A struct lists its fields once: `template <class S, class V> static void fields(S& s, V&& v) { v(1, s.task); v(2, s.at); }`.
// Written are the fields that differ from their default, in ascending number, each as number then value; then 0. So a field added
// later costs old records nothing and old records are read for ever. The reader refuses descending numbers, unknown
// numbers and written defaults (journal.bad-field), so that bytes and value stand one to one.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/boxed.h"
#include "engine/base/bytes.h"
#include "engine/base/hash.h"
#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/value/codec.h"
#include "engine/value/value.h"

namespace chancery::journal {

namespace detail {
struct AnyVisitor {
  template <class T>
  void operator()(unsigned, T&) {}
};
}  // namespace detail

template <class T>
concept Fielded = requires(T& t, detail::AnyVisitor v) {
  T::fields(t, v);
};

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsOptional<Boxed<T>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};

template <class T>
void write_value(ByteWriter& out, const T& value);
template <class T>
Result<void> read_value(ByteReader& in, T& value);

class FieldWriter {
 public:
  explicit FieldWriter(ByteWriter& out) : out_(out) {}
  template <class T>
  void operator()(unsigned number, const T& value) {
    if (value == T{}) return;
    out_.varint(number);
    write_value(out_, value);
  }

 private:
  ByteWriter& out_;
};

class FieldReader {
 public:
  explicit FieldReader(ByteReader& in) : in_(in) { next(); }
  template <class T>
  void operator()(unsigned number, T& value) {
    if (!status_ || number != current_) return;
    status_ = read_value(in_, value);
    if (status_ && value == T{}) status_ = corrupt("journal.bad-field", {{"field", std::to_string(number)}});
    if (status_) next();
  }
  Result<void> finish() {
    if (status_ && current_ != 0) return corrupt("journal.bad-field", {{"field", std::to_string(current_)}});
    return status_;
  }

 private:
  void next() {
    auto number = in_.varint();
    if (!number) {
      status_ = std::move(number).error();
      return;
    }
    if (*number != 0 && *number <= last_) status_ = corrupt("journal.bad-field", {{"field", std::to_string(*number)}});
    current_ = last_ = *number;
  }

  ByteReader& in_;
  std::uint64_t current_ = 0;
  std::uint64_t last_ = 0;
  Result<void> status_;
};

template <class T>
void write_value(ByteWriter& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out.u8(value ? 1 : 0);
  } else if constexpr (std::is_enum_v<T>) {
    out.varint(static_cast<std::uint64_t>(value));
  } else if constexpr (std::is_unsigned_v<T>) {
    out.varint(value);
  } else if constexpr (std::is_signed_v<T> && std::is_integral_v<T>) {
    out.zigzag(value);
  } else if constexpr (IsId<T>::value) {
    out.varint(value.value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    out.zigzag(value.ms);
  } else if constexpr (std::is_same_v<T, std::string>) {
    out.text(value);
  } else if constexpr (std::is_same_v<T, Bytes>) {
    out.blob(value);
  } else if constexpr (std::is_same_v<T, Sha256>) {
    out.raw(value);
  } else if constexpr (std::is_same_v<T, Value>) {
    encode(out, value);
  } else if constexpr (IsVector<T>::value) {
    out.varint(value.size());
    for (const auto& item : value) write_value(out, item);
  } else if constexpr (IsOptional<T>::value) {
    write_value(out, *value);  // an empty one is a default and never written
  } else if constexpr (IsPair<T>::value) {
    write_value(out, value.first);
    write_value(out, value.second);
  } else {
    static_assert(Fielded<T>, "a journal field needs fields()");
    FieldWriter writer(out);
    T::fields(value, writer);
    out.u8(0);
  }
}

template <class T>
Result<void> read_value(ByteReader& in, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    const std::uint8_t v = TRY(in.u8());
    if (v > 1) return corrupt("journal.bad-field");
    value = v == 1;
  } else if constexpr (std::is_enum_v<T>) {
    const std::uint64_t v = TRY(in.varint());
    if (v > std::numeric_limits<std::underlying_type_t<T>>::max()) return corrupt("journal.bad-field");  // else cut
    value = static_cast<T>(v);
  } else if constexpr (std::is_unsigned_v<T>) {
    const std::uint64_t v = TRY(in.varint());
    if (v > static_cast<std::uint64_t>(static_cast<T>(-1))) return corrupt("journal.bad-field");
    value = static_cast<T>(v);
  } else if constexpr (std::is_signed_v<T> && std::is_integral_v<T>) {
    value = static_cast<T>(TRY(in.zigzag()));
  } else if constexpr (IsId<T>::value) {
    value.value = TRY(in.varint());
  } else if constexpr (std::is_same_v<T, Instant>) {
    value.ms = TRY(in.zigzag());
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = std::string(TRY(in.text()));
  } else if constexpr (std::is_same_v<T, Bytes>) {
    const BytesView v = TRY(in.blob());
    value.assign(v.begin(), v.end());
  } else if constexpr (std::is_same_v<T, Sha256>) {
    const BytesView v = TRY(in.raw(32));
    std::copy(v.begin(), v.end(), value.begin());
  } else if constexpr (std::is_same_v<T, Value>) {
    value = TRY(decode_value(in));
  } else if constexpr (IsVector<T>::value) {
    const std::uint64_t n = TRY(in.varint());
    if (n > in.remaining()) return corrupt("journal.bad-field");  // every item takes a byte at least
    value.clear();
    value.reserve(static_cast<std::size_t>(n));
    for (std::uint64_t i = 0; i < n; ++i) {
      typename T::value_type item{};
      TRY_VOID(read_value(in, item));
      value.push_back(std::move(item));
    }
  } else if constexpr (IsOptional<T>::value) {
    typename T::value_type item{};
    TRY_VOID(read_value(in, item));
    value = std::move(item);
  } else if constexpr (IsPair<T>::value) {
    TRY_VOID(read_value(in, value.first));
    TRY_VOID(read_value(in, value.second));
  } else {
    static_assert(Fielded<T>, "a journal field needs fields()");
    FieldReader reader(in);
    T::fields(value, reader);
    TRY_VOID(reader.finish());
  }
  return {};
}

}  // namespace chancery::journal
