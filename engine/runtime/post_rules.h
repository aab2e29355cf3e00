// The rule of a post: what the package declares of it (duties.json "posts"), in the form the directory's decisions take.
#pragma once

#include <string_view>

#include "engine/directory/decide.h"
#include "engine/runtime/program.h"

namespace chancery::runtime {

// Error: runtime.unknown-post {post}.
Result<directory::PostRule> post_rule(const Program& program, std::string_view post);

}  // namespace chancery::runtime
