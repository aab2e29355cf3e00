// Report: one line for every wrong case, and the numbers.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

namespace chancery::conformance {

struct Tally {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

class Report {
 public:
  explicit Report(std::ostream& out) : out_(out) {}
  void pass(std::string_view suite, std::string_view area);
  // `what`: the step, what was expected, what is.
  void fail(std::string_view suite, std::string_view area, std::string_view id, std::string_view what);
  void skip(std::string_view suite, std::string_view area, std::string_view id, std::string_view reason);
  // The numbers by area, then "N passed, N failed, N skipped".
  void close() const;
  const Tally& total() const { return total_; }
  const std::map<std::string, Tally, std::less<>>& suites() const { return suites_; }

 private:
  Tally& area(std::string_view suite, std::string_view area);

  std::ostream& out_;
  Tally total_;
  std::map<std::string, Tally, std::less<>> suites_;
  std::map<std::string, Tally, std::less<>> areas_;
};

}  // namespace chancery::conformance
