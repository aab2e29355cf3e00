// The server on a real socket: keep-alive, limits of size and time, live updates, stopping.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/unit/web_server/fixture.h"
#include "web-console/server/listener.h"

namespace chancery::web_server {

namespace {

class TwoWords final : public EventStream {
 public:
  std::string take() override {
    return taken_++ < 2 ? "event: task\nid: " + std::to_string(taken_) + "\ndata: {}\n\n" : "";
  }
  bool is_still_open() override { return true; }

 private:
  int taken_ = 0;
};

}  // namespace

void answer_stream(const CallPointer& call) {
  Response response;
  response.set("Content-Type", "text/event-stream");
  response.stream = std::make_shared<TwoWords>();
  call->answer(std::move(response));
}

void answer_late(const CallPointer& call) {
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  echo(call);
}

namespace {

using std::chrono::milliseconds;

// A client that says exactly what it is told to.
class Wire {
 public:
  explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  ~Wire() { ::close(socket_); }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  bool connected() const { return connected_; }
  bool say(std::string_view text) {
    while (!text.empty()) {
      const auto n = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  // More bytes into `heard`; false at the end of the connection or when nothing came in time.
  bool hear(milliseconds patience = milliseconds(3000)) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return false;
    char buffer[4096];
    const auto n = ::recv(socket_, buffer, sizeof buffer, 0);
    ended = n <= 0;
    if (n > 0) heard.append(buffer, static_cast<std::size_t>(n));
    return n > 0;
  }
  bool hear_until(std::string_view text) {
    while (heard.find(text) == heard.npos)
      if (!hear()) return false;
    return true;
  }
  // One whole answer by its Content-Length, taken out of `heard`.
  std::string answer() {
    if (!hear_until("\r\n\r\n")) return heard;
    const std::size_t head = heard.find("\r\n\r\n") + 4;
    const std::size_t at = heard.find("Content-Length: ");
    const std::size_t length = at < head ? std::stoul(heard.substr(at + 16)) : 0;
    while (heard.size() < head + length)
      if (!hear()) break;
    const std::string one = heard.substr(0, head + length);
    heard.erase(0, head + length);
    return one;
  }
  bool is_closed(milliseconds patience = milliseconds(3000)) {
    while (hear(patience)) continue;
    return ended;
  }
  std::string heard;
  bool ended = false;

 private:
  int socket_;
  bool connected_ = false;
};

class WireTest : public Office {
 protected:
  WireTest() {
    Limits& limits = services_->limits;
    limits.header_bytes_max = 2048;
    limits.bodies_bytes_max = 150'000;
    limits.connections_max = 8;
    limits.idle = milliseconds(400);
    limits.header = milliseconds(400);
    limits.body = milliseconds(400);
    limits.stream_tick = milliseconds(20);
    limits.heartbeat = milliseconds(100);
    limits.drain = milliseconds(2000);
    gate_.emplace(services_, kPlaces, StaticFiles(), GateOptions{});
    listener_ = Listener::start("127.0.0.1", 0, 2, limits, *gate_).value();
  }
  ~WireTest() override { listener_->stop(); }

  std::string exchange(std::string_view text) {
    Wire wire(listener_->port());
    wire.say(text);
    return wire.answer();
  }
  static bool begins(const std::string& text, std::string_view with) { return text.starts_with(with); }

