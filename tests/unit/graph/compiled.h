// Small models as text, read and compiled; and what tests ask of them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "engine/bpmn/reader.h"
#include "engine/graph/compile.h"

namespace chancery::graph::test {

// content inside <definitions>, one line before it.
inline std::string definitions(std::string_view content) {
  return std::string(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t")") +
         R"( xmlns:camunda="http://camunda.org/schema/1.0/bpmn")" +
         R"( xmlns:chancery="https://chancery.dev/schema/1.0/bpmn")" + ">\n" + std::string(content) +
         "\n</definitions>";
}

inline std::string process(std::string_view content) {
  return definitions("<process id=\"p\" isExecutable=\"true\">" + std::string(content) + "</process>");
}

inline std::string flow(std::string_view from, std::string_view to) {
  const std::string id = std::string(from) + "_" + std::string(to);
  return "<sequenceFlow id='" + id + "' sourceRef='" + std::string(from) + "' targetRef='" + std::string(to) + "'/>";
}

// start s → content's element with id "n" → end e, with roots beside the process.
inline std::string with_node(std::string_view node, std::string_view roots = "") {
  return definitions(std::string(roots) + "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>" +
                     flow("s", "n") + "\n" + std::string(node) + "\n" + flow("n", "e") +
                     "<endEvent id=\"e\"/></process>");
}

struct Compiled {
  feel::SymbolTable symbols;
  bpmn::ReadResult read;
  CompileOutput output;

  explicit Compiled(const std::string& text)
      : read(bpmn::read_bpmn("t.bpmn", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()})) {
    EXPECT_FALSE(read.has_errors()) << read_codes();
    if (read.definitions && !read.has_errors()) output = compile(*read.definitions, symbols);
  }

  const Process& process(std::size_t index = 0) const { return *output.processes.at(index); }
  const Node& node(std::string_view id) const { return process().nodes.at(process().find(id)); }
  const Flow& flow(std::string_view id) const {
    const auto& flows = process().flows;
    return *std::find_if(flows.begin(), flows.end(), [id](const Flow& f) { return f.id == id; });
  }
  std::string codes() const { return codes_of(output.diagnostics); }
  std::string read_codes() const { return codes_of(read.diagnostics); }

  // Evaluated with one variable x.
  Value evaluate(const Input& input, Value x = {}) {
    feel::LocalScope scope;
    scope.set(symbols.intern("x"), std::move(x));
    feel::EvaluationContext context;
    return input.evaluate(scope, context);
  }
  Value evaluate(const feel::Expression& expression, Value x = {}) { return evaluate(Input(expression), std::move(x)); }

 private:
  static std::string codes_of(const std::vector<Diagnostic>& diagnostics) {
    std::string codes;
    for (const Diagnostic& d : diagnostics) codes += d.code + " ";
    return codes;
  }
};

}  // namespace chancery::graph::test
