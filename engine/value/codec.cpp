#include "engine/value/codec.h"

#include "engine/value/context_builder.h"

namespace chancery {
namespace {

constexpr std::uint64_t kListItemsMax = 1'000'000;  // a claim of more is refused before memory is asked for

Error bad_bytes(const char* what) { return corrupt("value.bad-bytes", {{"what", what}}); }

void encode_number(ByteWriter& out, Decimal number) {
  // First byte: bit 0 sign, bit 1 the coefficient needs two words. Small whole numbers take three bytes in all.
  const Decimal::Parts p = number.parts();
  out.u8(static_cast<std::uint8_t>((p.negative ? 1 : 0) | (p.high != 0 ? 2 : 0)));
  out.varint(p.low);
  if (p.high != 0) out.varint(p.high);
  out.zigzag(p.exponent);
}

Result<Value> decode_number(ByteReader& in) {
  const std::uint8_t flags = TRY(in.u8());
  if (flags > 3) return bad_bytes("number");
  const std::uint64_t low = TRY(in.varint());
  const std::uint64_t high = (flags & 2) != 0 ? TRY(in.varint()) : 0;
  const std::int64_t exponent = TRY(in.zigzag());
  if (((flags & 2) != 0) != (high != 0) || exponent < -10'000 || exponent > 10'000) return bad_bytes("number");
  const bool negative = (flags & 1) != 0;
  const auto number = Decimal::from_parts(negative, high, low, static_cast<std::int32_t>(exponent));
  if (!number) return bad_bytes("number");
  const Decimal::Parts p = number->parts();
  if (p.high != high || p.low != low || p.exponent != exponent || p.negative != negative) return bad_bytes("number");
  return Value::number(*number);
}

void encode_date(ByteWriter& out, Date date) {
  out.zigzag(date.year);
  out.u8(static_cast<std::uint8_t>(date.month));
  out.u8(static_cast<std::uint8_t>(date.day));
}

Result<Date> decode_date(ByteReader& in) {
  const std::int64_t year = TRY(in.zigzag());
  const std::uint8_t month = TRY(in.u8());
  const std::uint8_t day = TRY(in.u8());
  const auto date = Date::from_ymd(year, month, day);
  if (!date) return bad_bytes("date");
  return *date;
}

void encode_time(ByteWriter& out, const Time& time) {
  out.varint(static_cast<std::uint64_t>(time.second_of_day));
  out.varint(static_cast<std::uint64_t>(time.nanosecond));
  out.u8(static_cast<std::uint8_t>((time.zone.offset_seconds ? 1 : 0) | (time.zone.name.empty() ? 0 : 2)));
  if (time.zone.offset_seconds) out.zigzag(*time.zone.offset_seconds);
  if (!time.zone.name.empty()) out.text(time.zone.name);
}

Result<Time> decode_time(ByteReader& in) {
  const std::uint64_t second = TRY(in.varint());
  const std::uint64_t nanosecond = TRY(in.varint());
  const std::uint8_t flags = TRY(in.u8());
  if (second >= 86400 || nanosecond >= 1'000'000'000 || flags > 3) return bad_bytes("time");
  Time time{static_cast<std::int32_t>(second), static_cast<std::int32_t>(nanosecond), {}};
  if ((flags & 1) != 0) {
    const std::int64_t offset = TRY(in.zigzag());
    if (offset < -86400 || offset > 86400) return bad_bytes("time");
    time.zone.offset_seconds = static_cast<std::int32_t>(offset);
  }
  if ((flags & 2) != 0) {
    time.zone.name = TRY(in.text());
    if (time.zone.name.empty()) return bad_bytes("time");
  }
  return time;
}

Result<Value> decode_at(ByteReader& in, int depth);

Result<Value> decode_list(ByteReader& in, int depth) {
  const std::uint64_t count = TRY(in.varint());
  if (count > kListItemsMax || count > in.remaining()) return bad_bytes("list");
  List items;
  items.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) items.push_back(TRY(decode_at(in, depth + 1)));
  return Value::list(std::move(items));
}

Result<Value> decode_context(ByteReader& in, int depth) {
  const std::uint64_t count = TRY(in.varint());
  if (count > kListItemsMax || count > in.remaining()) return bad_bytes("context");
  ContextBuilder context(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string_view name = TRY(in.text());
    Value value = TRY(decode_at(in, depth + 1));
    if (!context.add(name, std::move(value))) return bad_bytes("context");
  }
  return context.take();
}

Result<Value> decode_range(ByteReader& in, int depth) {
  const std::uint8_t flags = TRY(in.u8());
  if ((flags >> 2) > static_cast<int>(RangeForm::kGreaterOrEqual)) return bad_bytes("range");
  Value lower = TRY(decode_at(in, depth + 1));
  Value upper = TRY(decode_at(in, depth + 1));
  const auto form = static_cast<RangeForm>(flags >> 2);
  return Value::range({(flags & 1) != 0, (flags & 2) != 0, std::move(lower), std::move(upper), form});
}

Result<Value> decode_personal(ByteReader& in) {
  PersonalReference reference;
  reference.subject = TRY(in.text());
  reference.field = TRY(in.text());
  const BytesView commitment = TRY(in.raw(reference.commitment.size()));
  std::copy(commitment.begin(), commitment.end(), reference.commitment.begin());
  return Value::personal(std::move(reference));
}

Result<Value> decode_duration(ByteReader& in) {
  const std::int64_t seconds = TRY(in.zigzag());
  const std::int64_t nanoseconds = TRY(in.zigzag());
  const bool mixed = (seconds > 0 && nanoseconds < 0) || (seconds < 0 && nanoseconds > 0);
  if (mixed || nanoseconds <= -1'000'000'000 || nanoseconds >= 1'000'000'000) return bad_bytes("duration");
  return Value::duration(DaysTimeDuration{seconds, static_cast<std::int32_t>(nanoseconds)});
}

Result<Value> decode_at(ByteReader& in, int depth) {
  if (depth > kValueDepthMax) return corrupt("value.too-deep", {{"limit", std::to_string(kValueDepthMax)}});
  const std::uint8_t kind = TRY(in.u8());
  switch (static_cast<ValueKind>(kind)) {
    case ValueKind::kNull: return Value();
    case ValueKind::kBoolean: {
      const std::uint8_t flag = TRY(in.u8());
      if (flag > 1) return bad_bytes("boolean");
      return Value(flag == 1);
    }
    case ValueKind::kNumber: return decode_number(in);
    case ValueKind::kText: return Value::text(TRY(in.text()));
    case ValueKind::kDate: return Value::date(TRY(decode_date(in)));
    case ValueKind::kTime: return Value::time(TRY(decode_time(in)));
    case ValueKind::kDateTime: {
      const Date date = TRY(decode_date(in));
      Time time = TRY(decode_time(in));
      return Value::date_time({date, std::move(time)});
    }
    case ValueKind::kDaysTimeDuration: return decode_duration(in);
    case ValueKind::kYearsMonthsDuration: return Value::duration(YearsMonthsDuration{TRY(in.zigzag())});
    case ValueKind::kList: return decode_list(in, depth);
    case ValueKind::kContext: return decode_context(in, depth);
    case ValueKind::kRange: return decode_range(in, depth);
    case ValueKind::kPersonal: return decode_personal(in);
    case ValueKind::kFunction: break;
  }
  return bad_bytes("kind");
}

void encode_parts(ByteWriter& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kList:
      out.varint(value.as_list().size());
      for (const Value& item : value.as_list()) encode(out, item);
      break;
    case ValueKind::kContext:
      out.varint(value.as_context().size());
      for (const Context::Entry& entry : value.as_context()) {
        out.text(entry.name);
        encode(out, entry.value);
      }
      break;
    case ValueKind::kRange: {
      const Range& range = value.as_range();
      // Bits 0 and 1: which ends are closed; from bit 2: the form, 0 in all that was written before there were forms.
      out.u8(static_cast<std::uint8_t>((range.lower_closed ? 1 : 0) | (range.upper_closed ? 2 : 0) |
                                       (static_cast<unsigned>(range.form) << 2)));
      encode(out, range.lower);
      encode(out, range.upper);
      break;
    }
    case ValueKind::kPersonal: {
      const PersonalReference& reference = value.as_personal();
      out.text(reference.subject);
      out.text(reference.field);
      out.raw(reference.commitment);
      break;
    }
    default: CHANCERY_ASSERT(!"functions are not stored");
  }
}

bool is_encodable_at(const Value& value, int depth) {
  if (depth > kValueDepthMax || value.kind() == ValueKind::kFunction) return false;
  if (value.is_list()) {
    for (const Value& item : value.as_list()) {
      if (!is_encodable_at(item, depth + 1)) return false;
    }
  }
  if (value.is_context()) {
    for (const Context::Entry& entry : value.as_context()) {
      if (!is_encodable_at(entry.value, depth + 1)) return false;
    }
  }
  if (value.kind() == ValueKind::kRange) {
    return is_encodable_at(value.as_range().lower, depth + 1) && is_encodable_at(value.as_range().upper, depth + 1);
  }
  return true;
}

}  // namespace

void encode(ByteWriter& out, const Value& value) {
  out.u8(static_cast<std::uint8_t>(value.kind()));
  switch (value.kind()) {
    case ValueKind::kNull: return;
    case ValueKind::kBoolean: return out.u8(value.as_bool() ? 1 : 0);
    case ValueKind::kNumber: return encode_number(out, value.as_number());
    case ValueKind::kText: return out.text(value.as_text());
    case ValueKind::kDate: return encode_date(out, value.as_date());
    case ValueKind::kTime: return encode_time(out, value.as_time());
    case ValueKind::kDateTime:
      encode_date(out, value.as_date_time().date);
      return encode_time(out, value.as_date_time().time);
    case ValueKind::kDaysTimeDuration:
      out.zigzag(value.as_days_time_duration().seconds);
      return out.zigzag(value.as_days_time_duration().nanoseconds);
    case ValueKind::kYearsMonthsDuration: return out.zigzag(value.as_years_months_duration().months);
    default: return encode_parts(out, value);
  }
}

Result<Value> decode_value(ByteReader& in) { return decode_at(in, 0); }

bool is_encodable(const Value& value) { return is_encodable_at(value, 0); }

}  // namespace chancery
