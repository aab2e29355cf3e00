// The work that is measured: cases of `seal-use` in the two demonstration committees, from the request to the filing.
//
// Each case is planned by the seed: which committee, which paper, and whether the custodian scans at the stamp (then
// the case files itself and has two user tasks instead of three). Different persons ask, approve and stamp: the
// duties are on in every run.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/value/value.h"

namespace chancery::benchmarks {

struct Committee {
  std::string unit;
  std::string seal;
  std::string clerk;      // asks and files
  std::string chair;      // approves
  std::string custodian;  // stamps
};
const std::array<Committee, 2>& committees();

enum class Step : unsigned char { kStart, kApprove, kAffix, kFile };
inline constexpr std::size_t kSteps = 4;
const char* element_of(Step step);  // BPMN id of the user task; "" for the start
const std::string& account_of(Step step, const Committee& committee);

inline constexpr std::size_t kPapers = 16;

struct CasePlan {
  std::size_t committee = 0;
  std::size_t paper = 0;
  bool scans_at_stamp = false;
  Step last() const { return scans_at_stamp ? Step::kAffix : Step::kFile; }
};

class CasePlans {
 public:
  explicit CasePlans(std::uint64_t seed) : random_(seed) {}
  CasePlan next();

 private:
  std::mt19937_64 random_;
};

// All forms that a run submits, made once; handing one out costs nothing.
class Forms {
 public:
  Forms();
  const std::string& text(Step step, const CasePlan& plan) const { return texts_[place(step, plan)]; }
  const Value& value(Step step, const CasePlan& plan) const { return values_[place(step, plan)]; }

 private:
  static std::size_t place(Step step, const CasePlan& plan);
  std::vector<std::string> texts_;
  std::vector<Value> values_;
};

inline const std::string kWorkflow = "seal-use";
inline const std::string kBook = "seal-use-book";

}  // namespace chancery::benchmarks
