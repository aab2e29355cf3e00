#include "tests/benchmarks/meters.h"

#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "engine/base/assert.h"

namespace chancery::benchmarks {

namespace {

std::int64_t read_clock(clockid_t clock) {
  timespec t{};
  CHANCERY_ASSERT(clock_gettime(clock, &t) == 0);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

// The number after a word at the beginning of a line.
std::uint64_t number_after(const std::string& file, const std::string& word) {
  std::ifstream in(file);
  std::string name;
  std::string rest;
  while (in >> name && std::getline(in, rest))
    if (name == word) return std::stoull(rest);
  CHANCERY_ASSERT(!"the kernel keeps this counter");
  return 0;
}

}  // namespace

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::int64_t thread_cpu_ns() { return read_clock(CLOCK_THREAD_CPUTIME_ID); }

ThreadMeter::ThreadMeter() : thread_(static_cast<pid_t>(::syscall(SYS_gettid))) {
  CHANCERY_ASSERT(pthread_getcpuclockid(pthread_self(), &clock_) == 0);
}

std::int64_t ThreadMeter::cpu_ns() const { return read_clock(clock_); }

std::int64_t ThreadMeter::waited_ns() const {
  std::ifstream in("/proc/self/task/" + std::to_string(thread_) + "/schedstat");
  std::int64_t on_core = 0;
  std::int64_t waited = 0;
  in >> on_core >> waited;
  CHANCERY_ASSERT(!in.fail());
  return waited;
}

std::int64_t process_cpu_ns(pid_t process) {
  clockid_t clock{};
  CHANCERY_ASSERT(clock_getcpuclockid(process, &clock) == 0);
  return read_clock(clock);
}

Memory memory_now() {
  malloc_trim(0);
  const struct mallinfo2 heap = mallinfo2();
  return {number_after("/proc/self/status", "VmRSS:") * 1024, heap.uordblks + heap.hblkhd};
}

std::uint64_t folder_bytes(const std::string& folder) {
  std::uint64_t sum = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) sum += entry.file_size();
  return sum;
}

std::uint64_t written_bytes(const std::string& process) {
  return number_after("/proc/" + process + "/io", "write_bytes:");
}

double Latencies::quantile_ms(unsigned per_mille) const {
  if (ns_.empty()) return 0;
  if (sorted_ != ns_.size()) std::sort(ns_.begin(), ns_.end());
  sorted_ = ns_.size();
  const std::size_t rank = (ns_.size() * per_mille + 999) / 1000;
  return static_cast<double>(ns_[std::max<std::size_t>(rank, 1) - 1]) / 1e6;
}

}  // namespace chancery::benchmarks
