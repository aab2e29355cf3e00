// The demonstration begins in 2024, when its posts were elected: a clock that is set stands in for the machine's while it is loaded.
#include "adapters/cli/demo_cases.h"
#include "adapters/cli/demo_loader.h"
#include "adapters/cli/instance.h"
#include "adapters/cli/verbs.h"
#include "adapters/memory/clock.h"

namespace chancery::cli {

namespace {

constexpr std::string_view kFoundedAt = "2024-03-01T08:00:00+08:00";

// Four groups of letters and digits that are not mistaken for one another.
std::string random_password(ports::Entropy& entropy) {
  constexpr std::string_view kSigns = "abcdefghijkmnpqrstuvwxyz23456789";  // 32: every byte gives one without a bias
  std::array<std::uint8_t, 16> bytes{};
  entropy.fill(bytes);
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += kSigns[bytes[i] % kSigns.size()];
  }
  return out;
}

// The engine of the instance under a clock that is set.
class DemoStage final : public scenarios::Stage {
 public:
  DemoStage(Instance& instance, memory::ManualClock& clock) : instance_(instance), clock_(clock) {}
  service::Engine& engine() override { return *instance_.engine; }
  Instant now() const override { return clock_.now(); }
  const ZoneTable& zones() const override { return instance_.zones.table; }
  void advance_to(Instant instant) override {
    scenarios::fire_timers_until(engine(), clock_.now(), instant, [this](Instant at) { clock_.set(at); });
  }

 private:
  Instance& instance_;
  memory::ManualClock& clock_;
};

Result<void> load(Instance& instance, const CommonOptions& common, memory::ManualClock& clock, Terminal& terminal) {
  DemoOptions options;
  options.source_dir = common.source;
  options.founded_at = TRY(parse_rfc3339(kFoundedAt));
  options.set_clock = [&clock](Instant at) { clock.set(at); };
  const auto accounts = TRY(load_demo(*instance.engine, options));
  DemoStage stage(instance, clock);
  TRY_VOID(play_demo_cases(stage, common.source, instance.clock.now()));
  const std::string password = random_password(instance.entropy);
  for (const DemoAccount& account : accounts)
    TRY_VOID(instance.accounts->set_password(account.account, password, identity::FirstUse::kMayKeep));
  terminal.say("cli.demo-password", {{"password", password}});
  for (const DemoAccount& account : accounts)
    terminal.line("  " + account.account + "  " + account.name_zh + "  " + account.name_en);
  return {};
}

}  // namespace

ExitCode demo(const CommonOptions& common, Terminal& terminal) {
  if (has_database(common.data)) return terminal.fail(conflict("cli.database-exists", {{"folder", common.data}}));
  memory::ManualClock clock;
  InstanceOptions wanted;
  wanted.directory = common.data;
  wanted.create = true;
  wanted.clock = &clock;
  wanted.cost = identity::kLightCost;
  auto instance = open_instance(wanted);
  if (!instance) return terminal.fail(instance.error());
  const Result<void> loaded = load(**instance, common, clock, terminal);
  if (!loaded) return terminal.fail(loaded.error());
  return ExitCode::kOk;
}

}  // namespace chancery::cli
