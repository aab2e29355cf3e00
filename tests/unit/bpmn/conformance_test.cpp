// The conformance data that need a BPMN reader: xml-attacks (its models), bpmn-miwg (element counts), bpmn-exec (all
// models). Says plainly when the data are not there.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "engine/bpmn/reader.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

ReadResult read_file(const fs::path& path) {
  const std::string text = content_of(path);
  return read_bpmn(path.filename().string(), {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string errors_of(const ReadResult& result) {
  std::string text;
  for (const Diagnostic& d : result.diagnostics) {
    if (d.severity == Severity::kError) text += d.file + ":" + std::to_string(d.line) + " " + d.code + "\n";
  }
  return text;
}

bool only_codes(const ReadResult& result, const std::set<std::string>& allowed) {
  return std::all_of(result.diagnostics.begin(), result.diagnostics.end(),
                     [&](const Diagnostic& d) { return d.severity == Severity::kWarning || allowed.contains(d.code); });
}

class Conformance : public testing::Test {
 protected:
  void open(const char* suite, const char* index) {
    const char* set = std::getenv("CHANCERY_CONFORMANCE");
    folder_ = (set ? fs::path(set) : fs::path(CHANCERY_SOURCE_DIR) / ".." / "shared" / "conformance") / suite;
    if (!fs::exists(folder_)) GTEST_SKIP() << "conformance data not there: " << folder_;
    const std::string text = content_of(folder_ / index);
    index_.Parse(text.c_str(), text.size());
    ASSERT_FALSE(index_.HasParseError());
  }
  fs::path folder_;
  rapidjson::Document index_;
};

class XmlAttackModels : public Conformance {
  void SetUp() override { open("xml-attacks", "manifest.json"); }
};

TEST_F(XmlAttackModels, AreAcceptedOrRefusedAsTheManifestSays) {
  std::size_t seen = 0;
  for (const auto& entry : index_["files"].GetArray()) {
    const std::string expect = entry["expect"].GetString();
    SCOPED_TRACE(std::string(entry["file"].GetString()) + ": " + entry["why"].GetString());
    const ReadResult result = read_file(folder_ / entry["file"].GetString());
    if (expect == "accept") {
      EXPECT_EQ(errors_of(result), "");
    } else if (expect == "reject") {
      EXPECT_TRUE(result.has_errors());
    }
    ++seen;
  }
  EXPECT_GE(seen, 80u);
}

class Miwg : public Conformance {
  void SetUp() override { open("bpmn-miwg", "elements.json"); }
};

void count_tags(const xml::Element& element, std::map<std::string, int>& counts) {
  if (element.ns == kBpmnNamespace) ++counts[element.name];
  for (const xml::Element& child : element.children) count_tags(child, counts);
}

TEST_F(Miwg, ElementCountsMatch) {
  for (const auto& model : index_["models"].GetObject()) {
    SCOPED_TRACE(model.name.GetString());
    const std::string text = content_of(folder_ / "Reference" / model.name.GetString());
    const auto parsed = xml::parse("m", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    ASSERT_TRUE(parsed.root.has_value());
    std::map<std::string, int> counts, expected;
    count_tags(*parsed.root, counts);
    for (const auto& element : model.value["elements"].GetObject()) {
      expected[element.name.GetString()] = element.value.GetInt();
    }
    EXPECT_EQ(counts, expected);

    // The same numbers in the model: nodes by kind, flows, processes.
    const ReadResult result = read_file(folder_ / "Reference" / model.name.GetString());
    ASSERT_TRUE(result.definitions.has_value());
    std::map<std::string, int> nodes;
    int flows = 0;
    for (const Process& process : result.definitions->processes) {
      for (const Node& node : process.nodes) ++nodes[std::string(tag_of(node.kind))];
      flows += static_cast<int>(process.flows.size());
    }
    for (std::size_t i = 0; i < kElementKindCount; ++i) {
      const std::string tag(tag_of(static_cast<ElementKind>(i)));
      EXPECT_EQ(nodes[tag], expected[tag]) << tag;
    }
    EXPECT_EQ(flows, expected["sequenceFlow"]);
    EXPECT_EQ(result.definitions->processes.size(), model.value["processes"].Size());
  }
}

TEST_F(Miwg, NothingIsWrongButWhatTheEngineDoesNotRun) {
  for (const auto& model : index_["models"].GetObject()) {
    const ReadResult result = read_file(folder_ / "Reference" / model.name.GetString());
    bool executable = false;
    for (const auto& process : model.value["processes"].GetArray()) executable |= process["executable"].GetBool();
    const std::set<std::string> allowed = {"bpmn.unsupported-element", "bpmn.decision-missing",
                                           "bpmn.multi-instance-without-count", "bpmn.sub-process-start"};
    EXPECT_TRUE(only_codes(result, executable ? allowed : std::set<std::string>{})) << errors_of(result);
    for (const Diagnostic& d : result.diagnostics) {
      EXPECT_NE(d.code, "bpmn.unknown-element") << d.file << ":" << d.line << " " << d.parameters[0].value;
      EXPECT_NE(d.code, "bpmn.lane-reference") << d.file << ":" << d.line;
    }
  }
}

// What stands in extensionElements or in attributes of another namespace is kept as it is, with all that is inside.
struct Kept {
  std::map<std::uint32_t, const xml::Element*> by_ordinal;
  std::size_t elements = 0;
  std::size_t attributes = 0;

  void index(const xml::Element& element) {
    by_ordinal[element.ordinal] = &element;
    for (const xml::Element& child : element.children) index(child);
  }
  void compare(std::uint32_t ordinal, const std::string& id, const Extensions& extensions) {
    const xml::Element& source = *by_ordinal.at(ordinal);
    const xml::Element* holder = source.child(kBpmnNamespace, "extensionElements");
    std::size_t written = 0;
    if (holder != nullptr)
      for (const xml::Element& child : holder->children) written += child.ns != kBpmnNamespace ? 1u : 0u;
    EXPECT_EQ(extensions.other_elements.size(), written) << id;
    elements += written;
    // Those of a dialect are understood or kept; all others are kept.
    const auto is_foreign = [](const xml::Attribute& a) {
      return !a.ns.empty() && a.ns != kBpmnNamespace && !is_extension(a.ns);
    };
    const auto foreign = std::count_if(source.attributes.begin(), source.attributes.end(), is_foreign);
    const auto& kept = extensions.other_attributes;
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), is_foreign), foreign) << id;
    attributes += static_cast<std::size_t>(foreign);
  }
};

TEST_F(Miwg, ForeignExtensionsAreKept) {
  std::size_t elements = 0;
  for (const auto& model : index_["models"].GetObject()) {
    SCOPED_TRACE(model.name.GetString());
    const std::string text = content_of(folder_ / "Reference" / model.name.GetString());
    const auto parsed = xml::parse("m", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    ASSERT_TRUE(parsed.root.has_value());
    const ReadResult result = read_file(folder_ / "Reference" / model.name.GetString());
    Kept kept;
    kept.index(*parsed.root);
    for (const Process& process : result.definitions->processes) {
      kept.compare(process.ordinal, process.id, process.extensions);
      for (const Node& node : process.nodes) kept.compare(node.ordinal, node.id, node.extensions);
    }
    elements += kept.elements;
  }
  EXPECT_GT(elements, 0u);
}

TEST_F(Miwg, ReferencesAreResolved) {
  for (const auto& model : index_["models"].GetObject()) {
    SCOPED_TRACE(model.name.GetString());
    const ReadResult result = read_file(folder_ / "Reference" / model.name.GetString());
    std::set<std::string> processes;
    for (const Process& process : result.definitions->processes) {
      processes.insert(process.id);
      for (const Flow& flow : process.flows) EXPECT_TRUE(flow.source && flow.target) << flow.id;
      for (const Node& node : process.nodes) {
        const bool attached = node.kind == ElementKind::kBoundaryEvent;
        EXPECT_EQ(node.attached_to.has_value(), attached) << node.id;
        const bool refers = node.event.kind == EventKind::kMessage && !node.event.reference.empty();
        EXPECT_TRUE(node.event.declared || !refers) << node.id;
      }
    }
    for (const Participant& participant : result.definitions->participants)
      EXPECT_TRUE(participant.process_ref.empty() || processes.contains(participant.process_ref)) << participant.id;
  }
}

class Exec : public Conformance {
  void SetUp() override { open("bpmn-exec", "cases.json"); }
};

TEST_F(Exec, ModelsAreReadAndOnlyTheUnsupportedIsRefused) {
  std::set<std::string> must_fail, all;
  for (const auto& one : index_["cases"].GetArray()) {
    for (const auto& model : one["models"].GetArray()) {
      const std::string name = model.GetString();
      if (name.find(".dmn") != std::string::npos) continue;
      all.insert(name);
      if (one.HasMember("deployFails") && one["deployFails"].GetBool()) must_fail.insert(name);
    }
  }
  EXPECT_GT(all.size(), 300u);
  for (const std::string& name : all) {
    const ReadResult result = read_file(folder_ / name);
    if (must_fail.contains(name)) {
      EXPECT_TRUE(result.has_errors()) << name;
      continue;
    }
    ASSERT_TRUE(result.definitions.has_value()) << errors_of(result);
    EXPECT_TRUE(only_codes(result, {"bpmn.unsupported-element"})) << errors_of(result);
  }
}

}  // namespace
}  // namespace chancery::bpmn
