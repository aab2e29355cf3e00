// CHANCERY_ASSERT: a broken assumption of ours stops the program, in release too; a restart replays from the journal.
#pragma once

namespace chancery {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
}

#define CHANCERY_ASSERT(expression) \
  (static_cast<bool>(expression) ? static_cast<void>(0) : ::chancery::assertion_failed(#expression, __FILE__, __LINE__))