  std::optional<Gate> gate_;
  std::unique_ptr<Listener> listener_;
};

constexpr std::string_view kOpen = "GET /api/open HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_F(WireTest, OneConnectionManyRequests) {
  Wire wire(listener_->port());
  for (int i = 0; i < 5; ++i) {
    wire.say(kOpen);
    EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 200 OK\r\n"));
  }
}

TEST_F(WireTest, RequestsInOneGoAreAnsweredInOrder) {
  Wire wire(listener_->port());
  wire.say(std::string(kOpen) + "GET /api/nothing HTTP/1.1\r\nHost: a\r\n\r\n" + std::string(kOpen));
  EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 200"));
  EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 404"));
  EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 200"));
}

TEST_F(WireTest, WhoAsksToCloseIsClosed) {
  Wire wire(listener_->port());
  wire.say("GET /api/open HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(wire.answer().find("Connection: close\r\n") != std::string::npos);
  EXPECT_TRUE(wire.is_closed());
}

TEST_F(WireTest, HeadHasTheLengthAndNoBody) {
  Wire wire(listener_->port());
  wire.say("HEAD /api/open HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(wire.hear_until("\r\n\r\n"));
  EXPECT_EQ(wire.heard.find("Content-Length: 0\r\n"), std::string::npos);
  EXPECT_TRUE(wire.heard.ends_with("\r\n\r\n"));
  wire.heard.clear();
  wire.say(kOpen);
  EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 200"));
}

TEST_F(WireTest, AHeaderTooLargeIsTold) {
  EXPECT_TRUE(begins(exchange("GET /api/open HTTP/1.1\r\nHost: a\r\nX-Much: " + std::string(3000, 'x') + "\r\n\r\n"),
                     "HTTP/1.1 431"));
}

TEST_F(WireTest, MalformedRequestsAreTold) {
  for (const char* text :
       {"nonsense\r\n\r\n", "GET /api/open HTTP/9.9\r\nHost: a\r\n\r\n", "GET /api/open HTTP/1.1\r\nHost a\r\n\r\n",
        "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "GET /api/open HTTP/1.1\r\n\r\n", "GET /api/open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"})
    EXPECT_TRUE(begins(exchange(text), "HTTP/1.1 400")) << text;
}

TEST_F(WireTest, ABodyTooLargeIsRefusedBeforeItIsRead) {
  Wire wire(listener_->port());
  wire.say("POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n");
  EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 413"));
  EXPECT_TRUE(wire.is_closed());
}

TEST_F(WireTest, AChunkedBodyIsHeldToTheLimitToo) {
  std::string text =
      "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 10; ++i) text += "400\r\n" + std::string(1024, ' ') + "\r\n";
  EXPECT_TRUE(begins(exchange(text + "0\r\n\r\n"), "HTTP/1.1 413"));
}

TEST_F(WireTest, AChunkedBodyIsRead) {
  EXPECT_NE(
      exchange(
          "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
          "5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n")
          .find(R"("body":{"a":1})"),
      std::string::npos);
}

TEST_F(WireTest, WhoWaitsForPermissionGetsIt) {
  Wire wire(listener_->port());
  wire.say(
      "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(wire.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  wire.say("{}");
  EXPECT_TRUE(begins(wire.answer(), "HTTP/1.1 200"));
}

TEST_F(WireTest, WhoMayNotIsNotAskedForTheBody) {
  EXPECT_TRUE(
      begins(exchange("POST /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\nExpect: 100-continue\r\n\r\n"),
             "HTTP/1.1 401"));
}

TEST_F(WireTest, BodiesTogetherHaveALimit) {
  const std::string head =
      "POST /api/files HTTP/1.1\r\nHost: a\r\nCookie: session=t\r\nX-CSRF-Token: c\r\nContent-Length: 100000\r\n\r\n";
  Wire first(listener_->port());
  first.say(head + "x");
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_TRUE(begins(exchange(head), "HTTP/1.1 503"));
}

TEST_F(WireTest, AHeaderThatTricklesInEndsTheConnection) {
  Wire wire(listener_->port());
  const auto begun = std::chrono::steady_clock::now();
  bool open = true;
  for (int i = 0; i < 40 && open; ++i) {
    open = wire.say(i == 0 ? "GET /api/open HTTP/1.1\r\n" : "X: y\r\n") && !(wire.hear(milliseconds(50)) || wire.ended);
  }
  EXPECT_FALSE(open);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(1900));
}

TEST_F(WireTest, ABodyThatDoesNotComeEndsTheConnection) {
  Wire wire(listener_->port());
  wire.say("POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_TRUE(wire.is_closed());
}

TEST_F(WireTest, WhoSaysNothingIsClosed) {
  Wire wire(listener_->port());
  EXPECT_TRUE(wire.is_closed());
}

TEST_F(WireTest, TooManyConnectionsAreTurnedAway) {
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 8; ++i) {
    wires.push_back(std::make_unique<Wire>(listener_->port()));
    wires.back()->say(kOpen);
    EXPECT_TRUE(begins(wires.back()->answer(), "HTTP/1.1 200"));
  }
  EXPECT_TRUE(begins(exchange(kOpen), "HTTP/1.1 503"));
  wires.clear();
  for (int i = 0; i < 100 && listener_->connections() > 0; ++i) std::this_thread::sleep_for(milliseconds(10));
  EXPECT_TRUE(begins(exchange(kOpen), "HTTP/1.1 200"));
}

TEST_F(WireTest, AStreamIsSentAndKeptAlive) {
  Wire wire(listener_->port());
  wire.say("GET /api/stream HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(wire.hear_until("Content-Type: text/event-stream\r\n"));
  EXPECT_TRUE(wire.hear_until("id: 2\ndata: {}\n\n"));
  EXPECT_TRUE(wire.hear_until("\n\n:\n\n")) << "heartbeat";
  EXPECT_EQ(wire.heard.find("Content-Length"), std::string::npos);
}

TEST_F(WireTest, StoppingAnswersWhatWasBegun) {
  Wire late(listener_->port());
  late.say("GET /api/late HTTP/1.1\r\nHost: a\r\n\r\n");
  Wire idle(listener_->port());
  Wire stream(listener_->port());
  stream.say("GET /api/stream HTTP/1.1\r\nHost: a\r\n\r\n");
  stream.hear_until("id: 2");
  const auto begun = std::chrono::steady_clock::now();
  listener_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(1500));
  const std::string answer = late.answer();
  EXPECT_TRUE(begins(answer, "HTTP/1.1 200")) << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(idle.is_closed());
  EXPECT_TRUE(stream.is_closed());
  EXPECT_FALSE(Wire(listener_->port()).connected());
}

TEST_F(WireTest, AClientThatLeavesHarmsNobody) {
  for (int i = 0; i < 5; ++i) {
    Wire wire(listener_->port());
    wire.say("GET /api/late HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  std::this_thread::sleep_for(milliseconds(500));
  EXPECT_TRUE(begins(exchange(kOpen), "HTTP/1.1 200"));
}

TEST(ListenerTest, AddressesThatCannotBe) {
  class Nobody final : public Application {
    Admission admit(Request) override { return {}; }
    void handle(std::shared_ptr<Call>, std::string, Reply) override {}
    Response unreadable(int) override { return {}; }
  } nobody;
  EXPECT_EQ(Listener::start("nowhere", 0, 1, {}, nobody).error().code, "server.bad-address");
  EXPECT_EQ(Listener::start("203.0.113.1", 0, 1, {}, nobody).error().code, "server.cannot-listen");
  const auto first = Listener::start("127.0.0.1", 0, 1, {}, nobody);
  ASSERT_TRUE(first);
  EXPECT_EQ(Listener::start("127.0.0.1", (*first)->port(), 1, {}, nobody).error().code, "server.cannot-listen");
}

}  // namespace
}  // namespace chancery::web_server
