// Meters: what a run costs. CPU time of threads and processes, time spent waiting for a core, memory, files,
// latencies.
//
// All read the kernel's own counters of this Linux; a counter that cannot be read is an assertion, never a zero in a
// table.
#pragma once

#include <pthread.h>
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace chancery::benchmarks {

std::int64_t now_ns();         // steady
std::int64_t thread_cpu_ns();  // of the calling thread

// The clocks of the thread that made it, to be read by any thread while that one lives.
class ThreadMeter {
 public:
  ThreadMeter();
  std::int64_t cpu_ns() const;
  std::int64_t waited_ns() const;  // runnable, but without a core

 private:
  clockid_t clock_{};
  pid_t thread_ = 0;
};

std::int64_t process_cpu_ns(pid_t process);  // all threads of a living process

struct Memory {
  std::uint64_t resident = 0;   // bytes of the process that stand in RAM
  std::uint64_t allocated = 0;  // bytes handed out by malloc
};
Memory memory_now();  // after giving free memory back to the kernel

std::uint64_t folder_bytes(const std::string& folder);             // sizes of all files below it
std::uint64_t written_bytes(const std::string& process = "self");  // handed to the disk so far, by /proc/…/io

// Latencies of single acts; quantiles are exact.
class Latencies {
 public:
  void add(std::int64_t ns) { ns_.push_back(ns); }
  std::size_t count() const { return ns_.size(); }
  // The smallest value that `per_mille` thousandths of all do not pass, in ms. 0 when there are none.
  double quantile_ms(unsigned per_mille) const;

 private:
  mutable std::vector<std::int64_t> ns_;  // put in order by the first question
  mutable std::size_t sorted_ = 0;
};

}  // namespace chancery::benchmarks
