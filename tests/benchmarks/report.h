// Report: what a benchmark says, in Markdown ready to be kept: machine, build, command and seed first, then tables.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/benchmarks/options.h"

namespace chancery::benchmarks {

// A list of machine, file system of `folder`, build, SQLite, date, command, seed.
std::string heading(const std::string& title, const Options& options, const std::string& folder);

class Table {
 public:
  explicit Table(std::vector<std::string> head) : rows_{std::move(head)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string whole(double number);                // 12,345
std::string fixed(double number, int decimals);  // 12.3
std::string percent(double part, double of);     // 51 %

// "met" or "missed", for the line that holds a figure against its aim.
const char* verdict(bool met);
// Prints the faults, if any; the exit code of the benchmark.
int finish(const std::vector<std::string>& faults);

}  // namespace chancery::benchmarks
