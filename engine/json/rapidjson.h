// The one place that includes RapidJSON. Private to this module; everyone else sees Value.
#pragma once

#define RAPIDJSON_HAS_STDSTRING 0
#include <rapidjson/error/error.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
