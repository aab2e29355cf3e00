// HttpMetrics: how many requests, how long, how they ended; and the text form that Prometheus reads. Labels are route patterns and
// statuses, never ids.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace chancery::web_server {

class HttpMetrics {
 public:
  void record(std::string_view method, std::string_view route, int status, std::chrono::microseconds duration);
  std::string text() const;

 private:
  static constexpr std::array<std::int64_t, 12> kBucketsUs = {
      1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
  struct Series {
    std::array<std::uint64_t, kBucketsUs.size()> buckets{};  // each counts only its own
    std::uint64_t count = 0;
    std::uint64_t sum_us = 0;
    std::map<int, std::uint64_t> by_status;
  };
  mutable std::mutex lock_;
  std::map<std::pair<std::string, std::string>, Series> series_;  // by route, method
};

// "# TYPE name kind", "name value".
void write_metric(std::string& out, std::string_view name, std::string_view kind, std::uint64_t value);

}  // namespace chancery::web_server
