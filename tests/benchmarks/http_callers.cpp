#include "tests/benchmarks/http_callers.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "engine/base/assert.h"
#include "engine/json/json.h"

namespace chancery::benchmarks {

namespace {

constexpr std::uint64_t kReadWholeMax = 200;
constexpr int kEventsMax = 256;

// The first "id" inside the member `name`: without a JSON parser, whose cost would be the client's. check_reading
// holds it against one.
std::string_view id_in(std::string_view body, std::string_view name, char opening) {
  const std::string member = '"' + std::string(name) + "\":" + opening;
  const std::size_t at = body.find(member);
  if (at == body.npos) return {};
  body.remove_prefix(at + member.size());
  constexpr std::string_view kId = "\"id\":\"";
  const std::size_t id = body.find(kId);
  if (id == body.npos || body.substr(0, id).find_first_of("]}") != body.npos) return {};
  body.remove_prefix(id + kId.size());
  return body.substr(0, body.find('"'));
}

class Epoll {
 public:
  Epoll() : handle_(::epoll_create1(EPOLL_CLOEXEC)) { CHANCERY_ASSERT(handle_ >= 0); }
  Epoll(const Epoll&) = delete;
  Epoll& operator=(const Epoll&) = delete;
  ~Epoll() { ::close(handle_); }

  void watch(int socket, std::size_t number) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = number;
    CHANCERY_ASSERT(::epoll_ctl(handle_, EPOLL_CTL_ADD, socket, &event) == 0);
  }
  template <class Visit>
  Result<void> wait(Visit&& visit) {
    std::array<epoll_event, kEventsMax> events;
    const int count = ::epoll_wait(handle_, events.data(), kEventsMax, -1);
    CHANCERY_ASSERT(count >= 0 || errno == EINTR);
    for (int i = 0; i < count; ++i) TRY_VOID(visit(events[static_cast<std::size_t>(i)].data.u64));
    return {};
  }

 private:
  int handle_;
};

}  // namespace

Result<LoadTimes> HttpCallers::play(std::uint16_t port, const LoadLimits& limits, Tally& tally) {
  limits_ = limits;
  tally_ = &tally;
  Epoll epoll;
  std::vector<Client> clients;
  clients.reserve(static_cast<std::size_t>(limits.callers));
  for (int i = 0; i < limits.callers; ++i) {
    clients.emplace_back(TRY(HttpWire::connect(port)));
    epoll.watch(clients.back().wire.socket(), clients.size() - 1);
  }
  LoadTimes times;
  began_ns_ = now_ns();
  const std::int64_t cpu = thread_cpu_ns();
  std::size_t open = 0;
  for (Client& client : clients) {
    if (!may_begin()) break;
    begin_case(client);
    TRY_VOID(send(client));
    ++open;
  }
  const auto on_readable = [&](std::size_t number) -> Result<void> {
    Client& client = clients[number];
    TRY_VOID(client.wire.read());
    HttpAnswer answer;
    if (!TRY(client.wire.take(answer))) return {};
    if (take(client, answer)) return send(client);
    --open;
    return {};
  };
  while (open > 0) TRY_VOID(epoll.wait(on_readable));
  times.wall_ns = now_ns() - began_ns_;
  times.cpu_ns = thread_cpu_ns() - cpu;
  return times;
}

bool HttpCallers::may_begin() const {
  return cases_ < limits_.cases_max && (limits_.ns == 0 || now_ns() - began_ns_ < limits_.ns);
}

void HttpCallers::begin_case(Client& client) {
  client.plan = plans_.next();
  client.step = Step::kStart;
  client.case_id.clear();
  client.task.clear();
  client.case_number = ++cases_;
}

Result<void> HttpCallers::send(Client& client) {
  const std::string key = "desk-" + std::to_string(client.case_number) + "-" + element_of(client.step);
  const std::string request = people_.request(client.step, client.plan, key, client.task);
  client.sent_ns = now_ns();
  return client.wire.send(request);
}

bool HttpCallers::take(Client& client, const HttpAnswer& answer) {
  tally_->latencies.add(now_ns() - client.sent_ns);
  if (answer.status != (client.step == Step::kStart ? 201 : 200)) {
    tally_->fault("status " + std::to_string(answer.status) + " at " + element_of(client.step) + ": " +
                  std::string(answer.body.substr(0, 300)));
    return false;
  }
  const std::string_view case_id = id_in(answer.body, "case", '{');
  if (case_id.empty() || (!client.case_id.empty() && client.case_id != case_id))
    tally_->fault("an answer of another case: " + std::string(answer.body.substr(0, 300)));
  client.case_id = case_id;
  client.task = id_in(answer.body, "tasks", '[');
  if (read_whole_ < kReadWholeMax) check_reading(client, answer.body);
  const bool is_last = client.step == client.plan.last();
  if (client.task.empty() != is_last) {
    tally_->fault("case " + client.case_id + (is_last ? " goes on" : " stands") + " after " + element_of(client.step));
    return false;
  }
  ++(client.step == Step::kStart ? tally_->started : tally_->tasks);
  if (client.step == Step::kAffix) ++tally_->stamped;
  if (is_last) ++tally_->ended;
  return step_on(client);
}

// The quick reading of an answer is the same as the whole one, and the case says that it has ended.
void HttpCallers::check_reading(const Client& client, std::string_view body) {
  ++read_whole_;
  const auto whole = json::parse_json(body);
  const Value& tasks = whole ? whole->get("tasks") : Value();
  const bool has_task = tasks.is_list() && !tasks.as_list().empty();
  const std::string_view task = has_task ? tasks.as_list().front().get_text("id") : std::string_view();
  const bool ended = client.step == client.plan.last();
  if (!whole || task != client.task || whole->get("case").get_text("id") != client.case_id ||
      (whole->get("case").get_text("state") == "ended") != ended)
    tally_->fault("unexpected answer: " + std::string(body.substr(0, 400)));
}

bool HttpCallers::step_on(Client& client) {
  if (client.step != client.plan.last()) {
    client.step = static_cast<Step>(static_cast<unsigned>(client.step) + 1);
    return true;
  }
  if (!may_begin()) return false;
  begin_case(client);
  return true;
}

}  // namespace chancery::benchmarks
