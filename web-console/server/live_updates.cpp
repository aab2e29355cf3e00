#include "web-console/server/live_updates.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace chancery::web_server {

namespace {

// A commit does not tell what kind of thing changed, so each kind is told; a page listens to the kinds it shows.
constexpr std::array<std::string_view, 6> kKinds = {"case", "task", "register", "meeting", "directory", "incident"};

void write_event(std::string& out, std::string_view kind, EventNumber id, std::string_view data) {
  out.append("event: ").append(kind).append("\nid: ").append(std::to_string(id.value));
  out.append("\ndata: ").append(data).append("\n\n");
}

}  // namespace

class LiveStream final : public EventStream {
 public:
  LiveStream(std::shared_ptr<LiveUpdates> updates, LiveReader reader, EventNumber after)
      : updates_(std::move(updates)), reader_(std::move(reader)), units_(sorted_units()), last_(after) {}
  ~LiveStream() override { updates_->leave(reader_.person); }

  std::string take() override {
    std::string out;
    if (!begun_) out = "retry: 5000\n\n";
    begun_ = true;
    if (updates_->last_.load() <= last_.value) return out;
    const LiveUpdates::News news = updates_->after(last_);
    last_ = news.last;
    if (news.lost) {
      write_event(out, "reset", news.last, "{}");
      return out;
    }
    std::vector<UnitId> mine;
    std::set_intersection(news.units.begin(), news.units.end(), units_.begin(), units_.end(), std::back_inserter(mine));
    for (const std::string_view kind : kKinds) {
      if (news.everybody) write_event(out, kind, news.last, "{}");
      for (const UnitId unit : mine)
        write_event(out, kind, news.last, "{\"unit\":\"" + std::to_string(unit.value) + "\"}");
    }
    return out;
  }

  bool is_still_open() override {
    if (!reader_.is_signed_in()) return false;
    units_ = sorted_units();
    return true;
  }

 private:
  std::vector<UnitId> sorted_units() const {
    std::vector<UnitId> units = reader_.units();
    std::sort(units.begin(), units.end());
    return units;
  }

  std::shared_ptr<LiveUpdates> updates_;
  LiveReader reader_;
  std::vector<UnitId> units_;
  EventNumber last_;
  bool begun_ = false;
};

void LiveUpdates::publish(EventNumber last, const std::vector<UnitId>& units) {
  const std::lock_guard guard(lock_);
  ring_.push_back({last, units});
  if (ring_.size() > kNoticesMax) {
    first_ = ring_.front().last;
    ring_.pop_front();
  }
  last_.store(last.value);
}

LiveUpdates::News LiveUpdates::after(EventNumber number) const {
  const std::lock_guard guard(lock_);
  News news;
  news.last = EventNumber{last_.load()};
  news.lost = number < first_;
  if (news.lost) return news;
  auto at = std::upper_bound(ring_.begin(), ring_.end(), number,
                             [](EventNumber n, const Notice& notice) { return n < notice.last; });
  for (; at != ring_.end(); ++at) {
    news.everybody = news.everybody || at->units.empty();
    news.units.insert(news.units.end(), at->units.begin(), at->units.end());
  }
  std::sort(news.units.begin(), news.units.end());
  news.units.erase(std::unique(news.units.begin(), news.units.end()), news.units.end());
  return news;
}

bool LiveUpdates::enter(PersonId person) {
  const std::lock_guard guard(lock_);
  const auto own = static_cast<std::size_t>(std::count(readers_.begin(), readers_.end(), person));
  if (readers_.size() >= streams_max_ || own >= per_person_max_) return false;
  readers_.push_back(person);
  ++streams_;
  return true;
}

void LiveUpdates::leave(PersonId person) {
  const std::lock_guard guard(lock_);
  const auto found = std::find(readers_.begin(), readers_.end(), person);
  if (found == readers_.end()) return;
  readers_.erase(found);
  --streams_;
}

std::shared_ptr<EventStream> LiveUpdates::open(LiveReader reader, std::optional<EventNumber> last_event_id) {
  if (!enter(reader.person)) return nullptr;
  const EventNumber now{last_.load()};
  // A number from the future is one of another database: read everything again.
  const EventNumber after = !last_event_id ? now : *last_event_id > now ? EventNumber{} : *last_event_id;
  return std::make_shared<LiveStream>(shared_from_this(), std::move(reader), after);
}

}  // namespace chancery::web_server
