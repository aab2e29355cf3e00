#include "adapters/cli/trial/model.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "adapters/cli/demo_loader.h"
#include "engine/json/json.h"

namespace chancery::cli::trial {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFoundedAt = "2024-03-01T08:00:00+08:00";  // the posts of config/demo begin then

// Shows the faults under the paths that the person gave.
Result<void> check(const std::vector<service::PackageFile>& files, const std::map<std::string, std::string>& given,
                   Terminal& terminal) {
  std::size_t errors = 0;
  for (Diagnostic& diagnostic : service::Engine::check_package(files)) {
    if (const auto path = given.find(diagnostic.file); path != given.end()) diagnostic.file = path->second;
    terminal.show(diagnostic);
    if (diagnostic.severity == Severity::kError) ++errors;
  }
  if (errors > 0) return invalid("cli.run-faults", {{"errors", std::to_string(errors)}});
  return {};
}

Result<void> done(const service::Answer& answer) {
  if (const auto* no = std::get_if<service::Rejection>(&answer)) return no->error;
  return {};
}

// ---- models alone

struct Files {
  std::vector<service::PackageFile> files;
  std::map<std::string, std::string> given;  // path in the package → path that was given
};

// The engine tells what is BPMN and what is DMN by the ending.
Result<Files> read_files(const std::vector<std::string>& paths) {
  Files out;
  for (const std::string& path : paths) {
    const fs::path file(path);
    const std::string ending = file.extension().string();
    if (ending != ".bpmn" && ending != ".dmn" && ending != ".xml")
      return invalid("cli.run-not-a-model", {{"file", path}});
    std::string name = "workflows/" + file.stem().string() + (ending == ".dmn" ? ".dmn" : ".bpmn");
    if (out.given.contains(name)) name.insert(name.find('/') + 1, std::to_string(out.files.size() + 1) + "-");
    out.given[name] = path;
    std::string bytes = TRY(read_file(file));
    out.files.push_back({std::move(name), std::move(bytes)});
  }
  return out;
}

bool is_called(const runtime::Program& program, std::uint32_t process) {
  for (const auto& bindings : program.bindings)
    for (const runtime::NodeBinding& binding : bindings)
      if (binding.called == process) return true;
  return false;
}

// The named process; else the only one of the first file, or of several the only one that no other calls.
Result<std::string> choose_process(const runtime::Program& program, const std::string& file,
                                   const std::string& wanted) {
  std::string names;
  std::vector<std::string> own, uncalled;
  for (std::uint32_t i = 0; i < program.processes.size(); ++i) {
    const graph::Process& process = *program.processes[i];
    if (process.id == wanted) return wanted;
    names += (names.empty() ? "" : ", ") + process.id;
    if (process.file != file) continue;
    own.push_back(process.id);
    if (!is_called(program, i)) uncalled.push_back(process.id);
  }
  if (!wanted.empty()) return not_found("cli.run-no-process", {{"process", wanted}, {"names", names}});
  if (own.size() == 1) return own.front();
  if (uncalled.size() == 1) return uncalled.front();
  return invalid("cli.run-which-process", {{"names", names}});
}

Result<Model> load_files(const Wanted& wanted, const ZoneTable& zones, Terminal& terminal) {
  const Files read = TRY(read_files(wanted.files));
  TRY_VOID(check(read.files, read.given, terminal));
  Model out;
  out.engine = std::make_unique<memory::EngineInMemory>(wanted.at, zones);
  TRY_VOID(out.engine->open());
  service::Engine& engine = out.engine->engine();
  Context name;
  name.set("zh", Value::text("model"));
  name.set("en", Value::text("model"));
  TRY_VOID(done(engine.found("model", Value::context(std::move(name)), {"modeler", "modeler"}, {"second", "second"})));
  out.actor = {engine.person_of_account("modeler").value_or(PersonId{}), "modeler", ""};
  out.unit = engine.unit_by_key("model").value_or(UnitId{});
  TRY_VOID(done(engine.deploy(out.actor, "", read.files, engine.person_of_account("second").value_or(PersonId{}))));
  out.process = TRY(out.engine->read([&](const runtime::State&, const runtime::Programs& programs) {
    return choose_process(*programs.latest(), read.files.front().path, wanted.process);
  }));
  return out;
}

// ---- a workflow of a package

struct Folder {
  fs::path root;         // holds config/ and workflows/
  std::string workflow;  // "" when the folder is the root
};

Result<Folder> find_package(const std::string& path) {
  std::error_code failed;
  const fs::path folder = fs::canonical(path, failed);
  if (!failed && fs::is_directory(folder / "workflows", failed)) return Folder{folder, ""};
  const fs::path root = folder.parent_path().parent_path();
  if (!fs::is_regular_file(folder / "workflow.json", failed) || !fs::is_directory(root / "config", failed))
    return not_found("cli.no-package", {{"folder", path}});
  const std::string text = TRY(read_file(folder / "workflow.json"));
  const Value workflow = TRY(json::parse_json(text));
  return Folder{root, std::string(workflow.get_text("id"))};
}

Result<std::string> choose_workflow(const runtime::Program& program, const std::string& wanted) {
  std::string names;
  for (const runtime::WorkflowInfo& workflow : program.workflows) {
    if (!workflow.startable) continue;
    if (workflow.id == wanted || program.processes[workflow.process]->id == wanted) return workflow.id;
    names += (names.empty() ? "" : ", ") + workflow.id;
  }
  if (!wanted.empty()) return not_found("cli.run-no-process", {{"process", wanted}, {"names", names}});
  return invalid("cli.run-which-process", {{"names", names}});
}

UnitId first_committee(const runtime::State& state) {
  UnitId found;
  state.directory.units.for_each([&found](UnitId id, const directory::UnitRecord& unit) {
    if (!unit.law.empty()) found = id;
    return !found;
  });
  return found;
}

Result<Model> load_package(const Wanted& wanted, const ZoneTable& zones, Terminal& terminal) {
  const Folder folder = TRY(find_package(wanted.files.front()));
  const auto files = TRY(read_package_files(folder.root.string()));
  TRY_VOID(check(files, {}, terminal));
  Model out;
  out.engine = std::make_unique<memory::EngineInMemory>(wanted.at, zones);
  TRY_VOID(out.engine->open());
  memory::EngineInMemory& base = *out.engine;
  DemoOptions demo;
  demo.source_dir = folder.root.string();
  demo.founded_at = TRY(parse_rfc3339(kFoundedAt));
  demo.set_clock = [&base](Instant at) { base.set_clock(at); };
  TRY_VOID(load_demo(base.engine(), demo));
  base.advance(wanted.at);
  out.workflow = TRY(base.read([&](const runtime::State&, const runtime::Programs& programs) {
    return choose_workflow(*programs.latest(), wanted.process.empty() ? folder.workflow : wanted.process);
  }));
  out.unit = wanted.unit.empty()
                 ? base.read([](const runtime::State& s, const runtime::Programs&) { return first_committee(s); })
                 : base.engine().unit_by_key(wanted.unit).value_or(UnitId{});
  if (!out.unit) return not_found("cli.no-unit", {{"unit", wanted.unit}});
  return out;
}

}  // namespace

Result<Model> load_model(const Wanted& wanted, const ZoneTable& zones, Terminal& terminal) {
  std::error_code failed;
  return fs::is_directory(wanted.files.front(), failed) ? load_package(wanted, zones, terminal)
                                                        : load_files(wanted, zones, terminal);
}

}  // namespace chancery::cli::trial
