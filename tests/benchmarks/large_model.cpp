#include "tests/benchmarks/large_model.h"

#include "engine/bpmn/reader.h"
#include "engine/graph/compile.h"
#include "engine/package/package.h"

namespace chancery::benchmarks {

namespace {

constexpr int kBlocks = 49;
constexpr int kTasks = 8;

class Writer {
 public:
  std::string write() {
    out_ = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
 id="large" targetNamespace="urn:large" expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
<process id="large_process" name="Large" isExecutable="true">
<startEvent id="start"/>
)";
    std::string last = "start";
    for (int i = 1; i <= kBlocks; ++i) last = block(std::to_string(i), last);
    for (int i = 1; i <= kTasks; ++i) {
      const std::string task = "task_" + std::to_string(i);
      out_ += "<userTask id=\"" + task + "\" name=\"Task\"/>\n";
      flow(last, task);
      last = task;
    }
    out_ += "<endEvent id=\"end\"/>\n";
    flow(last, "end");
    return out_ + "</process></definitions>\n";
  }

 private:
  std::string block(const std::string& n, const std::string& before) {
    const auto id = [&n](const char* kind) { return std::string(kind) + "_" + n; };
    const std::string by_default = "by_default_" + n;
    out_ += "<exclusiveGateway id=\"" + id("choice") + "\" default=\"" + by_default + "\"/>\n";
    out_ += "<userTask id=\"" + id("approve") + "\" name=\"Approve " + n + "\" camunda:dueDate=\"P3D\"/>\n";
    out_ += "<boundaryEvent id=\"" + id("late") + "\" attachedToRef=\"" + id("approve") +
            "\" cancelActivity=\"false\"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>"
            "</boundaryEvent>\n";
    out_ += "<endEvent id=\"" + id("reminded") + "\"/>\n";
    out_ += "<scriptTask id=\"" + id("reckon") + "\" scriptFormat=\"feel\" camunda:resultVariable=\"sum_" + n +
            "\"><script>=sum(items[price &gt; " + n + "].price) + amount</script></scriptTask>\n";
    out_ += "<parallelGateway id=\"" + id("split") + "\"/>\n";
    for (const char* kind : {"send", "print"})
      out_ += "<serviceTask id=\"" + id(kind) + "\" camunda:type=\"external\" camunda:topic=\"" + kind +
              "\"><extensionElements><camunda:inputOutput><camunda:inputParameter name=\"copies\">=amount * " + n +
              "</camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>\n";
    out_ += "<parallelGateway id=\"" + id("join") + "\"/>\n";
    out_ += "<exclusiveGateway id=\"" + id("merge") + "\"/>\n";
    flow(before, id("choice"));
    flow(id("choice"), id("approve"), "=amount &gt; " + n + " and contains(kind, \"letter\")");
    flow(id("choice"), id("split"), "", by_default);
    flow(id("approve"), id("reckon"));
    flow(id("late"), id("reminded"));
    flow(id("reckon"), id("merge"));
    for (const char* kind : {"send", "print"}) {
      flow(id("split"), id(kind));
      flow(id(kind), id("join"));
    }
    flow(id("join"), id("merge"));
    return id("merge");
  }

  void flow(const std::string& from, const std::string& to, const std::string& condition = "", std::string id = "") {
    if (id.empty()) id = "flow_" + std::to_string(++flows_);
    out_ += "<sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"";
    out_ +=
        condition.empty() ? "/>\n" : "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>\n";
  }

  std::string out_;
  int flows_ = 0;
};

template <class F>
auto timed(Latencies& latencies, F&& f) {
  const std::int64_t began = now_ns();
  auto result = f();
  latencies.add(now_ns() - began);
  return result;
}

}  // namespace

std::string large_model() { return Writer().write(); }

ModelTimes measure_model(const std::string& xml, int times, std::vector<std::string>& faults) {
  ModelTimes out;
  const BytesView bytes{reinterpret_cast<const std::uint8_t*>(xml.data()), xml.size()};
  const std::vector<package::File> files{{"workflows/large.bpmn", xml}};
  for (int i = 0; i < times && faults.empty(); ++i) {
    const bpmn::ReadResult read = timed(out.parse, [&] { return bpmn::read_bpmn("large.bpmn", bytes); });
    if (!read.definitions || !read.diagnostics.empty()) {
      faults.emplace_back("the large model cannot be read without a finding");
      break;
    }
    const graph::CompileOutput compiled = timed(out.compile, [&] {
      feel::SymbolTable symbols;
      return graph::compile(*read.definitions, symbols);
    });
    if (!compiled.diagnostics.empty() || compiled.processes.size() != 1 ||
        compiled.processes[0]->nodes.size() != std::size_t{kLargeModelNodes})
      faults.emplace_back("the large model has not become a graph of its 500 nodes");
    const package::Checked checked = timed(out.check, [&] { return package::check(files, PackageId{1}); });
    if (!checked.program || !checked.diagnostics.empty()) faults.emplace_back("the large model is not deployed whole");
  }
  return out;
}

}  // namespace chancery::benchmarks
