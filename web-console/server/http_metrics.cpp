#include "web-console/server/http_metrics.h"

namespace chancery::web_server {

namespace {

// Microseconds as seconds, "0.0025", "10": written with integers, so that it is the same everywhere.
std::string seconds_text(std::uint64_t us) {
  std::string text = std::to_string(us / 1'000'000);
  std::uint64_t rest = us % 1'000'000;
  if (rest == 0) return text;
  std::string digits = std::to_string(1'000'000 + rest).substr(1);
  while (digits.back() == '0') digits.pop_back();
  return text + '.' + digits;
}

std::string labels_of(const std::pair<std::string, std::string>& key) {
  return "method=\"" + key.second + "\",route=\"" + key.first + '"';
}

}  // namespace

void HttpMetrics::record(std::string_view method, std::string_view route, int status,
                         std::chrono::microseconds duration) {
  const std::lock_guard guard(lock_);
  Series& series = series_[{std::string(route), std::string(method)}];
  ++series.count;
  ++series.by_status[status];
  series.sum_us += static_cast<std::uint64_t>(duration.count());
  for (std::size_t i = 0; i < kBucketsUs.size(); ++i) {
    if (duration.count() > kBucketsUs[i]) continue;
    ++series.buckets[i];
    return;
  }
}

std::string HttpMetrics::text() const {
  const std::lock_guard guard(lock_);
  std::string out = "# TYPE chancery_http_request_duration_seconds histogram\n";
  const std::string name = "chancery_http_request_duration_seconds";
  for (const auto& [key, series] : series_) {
    const std::string labels = labels_of(key);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < kBucketsUs.size(); ++i) {
      below += series.buckets[i];
      out += name + "_bucket{" + labels + ",le=\"" + seconds_text(static_cast<std::uint64_t>(kBucketsUs[i])) + "\"} " +
             std::to_string(below) + '\n';
    }
    out += name + "_bucket{" + labels + ",le=\"+Inf\"} " + std::to_string(series.count) + '\n';
    out += name + "_sum{" + labels + "} " + seconds_text(series.sum_us) + '\n';
    out += name + "_count{" + labels + "} " + std::to_string(series.count) + '\n';
  }
  out += "# TYPE chancery_http_requests_total counter\n";
  for (const auto& [key, series] : series_)
    for (const auto& [status, count] : series.by_status)
      out += "chancery_http_requests_total{" + labels_of(key) + ",status=\"" + std::to_string(status) + "\"} " +
             std::to_string(count) + '\n';
  return out;
}

void write_metric(std::string& out, std::string_view name, std::string_view kind, std::uint64_t value) {
  out.append("# TYPE ").append(name).append(" ").append(kind).append("\n");
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace chancery::web_server
