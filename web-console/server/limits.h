// Every limit of the server by name. Passing one is an answer with a reason or a closed connection, never a crash.
#pragma once

#include <chrono>
#include <cstddef>

namespace chancery::web_server {

struct Limits {
  std::size_t header_bytes_max = 16 << 10;    // request line and headers: 431
  std::size_t json_body_bytes_max = 1 << 20;  // 413
  std::size_t upload_bytes_max = 32 << 20;    // 413
  std::size_t bodies_bytes_max = 256 << 20;   // all bodies being read or answered at once: 503
  std::size_t json_depth_max = 32;            // 400 json.too-deep
  std::size_t connections_max = 4096;         // further ones get 503 and are closed
  std::size_t streams_max = 1024;             // live updates: 503
  std::size_t streams_per_person_max = 8;     // 503
  std::size_t work_queue_max = 1024;          // requests waiting for a worker: 503
  std::size_t sign_in_queue_max = 32;         // sign-ins waiting for a hash: 503
  std::size_t static_bytes_max = 128 << 20;   // the console's files, all together

  std::chrono::milliseconds idle{75'000};       // between two requests of a connection
  std::chrono::milliseconds header{10'000};     // from the first byte to the end of the header
  std::chrono::milliseconds body{30'000};       // and one second more for each slow_bytes announced
  std::chrono::milliseconds write{30'000};      // likewise
  std::size_t slow_bytes = 32 << 10;            // the slowest line that is served, bytes a second
  std::chrono::milliseconds heartbeat{15'000};  // of live updates
  std::chrono::milliseconds stream_tick{250};   // live updates are folded into one message in this time
  std::chrono::milliseconds drain{10'000};      // at stop, for what is being answered
};

}  // namespace chancery::web_server
