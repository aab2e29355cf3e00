// Meetings as the contract shows them. Under the lock.
#pragma once

#include "engine/service/queries/sight.h"
#include "engine/service/queries/story.h"

namespace chancery::service::queries {

inline constexpr std::string_view kMeetingKind = "meeting";

Value meeting_summary(const Reading& reading, const registers::Entity& meeting);
// The meetings that records of the case made or changed, in that order.
List meetings_of_case(const Reading& reading, const Story& story);

}  // namespace chancery::service::queries
