// The rules of the house that are about text and places: what may stand at the root, READMEs, long files, forgotten notes, machine paths,
// the shape of the changelog, and what the decision core's sources do without.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/tidy/tree.h"

namespace chancery::tidy {

// tests/tidy/allowances.md: what may break a rule, and why. First column: file.
struct Allowances {
  std::map<std::string, std::string> long_files;      // file → reason
  std::map<std::string, std::string> floating_point;  // file → reason
  Findings faults;                                    // an allowance without a reason or for a file that is not there
};
Allowances parse_allowances(std::string_view markdown);

Findings check_root(const std::vector<std::string>& entries);
// More than 500 lines only with a reason; an allowance that is not needed any more is a finding too.
Findings check_length(const std::vector<SourceFile>& files, const Allowances& allowances);
// Notes to be done later, and places that exist on one machine only.
Findings check_left_overs(const SourceFile& file);
// "# Changelog", "## Unreleased" or "## [1.2.3] - 2026-03-02", entries "- FEAT area: what" with FEAT, FIX, PERF or BREAKING.
Findings check_changelog(std::string_view text);
// No binary floating point, and no loop over an unordered container, whose order is that of hashes or addresses.
Findings check_determinism(const std::vector<SourceFile>& module_files, const Allowances& allowances);
// A TRY that is not the first in a braced list: when it returns, what stands before it in the list is made already and never destroyed.
Findings check_try_in_lists(const SourceFile& file);
// The first lines of a header say what it is.
Findings check_header_opening(const SourceFile& file);
// Lock files carry no address of a registry.
Findings check_lock_file(const SourceFile& file);

}  // namespace chancery::tidy
