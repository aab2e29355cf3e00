#include "tests/conformance/dmn/run.h"

#include <algorithm>
#include <fstream>

#include "engine/dmn/model.h"
#include "tests/conformance/dmn/kit.h"
#include "tests/conformance/dmn/likeness.h"

namespace chancery::dmn_kit {
namespace {

namespace fs = std::filesystem;

Bytes read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string described(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    text += text.empty() ? "" : "; ";
    if (d.line > 0) text += d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " ";
    text += d.code;
    for (const MessageParameter& p : d.parameters) text += " " + p.name + "=" + p.value;
  }
  return text;
}

class FolderRun {
 public:
  FolderRun(const ZoneTable& zones, std::ostream& out) : zones_(zones), out_(out) {}

  void run_file(const fs::path& path) {
    folder_ = path.parent_path().filename().string();
    const Result<TestFile> tests = read_test_file(path.filename().string(), read_bytes(path));
    if (!tests) {
      if (tests.error().code == "kit.not-a-test-file") return;
      out_ << folder_ << " " << path.filename().string() << ": " << tests.error().debug_text() << "\n";
      return count(Outcome::kFailed);
    }
    feel::SymbolTable symbols;
    const dmn::ModelResult compiled = compile(path.parent_path(), tests->model, symbols);
    if (!compiled.model) out_ << folder_ << " " << tests->model << ": " << described(compiled.diagnostics) << "\n";
    for (const TestCase& test : tests->cases)
      count(compiled.model ? run_case(test, *compiled.model, symbols) : Outcome::kFailed);
  }

  const Score& score() const { return score_; }

 private:
  enum class Outcome : unsigned char { kPassed, kFailed, kSkipped };

  void count(Outcome outcome) {
    for (Count* c : {&score_.all, &score_.folders[folder_]})
      ++(outcome == Outcome::kPassed ? c->passed : outcome == Outcome::kFailed ? c->failed : c->skipped);
  }

  // The model and those beside it that it imports.
  dmn::ModelResult compile(const fs::path& folder, const std::string& model, feel::SymbolTable& symbols) {
    std::vector<fs::path> paths{folder / model};
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".dmn" && entry.path() != paths[0]) paths.push_back(entry.path());
    std::sort(paths.begin() + 1, paths.end());
    std::vector<Bytes> bytes;
    std::vector<dmn::SourceFile> files, needed;
    bytes.reserve(paths.size());
    files.reserve(paths.size());
    for (const fs::path& path : paths) {
      bytes.push_back(read_bytes(path));
      files.push_back({path.filename().string(), bytes.back()});
    }
    for (const std::size_t place : dmn::needed_files(files)) needed.push_back(files[place]);
    dmn::ModelResult result = dmn::compile_models(needed, symbols, dmn::Undefined::kNull);
    if (result.model && !result.model->elements().empty()) ns_ = result.model->elements()[0].ns;
    return result;
  }

  Outcome run_case(const TestCase& test, const dmn::DecisionModel& model, feel::SymbolTable& symbols) {
    if (test.results.empty()) return Outcome::kSkipped;
    feel::LocalScope scope;
    for (const InputNode& input : test.inputs) {
      const std::string name = input.ns.empty() ? input.name : input.ns + "#" + input.name;
      scope.set(symbols.intern(name), input.value);
    }
    bool right = true;
    for (const ResultNode& node : test.results) {
      feel::EvaluationContext context(zones_, Instant());
      const dmn::Element* element = asked(test, node, model);
      Value found = element != nullptr ? model.evaluate(*element, scope, context).value : Value();
      // Of a service with several outputs, the one that the node names.
      const bool is_part = test.type == CaseType::kDecisionService && found.get(node.name).kind() != ValueKind::kNull;
      if (is_part && node.name != test.invocable) found = Value(found.get(node.name));
      if (element == nullptr) context.report("kit.no-such-element", {{"name", node.name}});
      right = judge(test, node, found, context, element != nullptr) && right;
    }
    return right ? Outcome::kPassed : Outcome::kFailed;
  }

  const dmn::Element* asked(const TestCase& test, const ResultNode& node, const dmn::DecisionModel& model) const {
    const std::string& ns = node.ns.empty() ? ns_ : node.ns;
    switch (test.type) {
      case CaseType::kDecision: return model.find_by_name(dmn::ElementKind::kDecision, node.name, ns);
      case CaseType::kDecisionService: return model.find_by_name(dmn::ElementKind::kService, test.invocable, ns);
      case CaseType::kKnowledge: return model.find_by_name(dmn::ElementKind::kKnowledge, test.invocable, ns);
    }
    return nullptr;
  }

  bool judge(const TestCase& test, const ResultNode& node, const Value& found, const feel::EvaluationContext& context,
             bool exists) {
    ++score_.error_nodes;
    if (context.failed() == node.error_expected) ++score_.error_flags_agree;
    const bool right = node.error_expected ? found.is_null() || context.failed() : is_like(found, node.expected);
    if (exists && right) return true;
    out_ << folder_ << " " << test.id << " " << node.name << ": expected " << feel::to_text(node.expected) << ", got "
         << feel::to_text(found);
    if (context.failed()) out_ << " [" << described(context.diagnostics()) << "]";
    out_ << "\n";
    return false;
  }

  const ZoneTable& zones_;
  std::ostream& out_;
  std::string folder_;
  std::string ns_;  // of the tested model
  Score score_;
};

}  // namespace

Score run_folder(const fs::path& folder, const ZoneTable& zones, std::ostream& out) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  FolderRun run(zones, out);
  for (const fs::path& file : files) run.run_file(file);
  return run.score();
}

}  // namespace chancery::dmn_kit
