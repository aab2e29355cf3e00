#include "engine/journal/commands.h"

namespace chancery::journal {

std::uint32_t command_kind(const CommandBody& body) {
  return std::visit([](const auto& c) { return std::decay_t<decltype(c)>::kCommand; }, body);
}

}  // namespace chancery::journal
