// The named limits of the XML reader. A document that passes one is refused with xml.limit-… and the limit as
// parameter.
#pragma once

#include <cstddef>

namespace chancery::xml {

inline constexpr std::size_t kMaxDocumentBytes = 8u << 20;
inline constexpr std::size_t kMaxDepth = 200;
inline constexpr std::size_t kMaxElements = 200'000;
inline constexpr std::size_t kMaxAttributes = 256;  // of one element, namespace declarations counted

}  // namespace chancery::xml
