// Records in short, for people: "+user_1" begins, "user_1" passed or is done, "-user_1" was ended, "user_1 kept", and
// what was compensated.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "engine/journal/record.h"
#include "engine/runtime/program.h"

namespace chancery::simulation {

class Trace {
 public:
  std::string text_of(const journal::Record& record, const runtime::Program& program);

 private:
  struct Where {
    std::uint32_t process = 0;
    std::uint32_t ordinal = 0;
  };
  std::map<std::pair<CaseId, InstanceId>, Where> instances_;
};

}  // namespace chancery::simulation
