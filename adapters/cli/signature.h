// Signature: an administrator who stands for what a verb does, by account and password.
#pragma once

#include "adapters/cli/instance.h"
#include "adapters/cli/verbs.h"

namespace chancery::cli {

// Asks for the password and answers with the actor. Errors: those of read_password and authenticate.
Result<journal::Actor> sign(Instance& instance, const Signature& signature, Terminal& terminal);

// A name in both languages; the Chinese one stands for a missing English one.
Value name_pair(const std::string& zh, const std::string& en);

// Waits for the answer to a command; a rejection is shown.
ExitCode finish(const service::Answer& answer, Terminal& terminal);

}  // namespace chancery::cli
