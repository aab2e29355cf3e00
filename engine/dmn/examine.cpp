#include "engine/dmn/examine.h"

#include <algorithm>
#include <set>

#include "engine/dmn/examine_points.h"

namespace chancery::dmn {
namespace {

using Bits = std::vector<bool>;

// Neighbouring values of one input that the same rules take: `sure` match, `maybe` match or read what is not known here.
struct Class {
  Value example;  // null: any value
  Bits sure;
  Bits maybe;
};

Bits both(const Bits& a, const Bits& b) {
  Bits out(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out[i] = a[i] && b[i];
  return out;
}

bool none(const Bits& bits) { return std::find(bits.begin(), bits.end(), true) == bits.end(); }

class Examination {
 public:
  Examination(const Compiled& compiled, const Element& element, const DecisionTable& table, std::size_t& steps_left)
      : compiled_(compiled), element_(element), table_(table), steps_left_(steps_left) {}

  std::vector<Diagnostic> run() {
    const bool one = table_.hit_policy == HitPolicy::kUnique || table_.hit_policy == HitPolicy::kAny;
    const bool has_default = std::any_of(table_.outputs.begin(), table_.outputs.end(),
                                         [](const OutputClause& o) { return o.default_value.has_value(); });
    wants_overlaps_ = one;
    wants_gaps_ =
        !has_default && (one || table_.hit_policy == HitPolicy::kFirst || table_.hit_policy == HitPolicy::kPriority);
    if ((!wants_gaps_ && !wants_overlaps_) || table_.rules.empty()) return {};
    const bool examined =
        make_classes() && combine(0, Bits(table_.rules.size(), true), Bits(table_.rules.size(), true));
    if (!examined) report("dmn.table-not-examined", {});
    return std::move(found_);
  }

 private:
  bool spend(std::size_t steps) {
    steps_ += steps;
    steps_left_ -= std::min(steps, steps_left_);
    return steps_ <= kExaminedStepsMax && steps_left_ > 0;
  }

  // False when there are too many values or cells.
  bool make_classes() {
    for (std::size_t input = 0; input < table_.inputs.size(); ++input) {
      std::vector<Value> points = points_of(table_, input, compiled_.types);
      if (points.size() > kExaminedPointsMax || !spend(points.size() * table_.rules.size())) return false;
      if (points.empty()) points.emplace_back();
      auto& classes = classes_.emplace_back();
      for (Value& point : points) {
        Class c = tried(std::move(point), input);
        const bool is_new = classes.empty() || classes.back().sure != c.sure || classes.back().maybe != c.maybe;
        if (is_new) classes.push_back(std::move(c));
      }
    }
    return true;
  }

  Class tried(Value point, std::size_t input) const {
    Class c{std::move(point), Bits(table_.rules.size()), Bits(table_.rules.size())};
    const feel::LocalScope nothing;
    for (std::size_t r = 0; r < table_.rules.size(); ++r) {
      const feel::UnaryTests& test = table_.rules[r].tests[input];
      feel::EvaluationContext context;
      const bool known = test.is_any() || (test.symbols().empty() && !c.example.is_null());
      c.sure[r] = known && test.matches(c.example, nothing, context);
      c.maybe[r] = !known || c.sure[r];
    }
    return c;
  }

  // Depth first over the inputs; false when there are too many combinations. What was met before at the same input leads nowhere new.
  bool combine(std::size_t input, const Bits& sure, const Bits& maybe) {
    if (!spend(table_.rules.size())) return false;
    if (none(maybe)) {
      note_gap();
      return true;
    }
    if (!met_.insert({input, sure, maybe}).second) return true;
    if (input == table_.inputs.size()) {
      note_overlap(sure);
      return true;
    }
    for (const Class& c : classes_[input]) {
      chosen_.push_back(&c.example);
      const bool done = combine(input + 1, both(sure, c.sure), both(maybe, c.maybe));
      chosen_.pop_back();
      if (!done) return false;
    }
    return true;
  }

  void note_gap() {
    if (!wants_gaps_ || ++gaps_ > kFindingsMax) return;
    report("dmn.table-gap", {{"inputs", example()}});
  }

  void note_overlap(const Bits& sure) {
    if (!wants_overlaps_ || overlaps_.size() == kFindingsMax) return;
    std::vector<std::size_t> rules;
    for (std::size_t r = 0; r < sure.size(); ++r)
      if (sure[r]) rules.push_back(r);
    if (rules.size() < 2 || (table_.hit_policy == HitPolicy::kAny && !disagree(rules))) return;
    if (!overlaps_.insert(rules).second) return;
    std::string numbers;
    for (const std::size_t r : rules) numbers += (numbers.empty() ? "" : ", ") + std::to_string(r + 1);
    report("dmn.table-overlap", {{"rules", numbers}, {"inputs", example()}});
  }

  // Outputs that are computed may agree.
  bool disagree(const std::vector<std::size_t>& rules) const {
    for (std::size_t o = 0; o < table_.outputs.size(); ++o) {
      const Value* first = table_.rules[rules[0]].outputs[o].constant();
      for (const std::size_t r : rules) {
        const Value* other = table_.rules[r].outputs[o].constant();
        if (first != nullptr && other != nullptr && !(*first == *other)) return true;
      }
    }
    return false;
  }

  std::string example() const {
    std::string text;
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (chosen_[i]->is_null()) continue;
      const std::string value =
          chosen_[i]->is_text() ? "\"" + std::string(chosen_[i]->as_text()) + "\"" : feel::to_text(*chosen_[i]);
      text += (text.empty() ? "" : ", ") + table_.inputs[i].label + " = " + value;
    }
    return text.empty() ? "-" : text;
  }

  void report(const char* code, std::vector<MessageParameter> parameters) {
    parameters.insert(parameters.begin(), {"decision", element_.name});
    found_.push_back({table_.file, table_.line, table_.column, code, std::move(parameters), Severity::kWarning});
  }

  const Compiled& compiled_;
  const Element& element_;
  const DecisionTable& table_;
  std::size_t& steps_left_;
  bool wants_gaps_ = false;
  bool wants_overlaps_ = false;
  std::vector<std::vector<Class>> classes_;  // by input
  std::vector<const Value*> chosen_;
  std::set<std::tuple<std::size_t, Bits, Bits>> met_;
  std::set<std::vector<std::size_t>> overlaps_;
  std::size_t gaps_ = 0;
  std::size_t steps_ = 0;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> examine_tables(const DecisionModel& model) {
  const Compiled& compiled = model.compiled();
  std::vector<Diagnostic> all;
  std::size_t steps_left = kExaminedStepsOfModelMax;
  for (ElementIndex i = 0; i < compiled.elements.size(); ++i) {
    for (const std::uint32_t table : compiled.tables_of[i]) {
      auto found = Examination(compiled, compiled.elements[i], compiled.tables[table], steps_left).run();
      all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
  }
  return all;
}

}  // namespace chancery::dmn
