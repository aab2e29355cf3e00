// Small models as text, and how the tests read them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/bpmn/reader.h"

namespace chancery::bpmn::test {

inline ReadResult read(std::string_view text) {
  return read_bpmn("t.bpmn", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

// content inside <definitions> with the prefixes camunda, operaton, chancery and x.
inline std::string definitions(std::string_view content) {
  return std::string(
             R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t")") +
         R"( xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:operaton="http://operaton.org/schema/1.0/bpmn")" +
         R"( xmlns:chancery="https://chancery.dev/schema/1.0/bpmn" xmlns:x="urn:x" xmlns:t="urn:t">)" + "\n" +
         std::string(content) + "\n</definitions>";
}

// An executable process around content.
inline std::string process(std::string_view content) {
  return definitions("<process id=\"p\" isExecutable=\"true\">" + std::string(content) + "</process>");
}

// start → content's element with id "n" → end, with roots beside the process.
inline std::string with_node(std::string_view node, std::string_view roots = "") {
  return definitions(std::string(roots) +
                     "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>"
                     "<sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"n\"/>" +
                     std::string(node) +
                     "<sequenceFlow id=\"f2\" sourceRef=\"n\" targetRef=\"e\"/><endEvent id=\"e\"/></process>");
}

inline const Node& node_of(const ReadResult& result, std::string_view id) {
  static const Node kNone;
  for (const Process& process : result.definitions->processes) {
    for (const Node& node : process.nodes) {
      if (node.id == id) return node;
    }
  }
  return kNone;
}

inline std::string codes_of(const ReadResult& result) {
  std::string codes;
  for (const Diagnostic& diagnostic : result.diagnostics) codes += diagnostic.code + " ";
  return codes;
}

}  // namespace chancery::bpmn::test
