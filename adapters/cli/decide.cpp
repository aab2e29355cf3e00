// decide: a decision of a DMN file and why it came out so. Without input, whether its tables have gaps and overlaps.
#include <algorithm>
#include <filesystem>

#include "adapters/cli/demo_loader.h"
#include "adapters/cli/evaluation.h"
#include "adapters/cli/verbs.h"
#include "engine/dmn/examine.h"
#include "engine/json/json.h"

namespace chancery::cli {
namespace {

namespace fs = std::filesystem;

// The asked file first, then those beside it, of which it may import some.
Result<std::vector<service::PackageFile>> read_models(const std::string& file) {
  std::string asked = TRY(read_file(file));
  std::vector<service::PackageFile> files{{file, std::move(asked)}};
  std::vector<fs::path> beside;
  std::error_code failed;
  const fs::path folder = fs::path(file).has_parent_path() ? fs::path(file).parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder, failed))
    if (entry.path().extension() == ".dmn" && !fs::equivalent(entry.path(), file, failed))
      beside.push_back(entry.path());
  std::sort(beside.begin(), beside.end());
  for (const fs::path& path : beside) {
    std::string bytes = TRY(read_file(path));
    files.push_back({path.string(), std::move(bytes)});
  }
  return files;
}

class Deciding {
 public:
  Deciding(const DecideOptions& options, Terminal& terminal) : options_(options), terminal_(terminal) {}

  ExitCode run() {
    const auto files = read_models(options_.file);
    if (!files) return terminal_.fail(files.error());
    const auto input = read_input(options_.input);
    if (!input) return terminal_.fail(input.error());
    if (!compile(*files)) return ExitCode::kFailure;
    if (options_.input.empty() && options_.decision.empty()) return examine();
    const auto asked = choose();
    if (!asked) return terminal_.fail(asked.error());
    return decide(**asked, *input);
  }

 private:
  bool compile(const std::vector<service::PackageFile>& files) {
    std::vector<dmn::SourceFile> all, needed;
    all.reserve(files.size());
    for (const service::PackageFile& file : files)
      all.push_back({file.path, {reinterpret_cast<const std::uint8_t*>(file.bytes.data()), file.bytes.size()}});
    for (const std::size_t place : dmn::needed_files(all)) needed.push_back(all[place]);
    dmn::ModelResult result = dmn::compile_models(needed, symbols_);
    for (const Diagnostic& diagnostic : result.diagnostics) terminal_.show(diagnostic);
    model_ = std::move(result.model);
    return model_.has_value();
  }

  ExitCode examine() {
    const auto found = dmn::examine_tables(*model_);
    for (const Diagnostic& diagnostic : found) terminal_.show(diagnostic);
    terminal_.say("cli.examined", {{"file", options_.file}, {"findings", std::to_string(found.size())}});
    return found.empty() ? ExitCode::kOk : ExitCode::kFailure;
  }

  // By id or name; without one, that which no other decision of the file requires.
  Result<const dmn::Element*> choose() const {
    std::string names;
    const dmn::Element* only = nullptr;
    std::size_t candidates = 0;
    for (const dmn::Element& element : model_->elements()) {
      const bool is_one = element.kind == dmn::ElementKind::kDecision || element.kind == dmn::ElementKind::kService;
      if (!is_one || element.file != options_.file) continue;
      if (options_.decision == element.id || options_.decision == element.name) return &element;
      names += (names.empty() ? "" : ", ") + element.name;
      if (element.kind == dmn::ElementKind::kService || model_->is_required(element)) continue;
      only = &element;
      ++candidates;
    }
    if (!options_.decision.empty())
      return not_found("cli.no-decision", {{"decision", options_.decision}, {"names", names}});
    if (candidates != 1) return invalid("cli.which-decision", {{"names", names}});
    return only;
  }

  ExitCode decide(const dmn::Element& element, const Value& input) {
    feel::LocalScope scope;
    for (const Context::Entry& entry : input.as_context()) scope.set(symbols_.intern(entry.name), entry.value);
    // What JSON cannot say of itself: texts that are dates, times or durations.
    for (const dmn::Element* needed : model_->inputs_of(element))
      if (const Value* given = scope.lookup(needed->symbol)) scope.set(needed->symbol, model_->typed(*needed, *given));
    const Surroundings here;
    feel::EvaluationContext context(here.zones, here.now);
    const dmn::Evaluation evaluation = model_->evaluate(element, scope, context);
    terminal_.line(json::write_json(evaluation.value));
    for (const dmn::DecisionTrace& trace : evaluation.traces) explain(trace);
    return show_faults(context, terminal_);
  }

  void explain(const dmn::DecisionTrace& trace) {
    terminal_.say("cli.explain-decision", {{"decision", trace.name}, {"value", json::write_json(trace.value)}});
    for (const dmn::TableTrace& table : trace.tables) {
      std::string inputs, rules;
      for (const auto& [label, value] : table.inputs)
        inputs += (inputs.empty() ? "" : ", ") + label + " = " + json::write_json(value);
      for (const std::size_t rule : table.matched_rules) rules += (rules.empty() ? "" : ", ") + std::to_string(rule);
      terminal_.say(rules.empty() ? "cli.explain-no-rule" : "cli.explain-rules",
                    {{"rules", rules}, {"inputs", inputs.empty() ? "-" : inputs}});
      for (const std::string& annotation : table.annotations) terminal_.line("    " + annotation);
    }
  }

  const DecideOptions& options_;
  Terminal& terminal_;
  feel::SymbolTable symbols_;
  std::optional<dmn::DecisionModel> model_;
};

}  // namespace

ExitCode decide(const DecideOptions& options, Terminal& terminal) { return Deciding(options, terminal).run(); }

}  // namespace chancery::cli
