#include "engine/runtime/post_rules.h"

namespace chancery::runtime {

Result<directory::PostRule> post_rule(const Program& program, std::string_view post) {
  if (post == directory::kAdministratorPost) return directory::PostRule::administrator();
  const auto index = program.rules->find_post(post);
  if (!index) return invalid("runtime.unknown-post", {{"post", std::string(post)}});
  const duty::Post& declared = program.rules->post(*index);
  return directory::PostRule::declared(declared.id, {declared.name.zh, declared.name.en}, declared.elected,
                                       declared.of == duty::PostOf::kSeal, declared.designated_only, declared.single);
}

}  // namespace chancery::runtime
