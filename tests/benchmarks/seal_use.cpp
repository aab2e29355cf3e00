#include "tests/benchmarks/seal_use.h"

#include "engine/json/json.h"

namespace chancery::benchmarks {

namespace {

constexpr std::size_t kScanChoices = 2;
constexpr unsigned kOneScansOutOf = 4;

// A file that a form names; its content does not matter to the workflow, only that equal papers have equal hashes.
std::string file_json(const std::string& name, const std::string& seed, int size) {
  return R"({"name":")" + name + R"(","sha256":")" + to_hex(sha256(std::string_view(seed))) + R"(","size":)" +
         std::to_string(size) + "}";
}

std::string impressions_json(std::size_t paper) {
  const std::string count = std::to_string(1 + paper % 4);
  return R"("copies":)" + count + R"(,"impressions":)" + count;
}

std::string apply_json(const Committee& committee, std::size_t paper) {
  const std::string title = "关于第" + std::to_string(paper + 1) + "号事项的报告";
  return R"({"seal":")" + committee.seal + R"(","kind":"report","title":")" + title +
         R"(","purpose":"报送材料","file":)" + file_json(title + ".pdf", title, 20480) +
         R"(,"paper":"complete","pages":2,)" + impressions_json(paper) + R"(,"guarantee_no":"none"})";
}

std::string approve_json() { return R"({"decision":"approve","text_read":true,"guarantee_no":"none"})"; }

std::string affix_json(std::size_t paper, bool scans) {
  return R"({"decision":"affix","paper_matches_text":"page-by-page",)" + impressions_json(paper) +
         R"(,"place":"办公室","photo_after":)" + file_json("stamped.jpg", "photo" + std::to_string(paper), 102400) +
         (scans ? R"(,"scan":)" + file_json("scan.pdf", "scan" + std::to_string(paper), 20480) : "") +
         R"(,"guarantee_no":"none"})";
}

std::string file_form_json(std::size_t paper) {
  return R"({"target":"own-copy","scan":)" + file_json("scan.pdf", "scan" + std::to_string(paper), 20480) + "}";
}

std::string form_json(Step step, const CasePlan& plan) {
  switch (step) {
    case Step::kStart: return apply_json(committees()[plan.committee], plan.paper);
    case Step::kApprove: return approve_json();
    case Step::kAffix: return affix_json(plan.paper, plan.scans_at_stamp);
    case Step::kFile: return file_form_json(plan.paper);
  }
  return {};
}

}  // namespace

const std::array<Committee, 2>& committees() {
  static const std::array<Committee, 2> all = {
      Committee{"demo-gacha", "demo-gacha-committee", "g-clerk", "g-chair", "g-accountant"},
      Committee{"demo-community", "demo-community-committee", "c-clerk", "c-chair", "c-member1"}};
  return all;
}

const char* element_of(Step step) {
  switch (step) {
    case Step::kStart: return "";
    case Step::kApprove: return "approve_use";
    case Step::kAffix: return "affix";
    case Step::kFile: return "file";
  }
  return "";
}

const std::string& account_of(Step step, const Committee& committee) {
  if (step == Step::kApprove) return committee.chair;
  return step == Step::kAffix ? committee.custodian : committee.clerk;
}

CasePlan CasePlans::next() {
  const std::uint64_t drawn = random_();
  return {drawn % committees().size(), (drawn >> 8) % kPapers, (drawn >> 16) % kOneScansOutOf == 0};
}

std::size_t Forms::place(Step step, const CasePlan& plan) {
  const std::size_t of_step = static_cast<std::size_t>(step) * committees().size() + plan.committee;
  return (of_step * kPapers + plan.paper) * kScanChoices + (plan.scans_at_stamp ? 1 : 0);
}

Forms::Forms() : texts_(kSteps * committees().size() * kPapers * kScanChoices), values_(texts_.size()) {
  for (const Step step : {Step::kStart, Step::kApprove, Step::kAffix, Step::kFile})
    for (std::size_t committee = 0; committee < committees().size(); ++committee)
      for (std::size_t paper = 0; paper < kPapers; ++paper)
        for (const bool scans : {false, true}) {
          const CasePlan plan{committee, paper, scans};
          texts_[place(step, plan)] = form_json(step, plan);
          values_[place(step, plan)] = *json::parse_json(texts_[place(step, plan)]);
        }
}

}  // namespace chancery::benchmarks
