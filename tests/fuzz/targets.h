// The targets: bytes from outside go through one reader of the engine and through everything that a deployment does
// with what was read. Each returns 0; a property that does not hold throws (check.h). Called by libFuzzer (entry.cpp)
// and by the replay of the corpus.
#pragma once

#include <cstddef>
#include <cstdint>

namespace chancery::fuzz {

int fuzz_xml(const std::uint8_t* data, std::size_t size);
int fuzz_bpmn(const std::uint8_t* data, std::size_t size);
int fuzz_dmn(const std::uint8_t* data, std::size_t size);
int fuzz_feel(const std::uint8_t* data, std::size_t size);
int fuzz_json(const std::uint8_t* data, std::size_t size);

}  // namespace chancery::fuzz
