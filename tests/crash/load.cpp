#include "tests/crash/load.h"

namespace chancery::crash {

namespace {
constexpr std::uint64_t kRepeatOneIn = 16;
}

void Load::start(std::uint16_t port) {
  for (std::size_t i = 0; i < kClients; ++i)
    clients_.emplace_back([this, port, seed = random_()] { work(port, seed); });
}

void Load::join() {
  for (std::thread& client : clients_) client.join();
  clients_.clear();
}

void Load::work(std::uint16_t port, std::uint64_t seed) {
  HttpClient client(port);
  std::mt19937_64 random(seed);
  for (bool going_on = true; going_on;) {
    Matter& matter = ledger_.take();
    going_on = advance(client, matter, random);
    ledger_.give_back(matter);
  }
}

bool Load::advance(HttpClient& client, Matter& matter, std::mt19937_64& random) {
  auto sent = desk_.prepare(client, matter);
  if (!sent) return false;
  matter.in_flight = std::move(sent);
  const Sent request = *matter.in_flight;
  const HttpReply reply = desk_.send(client, matter, request);
  if (reply.delivery == Delivery::kNotSent) matter.in_flight.reset();
  if (reply.delivery == Delivery::kTimeout) ledger_.report(matter.title + ": no answer in time for " + request.key);
  if (reply.delivery != Delivery::kAnswered || !desk_.acknowledge(matter, request, reply)) return false;
  if (random() % kRepeatOneIn != 0) return true;
  const HttpReply again = desk_.send(client, matter, request);
  if (again.delivery != Delivery::kAnswered) return false;
  ++repeats_;
  if (std::string finding = desk_.difference(matter, matter.done.back(), again); !finding.empty())
    ledger_.report(std::move(finding));
  return true;
}

}  // namespace chancery::crash
