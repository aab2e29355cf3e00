#include "tests/conformance/bpmn/report.h"

#include <ostream>

namespace chancery::conformance {

Tally& Report::area(std::string_view suite, std::string_view area) {
  return areas_[std::string(suite) + " " + std::string(area)];
}

void Report::pass(std::string_view suite, std::string_view of) {
  ++area(suite, of).passed;
  ++suites_[std::string(suite)].passed;
  ++total_.passed;
}

void Report::fail(std::string_view suite, std::string_view of, std::string_view id, std::string_view what) {
  out_ << "wrong " << suite << " " << id << " " << what << "\n";
  ++area(suite, of).failed;
  ++suites_[std::string(suite)].failed;
  ++total_.failed;
}

void Report::skip(std::string_view suite, std::string_view of, std::string_view id, std::string_view reason) {
  out_ << "skipped " << suite << " " << id << " " << reason << "\n";
  ++area(suite, of).skipped;
  ++suites_[std::string(suite)].skipped;
  ++total_.skipped;
}

void Report::close() const {
  const auto numbers = [this](const Tally& t) {
    out_ << t.passed << " passed, " << t.failed << " failed, " << t.skipped << " skipped\n";
  };
  for (const auto& [name, tally] : areas_) {
    out_ << name << ": ";
    numbers(tally);
  }
  numbers(total_);
}

}  // namespace chancery::conformance
