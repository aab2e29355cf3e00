#include "engine/service/queries/words.h"

#include <array>
#include <utility>

namespace chancery::service::queries {

namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr std::array<Entry, 16> kActs = {{{"state", "service.act-state"},
                                          {"requested", "service.act-requested"},
                                          {"claimed", "service.act-claimed"},
                                          {"assigned-to", "service.act-assigned-to"},
                                          {"transferred-from", "service.act-transferred-from"},
                                          {"transferred-to", "service.act-transferred-to"},
                                          {"delegated-from", "service.act-delegated-from"},
                                          {"delegated-to", "service.act-delegated-to"},
                                          {"resolved", "service.act-resolved"},
                                          {"edited", "service.act-edited"},
                                          {"completed", "service.act-completed"},
                                          {"voted", "service.act-voted"},
                                          {"returned", "service.act-returned"},
                                          {"withdrew", "service.act-withdrew"},
                                          {"sent-message", "service.act-sent-message"},
                                          {"overrode", "service.act-overrode"}}};

constexpr std::array<Entry, 23> kStates = {{{"filed", "service.state-filed"},
                                            {"active", "service.state-active"},
                                            {"out", "service.state-out"},
                                            {"sealed-up", "service.state-sealed-up"},
                                            {"lost", "service.state-lost"},
                                            {"void", "service.state-void"},
                                            {"destroyed", "service.state-destroyed"},
                                            {"disputed", "service.state-disputed"},
                                            {"convened", "service.state-convened"},
                                            {"no-quorum", "service.state-no-quorum"},
                                            {"postponed", "service.state-postponed"},
                                            {"cancelled", "service.state-cancelled"},
                                            {"closed", "service.state-closed"},
                                            {"decided", "service.state-decided"},
                                            {"valid", "service.state-valid"},
                                            {"failed", "service.state-failed"},
                                            {"used", "service.state-used"},
                                            {"proposed", "service.state-proposed"},
                                            {"retained", "service.state-retained"},
                                            {"suspended", "service.state-suspended"},
                                            {"withdrawn", "service.state-withdrawn"},
                                            {"in-force", "service.state-in-force"},
                                            {"ended", "service.state-ended"}}};

constexpr std::array<Entry, 15> kLineKinds = {{{"entry", "service.line-entry"},
                                               {"correction", "service.line-correction"},
                                               {"corrected", "service.line-correction"},
                                               {"void", "service.line-void"},
                                               {"issued", "service.line-issued"},
                                               {"filed", "service.line-filed"},
                                               {"disclosed", "service.line-disclosed"},
                                               {"numbered", "service.line-numbered"},
                                               {"passed", "service.line-passed"},
                                               {"failed", "service.line-failed"},
                                               {"first", "service.line-first"},
                                               {"A", "service.line-custodian"},
                                               {"acting", "service.line-acting"},
                                               {"return", "service.line-return"},
                                               {"term", "service.line-term"}}};

constexpr std::array<Entry, 3> kMethods = {{{"hands", "service.method-hands"},
                                            {"ballot", "service.method-ballot"},
                                            {"secret-ballot", "service.method-secret-ballot"}}};

template <std::size_t N>
Value word(const std::array<Entry, N>& words, std::string_view code) {
  for (const auto& [known, text] : words)
    if (known == code) return message(text);
  return Value::text(code);
}

}  // namespace

Value act_text(std::string_view act) { return code_text(act, word(kActs, act)); }
Value entity_state_text(std::string_view state) { return code_text(state, word(kStates, state)); }
Value method_text(std::string_view method) { return code_text(method, word(kMethods, method)); }
Value line_kind_text(std::string_view kind) { return word(kLineKinds, kind); }

Value outcome_text(const runtime::Program* program, std::uint32_t process, std::string_view outcome) {
  if (program != nullptr && process < program->processes.size())
    for (const graph::Node& node : program->processes[process]->nodes)
      if (!node.name.empty() && (node.outcome == outcome || (node.outcome.empty() && node.id == outcome)))
        return code_text(outcome, Value::text(node.name));
  return code_text(outcome, Value::text(outcome));
}

}  // namespace chancery::service::queries
