// HttpCallers: N clients over N keep-alive connections, each with one case in flight; one thread plays all of them
// with epoll. Only acts are sent (no reading of pages), so that a figure is comparable with the one in process.
#pragma once

#include "tests/benchmarks/callers.h"
#include "tests/benchmarks/http_people.h"
#include "tests/benchmarks/tally.h"

namespace chancery::benchmarks {

class HttpCallers {
 public:
  HttpCallers(const HttpPeople& people, std::uint64_t seed) : people_(people), plans_(seed) {}
  // Plays until the limits are reached and no answer is open. LoadTimes::cpu_ns is all of the client's; door_ns stays
  // 0. Errors: those of HttpWire; wrong answers go into the tally.
  Result<LoadTimes> play(std::uint16_t port, const LoadLimits& limits, Tally& tally);

 private:
  struct Client {
    explicit Client(HttpWire&& connected) : wire(std::move(connected)) {}
    HttpWire wire;
    CasePlan plan;
    Step step = Step::kStart;
    std::string case_id;
    std::string task;
    std::uint64_t case_number = 0;
    std::int64_t sent_ns = 0;
  };

  void begin_case(Client& client);
  Result<void> send(Client& client);
  // true: the client goes on.
  bool take(Client& client, const HttpAnswer& answer);
  bool step_on(Client& client);
  void check_reading(const Client& client, std::string_view body);
  bool may_begin() const;

  const HttpPeople& people_;
  CasePlans plans_;
  LoadLimits limits_;
  Tally* tally_ = nullptr;
  std::int64_t began_ns_ = 0;
  std::uint64_t cases_ = 0;
  std::uint64_t read_whole_ = 0;  // answers that were parsed to check the quick reading
};

}  // namespace chancery::benchmarks
