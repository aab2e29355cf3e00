// Canonical bytes of a value: what stands in events, ledger leaves and snapshots. One value has one form: a kind byte
// (ValueKind), minimal integers, decimals without trailing zeros, text as received, contexts in their order. Functions cannot
// be encoded (assert): the runtime refuses to store them.
#pragma once

#include "engine/base/bytes.h"
#include "engine/value/value.h"

namespace chancery {

inline constexpr int kValueDepthMax = 64;  // nesting of lists and contexts that can be stored

void encode(ByteWriter& out, const Value& value);
// Errors: value.bad-bytes, base.bad-bytes; value.too-deep {limit}.
Result<Value> decode_value(ByteReader& in);
// True when encode() may be called: no function inside, depth at most kValueDepthMax.
bool is_encodable(const Value& value);

}  // namespace chancery
