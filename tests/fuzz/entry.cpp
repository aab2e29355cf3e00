// What libFuzzer calls. One executable per target, which the build names.
#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return chancery::fuzz::CHANCERY_FUZZ_TARGET(data, size);
}
