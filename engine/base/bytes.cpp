#include "engine/base/bytes.h"

namespace chancery {

namespace {
constexpr std::size_t kFirstBytes = 256;  // most of what is written is longer: no growing byte by byte

Error bad_bytes(std::size_t at) { return corrupt("base.bad-bytes", {{"offset", std::to_string(at)}}); }
}  // namespace

void ByteWriter::varint(std::uint64_t v) {
  if (out_.capacity() < kFirstBytes) out_.reserve(kFirstBytes);
  while (v >= 0x80) {
    out_.push_back(static_cast<std::uint8_t>(v | 0x80));
    v >>= 7;
  }
  out_.push_back(static_cast<std::uint8_t>(v));
}

void ByteWriter::zigzag(std::int64_t v) {
  varint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63));
}

void ByteWriter::text(std::string_view v) {
  varint(v.size());
  out_.insert(out_.end(), v.begin(), v.end());
}

void ByteWriter::blob(BytesView v) {
  varint(v.size());
  raw(v);
}

void ByteWriter::raw(BytesView v) { out_.insert(out_.end(), v.begin(), v.end()); }

Result<std::uint8_t> ByteReader::u8() {
  if (at_ >= in_.size()) return bad_bytes(at_);
  return in_[at_++];
}

Result<std::uint64_t> ByteReader::varint() {
  std::uint64_t v = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (at_ >= in_.size()) return bad_bytes(at_);
    const std::uint8_t b = in_[at_++];
    if (shift == 63 && b > 1) return bad_bytes(at_);
    v |= static_cast<std::uint64_t>(b & 0x7f) << shift;
    if (!(b & 0x80)) {
      if (b == 0 && shift != 0) return bad_bytes(at_);  // not minimal
      return v;
    }
  }
  return bad_bytes(at_);
}

Result<std::int64_t> ByteReader::zigzag() {
  const std::uint64_t v = TRY(varint());
  return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}

Result<std::string_view> ByteReader::text() {
  const BytesView v = TRY(blob());
  return std::string_view(reinterpret_cast<const char*>(v.data()), v.size());
}

Result<BytesView> ByteReader::blob() {
  const std::uint64_t n = TRY(varint());
  if (n > remaining()) return bad_bytes(at_);
  return raw(static_cast<std::size_t>(n));
}

Result<BytesView> ByteReader::raw(std::size_t n) {
  if (n > remaining()) return bad_bytes(at_);
  const BytesView v = in_.subspan(at_, n);
  at_ += n;
  return v;
}

}  // namespace chancery
