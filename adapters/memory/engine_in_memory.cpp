#include "adapters/memory/engine_in_memory.h"

#include <algorithm>
#include <limits>

namespace chancery::memory {

namespace {
constexpr int kFiringsMax = 2000;  // of one move of the clock
}

Result<void> EngineInMemory::open() {
  service::EngineOptions options = Stores::options();
  options.timers = false;
  engine_ = TRY(service::Engine::open(stores_.ports(), std::move(options)));
  return {};
}

void EngineInMemory::close() {
  engine_->stop();
  engine_.reset();
}

std::optional<EngineInMemory::Due> EngineInMemory::next_due(Instant until, const Due& after) const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  const auto next = impl.hot.timers.upper_bound(after);
  if (next == impl.hot.timers.end() || std::get<Instant>(*next) > until) return std::nullopt;
  return *next;
}

bool EngineInMemory::advance(Instant goal) {
  Due refused{Instant{std::numeric_limits<std::int64_t>::min()}, CaseId{}, 0};
  for (int firing = 0; firing < kFiringsMax; ++firing) {
    const auto due = next_due(goal, refused);
    if (!due) {
      stores_.clock.set(goal);
      return true;
    }
    const auto& [at, case_id, timer] = *due;
    stores_.clock.set(std::max(at, stores_.clock.now()));
    journal::Command command;
    command.actor.service = "clock";
    command.body = journal::FireTimer{case_id, timer};
    if (std::holds_alternative<service::Rejection>(engine_->execute(std::move(command)))) refused = *due;
  }
  return false;
}

std::optional<Instant> EngineInMemory::next_timer() const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  if (impl.hot.timers.empty()) return std::nullopt;
  return std::get<Instant>(*impl.hot.timers.begin());
}

Result<std::vector<journal::Record>> EngineInMemory::records_after(EventNumber number) const {
  std::vector<journal::Record> out;
  Result<void> decoded;
  TRY_VOID(stores_.events.read_after(number, [&](EventNumber, BytesView bytes) {
    auto record = journal::decode_record(bytes);
    if (!record) {
      decoded = record.error();
      return false;
    }
    out.push_back(std::move(record).value());
    return true;
  }));
  TRY_VOID(decoded);
  return out;
}

}  // namespace chancery::memory
