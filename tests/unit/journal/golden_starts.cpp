// Timers of start events and what scopes remember: kinds 60 to 72.
#include "tests/unit/journal/golden.h"

namespace chancery::journal::test {

std::vector<Golden> golden_starts() {
  return {
      {60,
       1,
       "3c01",
       StartTimerSet{.timer = 1,
                     .package = PackageId{7},
                     .process = 2,
                     .ordinal = 84,
                     .unit = UnitId{3},
                     .unit_kind = "gacha",
                     .written = "2 R/P7D",
                     .armed = true,
                     .due_ms = kNow.ms,
                     .repeat_left = 0xFFFFFFFF,
                     .every_ms = 604'800'000,
                     .every_months = 1,
                     .day = 31},
       {"0101", "0207", "0302", "0454", "0503", "06056761636861", "07073220522f503744", "0801", "09809af9c09567",
        "0affffffff0f", "0b8090e4c004", "0c01", "0d1f"}},
      {61,
       1,
       "3d01",
       StartTimerFired{.timer = 1, .armed = true, .due_ms = kNow.ms, .repeat_left = 2},
       {"0101", "0201", "03809af9c09567", "0402"}},
      {62, 1, "3e01", StartTimerEnded{.timer = 1}, {"0101"}},
      {63,
       1,
       "3f01",
       StartFailed{.package = PackageId{7},
                   .process = 2,
                   .ordinal = 84,
                   .unit = UnitId{3},
                   .code = "runtime.no-flow",
                   .parameters = {{"element", "x"}}},
       {"0107", "0202", "0354", "0403", "050f72756e74696d652e6e6f2d666c6f77", "060107656c656d656e740178"}},
      {70,
       1,
       "4601",
       GatewayActivated{.scope = InstanceId{9}, .ordinal = 84, .flows = {7, 300}},
       {"0109", "0254", "030207ac02"}},
      {71, 1, "4701", GatewayReset{.scope = InstanceId{9}, .ordinal = 84}, {"0109", "0254"}},
      {72, 1, "4801", AdHocAdvanced{.instance = InstanceId{9}, .begun = 2}, {"0109", "0202"}},
  };
}

}  // namespace chancery::journal::test
