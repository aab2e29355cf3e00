#include "tests/simulation/writer.h"

#include <algorithm>
#include <iterator>

namespace chancery::simulation {

const std::vector<Name>& all_names() {
  using bpmn::EventKind;
  static const std::vector<Name> kNames = [] {
    std::vector<Name> out;
    for (int i = 1; i <= kNamesOfKind; ++i) {
      const std::string number = std::to_string(i);
      const int base = 3 * (i - 1);
      out.push_back({EventKind::kMessage, "message_" + number, base + 1});
      out.push_back({EventKind::kSignal, "signal_" + number, base + 2});
      out.push_back({EventKind::kEscalation, "escalation_" + number, base + 3});
    }
    return out;
  }();
  return kNames;
}

std::vector<Tag> Writer::close() {
  std::vector<Tag> out = std::move(scopes_.back().nodes);
  std::vector<Tag>& flows = scopes_.back().flows;
  out.insert(out.end(), std::make_move_iterator(flows.begin()), std::make_move_iterator(flows.end()));
  scopes_.pop_back();
  return out;
}

std::string Writer::put(Tag node) {
  std::string id = node.id();
  scopes_.back().nodes.push_back(std::move(node));
  ++spent_;
  return id;
}

std::string Writer::flow(const std::string& from, const std::string& to, const std::string& condition) {
  Tag flow("sequenceFlow", {{"id", id("flow")}, {"sourceRef", from}, {"targetRef", to}});
  if (!condition.empty()) flow.add(Tag("conditionExpression", {}, condition));
  scopes_.back().flows.push_back(std::move(flow));
  return scopes_.back().flows.back().id();
}

void Writer::associate(const std::string& from, const std::string& to) {
  scopes_.back().flows.emplace_back(
      Tag("association", {{"id", id("association")}, {"sourceRef", from}, {"targetRef", to}}));
}

std::string Writer::condition() {
  const std::string of = variable();
  const std::string other = variable();
  const int one = dice.below(kValues);
  const std::string is = of + " = " + std::to_string(one);
  switch (dice.below(6)) {
    case 0: return is;
    case 1: return "not(" + is + ")";
    case 2: return is + " or " + of + " = " + value();
    case 3: return is + " or " + other + " = " + value();
    case 4: return is + " and not(" + other + " = " + std::to_string((one + 1) % kValues) + ")";
    default: return equality();
  }
}

std::string Writer::equality() {
  const int of = dice.between(1, kVariables);
  return "v" + std::to_string(of) + " = v" + std::to_string(of % kVariables + 1);
}

std::string Writer::chosen(const std::string& one, const std::string& other) {
  return "=if " + condition() + " then \"" + one + "\" else \"" + other + "\"";
}

const Name& Writer::name(bpmn::EventKind kind) {
  std::vector<const Name*> fit;
  for (const Name& one : all_names())
    if (one.kind == kind) fit.push_back(&one);
  return *dice.one_of(fit);
}

const Name* Writer::thrown_name(bpmn::EventKind kind, const Around& around) {
  std::vector<const Name*> fit;
  for (const Name& one : all_names())
    if (one.kind == kind && one.rank > around.rank) fit.push_back(&one);
  return fit.empty() ? nullptr : dice.one_of(fit);
}

void Writer::receives(const std::string& element, const std::string& message) {
  for (const Name& one : all_names())
    if (one.kind == bpmn::EventKind::kMessage && one.text == message)
      receivers.push_back({element, process, message, one.rank});
}

}  // namespace chancery::simulation
