// The one place that includes RapidJSON. Private to this module; everyone else sees Value.
#pragma once

#define RAPIDJSON_HAS_STDSTRING 0
#ifdef __clang__
// Its stack compares an empty buffer's null plus a length with the end: harmless, and told by clang's sanitizer.
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/error/error.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#ifdef __clang__
#pragma clang attribute pop
#endif
