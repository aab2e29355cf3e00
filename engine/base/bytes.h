// ByteWriter and ByteReader: the one binary form below journal, snapshots and value encoding.
//
// Unsigned integers are LEB128 of minimal length, signed ones zigzag first, text and blobs carry their length. The reader
// checks every bound and refuses non-minimal integers, so that each value has exactly one form (base.bad-bytes).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace chancery {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

class ByteWriter {
 public:
  void u8(std::uint8_t v) { out_.push_back(v); }
  void varint(std::uint64_t v);
  void zigzag(std::int64_t v);
  void text(std::string_view v);
  void blob(BytesView v);
  void raw(BytesView v);

  const Bytes& bytes() const { return out_; }
  Bytes take() { return std::move(out_); }
  void clear() { out_.clear(); }
  std::size_t size() const { return out_.size(); }

 private:
  Bytes out_;
};

class ByteReader {
 public:
  explicit ByteReader(BytesView in) : in_(in) {}
  Result<std::uint8_t> u8();
  Result<std::uint64_t> varint();
  Result<std::int64_t> zigzag();
  Result<std::string_view> text();  // a view into the input; UTF-8 is not checked here
  Result<BytesView> blob();
  Result<BytesView> raw(std::size_t n);
  bool at_end() const { return at_ == in_.size(); }
  std::size_t position() const { return at_; }
  std::size_t remaining() const { return in_.size() - at_; }

 private:
  BytesView in_;
  std::size_t at_ = 0;
};

}  // namespace chancery
