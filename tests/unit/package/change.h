// One change of the shipped package and the fault that it must be refused with: code, file, place and parameters.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "tests/unit/package/shipped.h"

namespace chancery::package::test {

struct Change {
  const char* what;
  std::string path;
  std::string from;
  std::string to;  // "@" marks the place that the finding must name; without it the finding speaks of the whole file
  std::string code;
  std::vector<MessageParameter> parameters;  // some of those of the finding
  std::string told_in = {};                  // the file of the finding, where that is not the changed one
};

inline void PrintTo(const Change& change, std::ostream* out) { *out << change.what; }

// Whether the finding of that code stands in that file with these parameters.
bool is_finding(const Diagnostic& d, const std::string& file, const std::string& code,
                const std::vector<MessageParameter>& parameters);

// Made to the package; line and column of the mark, or zeros.
std::pair<int, int> make(const Change& change, Package& package);

void expect_refused(const Change& change);

// What holds for every answer of check(): no program with an error, and one without; every finding names a file of the
// package and has its text, with all that the text speaks of.
void expect_sound(const Checked& checked, const std::vector<File>& files);

}  // namespace chancery::package::test
