#include "tests/scenarios/bench.h"

#include <stdexcept>

#include "adapters/cli/demo_loader.h"
#include "engine/service/impl.h"

namespace chancery::scenarios {

Bench::Bench() {
  open();
  cli::DemoOptions options;
  options.source_dir = CHANCERY_SOURCE_DIR;
  options.scenario_people = true;
  options.set_clock = [this](Instant at) { stores_.clock.set(at); };
  options.founded_at = *parse_rfc3339("2024-03-01T08:00:00+08:00");
  const auto loaded = cli::load_demo(*engine_, options);
  if (!loaded) throw std::runtime_error("demonstration data: " + loaded.error().debug_text());
}

void Bench::open() {
  auto opened = service::Engine::open(stores_.ports(), memory::Stores::options());
  if (!opened) throw std::runtime_error("engine: " + opened.error().debug_text());
  engine_ = std::move(opened).value();
}

void Bench::advance_to(Instant instant) {
  fire_timers_until(*engine_, stores_.clock.now(), instant, [this](Instant at) { stores_.clock.set(at); });
}

std::string Bench::snapshot_text() {
  std::string out;
  const auto loaded = stores_.events.load_snapshot(
      [&out](CaseId id, BytesView bytes) -> Result<void> {
        out += std::to_string(id.value) + ":" + to_hex(bytes) + "\n";
        return {};
      },
      [&out](std::string_view name, BytesView bytes) -> Result<void> {
        out += std::string(name) + ":" + to_hex(bytes) + "\n";
        return {};
      });
  return loaded ? out : "unreadable snapshot";
}

std::string Bench::restart() {
  engine_->stop();
  engine_.reset();
  const std::string saved = snapshot_text();
  open();  // from the snapshot
  engine_->stop();
  engine_.reset();
  const auto dropped = stores_.events.drop_snapshot();
  open();  // from the journal alone
  engine_->stop();
  engine_.reset();
  const std::string replayed = snapshot_text();
  open();
  if (!dropped) return "the snapshot could not be dropped";
  return saved == replayed ? std::string() : "state after replay differs from the state that was saved";
}

}  // namespace chancery::scenarios
