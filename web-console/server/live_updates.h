// LiveUpdates: what commits told, for the streams of /api/v1/events. The writer only appends to a bounded ring; every stream has its own
// place in the ring and reads on when its connection asks. One that fell out of the ring, or resumes from before it, gets one
// "reset" and goes on from the end: its client then reads everything again.
//
// A notice tells that something of a unit changed, with the unit's id and nothing else. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "web-console/server/http.h"

namespace chancery::web_server {

inline constexpr std::size_t kNoticesMax = 4096;

struct LiveReader {
  PersonId person;
  std::function<std::vector<UnitId>()> units;  // those whose notices he gets; asked at the start and at every heartbeat
  std::function<bool()> is_signed_in;          // asked at every heartbeat
};

class LiveUpdates : public std::enable_shared_from_this<LiveUpdates> {
 public:
  // `last`: number of the last commit there is; a stream without Last-Event-ID starts behind it.
  LiveUpdates(EventNumber last, std::size_t streams_max, std::size_t streams_per_person_max)
      : streams_max_(streams_max), per_person_max_(streams_per_person_max), first_{last}, last_(last.value) {}

  // Called on the writer thread after a commit. No units: everybody is concerned.
  void publish(EventNumber last, const std::vector<UnitId>& units);
  // nullptr when there are too many streams.
  std::shared_ptr<EventStream> open(LiveReader reader, std::optional<EventNumber> last_event_id);
  std::size_t streams() const { return streams_.load(); }

 private:
  friend class LiveStream;
  struct Notice {
    EventNumber last;
    std::vector<UnitId> units;
  };
  struct News {
    bool lost = false;
    bool everybody = false;
    EventNumber last;
    std::vector<UnitId> units;  // ascending, each once
  };
  News after(EventNumber number) const;
  bool enter(PersonId person);
  void leave(PersonId person);

  const std::size_t streams_max_;
  const std::size_t per_person_max_;
  mutable std::mutex lock_;
  std::deque<Notice> ring_;
  EventNumber first_;  // everything after this number is in the ring
  std::atomic<std::uint64_t> last_;
  std::atomic<std::size_t> streams_{0};
  std::vector<PersonId> readers_;  // one entry for each stream
};

}  // namespace chancery::web_server
