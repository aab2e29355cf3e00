#include "engine/package/checker.h"

#include <algorithm>

#include "engine/bpmn/reader.h"
#include "engine/duty/rules_reader.h"
#include "engine/graph/compile.h"
#include "engine/json/json.h"

namespace chancery::package {

namespace {
BytesView view(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }
}  // namespace

Checker::Checker(const std::vector<File>& files, PackageId id, const CheckOptions& options)
    : files_(files), options_(options), program_(std::make_shared<runtime::Program>()) {
  program_->id = id;
}

Checked Checker::run() {
  index_files();
  if (failed()) return {nullptr, std::move(diagnostics_)};
  intern_known();
  read_workflows();
  read_config();
  read_models();
  read_decisions();
  read_registers();
  read_forms();
  read_duties();
  bind();
  if (failed()) return {nullptr, std::move(diagnostics_)};
  program_->duty = std::make_unique<duty::DutyService>(*program_->rules, program_->symbols);
  return {program_, std::move(diagnostics_)};
}

const std::string* Checker::file(const std::string& path) const {
  const auto it = by_path_.find(path);
  return it == by_path_.end() ? nullptr : it->second;
}

void Checker::report(const std::string& path, std::string code, std::vector<MessageParameter> parameters) {
  report_at(path, 0, 0, std::move(code), std::move(parameters));
}

void Checker::report_at(const std::string& path, int line, int column, std::string code,
                        std::vector<MessageParameter> parameters) {
  diagnostics_.push_back({path, line, column, std::move(code), std::move(parameters)});
}

bool Checker::failed() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

void Checker::index_files() {
  if (files_.empty()) report("", "package.empty");
  if (files_.size() > kFilesMax) report("", "package.too-many-files", {{"limit", std::to_string(kFilesMax)}});
  for (const File& f : files_) {
    if (f.bytes.size() > kFileBytesMax)
      report(f.path, "package.file-too-large", {{"limit", std::to_string(kFileBytesMax)}});
    if (!by_path_.emplace(f.path, &f.bytes).second) report(f.path, "package.file-twice");
  }
}

// The names with a meaning of their own come first, so that a scope recognises them by a comparison.
void Checker::intern_known() {
  runtime::WellKnown& k = program_->known;
  feel::SymbolTable& s = program_->symbols;
  k.loop_counter = k.first_loop = s.intern("loopCounter");
  k.nr_of_instances = s.intern("nrOfInstances");
  k.nr_of_active = s.intern("nrOfActiveInstances");
  k.nr_of_completed = k.last_loop = s.intern("nrOfCompletedInstances");
  k.case_ = s.intern("case");
  k.unit = s.intern("unit");
  k.catalogue = k.last_special = s.intern("catalogue");
  k.form = s.intern("form");
  k.person = s.intern("person");
  k.result = s.intern("result");
  s.intern("outcome");
}

void Checker::read_workflows() {
  for (const File& f : files_) {
    if (!f.path.ends_with("/workflow.json")) continue;
    auto workflow = read_workflow_file(f.path, f.bytes);
    if (!workflow) {
      diagnostics_.push_back(at_file(f.path, workflow.error()));
      continue;
    }
    for (const ObjectEntry& o : workflow->objects) program_->symbols.intern(o.name);
    workflows_.push_back(std::move(workflow).value());
  }
  std::sort(workflows_.begin(), workflows_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < workflows_.size(); ++i)
    if (workflows_[i].id == workflows_[i - 1].id)
      report(workflows_[i].path, "package.workflow-twice", {{"id", workflows_[i].id}});
  for (const WorkflowFile& w : workflows_)
    for (const std::string& used : w.uses)
      if (std::none_of(workflows_.begin(), workflows_.end(), [&used](const auto& x) { return x.id == used; }))
        report(w.path, "package.unknown-workflow", {{"id", used}});
}

void Checker::read_catalogue(const std::string& path, const char* name, Context& out) {
  const std::string* text = file(path);
  if (text == nullptr) {
    out.set(name, Value::list({}));
    return;
  }
  auto content = json::parse_json(*text);
  if (!content) return;  // told by read_config
  if (!content->is_list()) return report(path, "package.not-a-list");
  out.set(name, std::move(content).value());
}

// Titles and wordings of what rules rest on, as the console shows them.
void Checker::add_laws(const Value& list, Context& out) {
  for (const Value& law : list.as_list()) {
    if (law.get_text("id").empty()) continue;
    Context articles;
    if (law.get("articles").is_list())
      for (const Value& article : law.get("articles").as_list())
        if (!article.get_text("no").empty()) articles.set(article.get_text("no"), article.get("text"));
    Context entry;
    entry.set("title", law.get("title"));
    for (const char* date : {"in_force_from", "repealed"})
      if (!law.get_text(date).empty()) entry.set(date, law.get(date));
    entry.set("articles", Value::context(std::move(articles)));
    out.set(law.get_text("id"), Value::context(std::move(entry)));
  }
}

void Checker::read_config() {
  Context catalogue;
  Context laws;
  for (const char* name : {"retained", "prohibited", "statutory"})
    read_catalogue("config/catalogue/" + std::string(name) + ".json", name, catalogue);
  for (const File& f : files_) {
    if (!f.path.starts_with("config/")) continue;
    auto content = json::parse_json(f.bytes);
    if (!content) {
      diagnostics_.push_back(at_file(f.path, content.error()));
      continue;
    }
    if (f.path.starts_with("config/calendar/")) {
      const auto added = program_->calendar.add_year(*content);
      if (!added) diagnostics_.push_back(at_file(f.path, added.error()));
    }
    if (!f.path.starts_with("config/law/")) continue;
    if (content->is_list())
      add_laws(*content, laws);
    else
      report(f.path, "package.not-a-list");
  }
  program_->laws = Value::context(std::move(laws));
  program_->catalogue = Value::context(std::move(catalogue));
  const auto add = [this](std::vector<Diagnostic> found) {
    diagnostics_.insert(diagnostics_.end(), found.begin(), found.end());
  };
  for (const char* name : {"profiles", "subjects"}) {
    const std::string path = "config/meetings/" + std::string(name) + ".json";
    const std::string* text = file(path);
    if (text == nullptr) continue;
    auto content = json::parse_json(*text);
    if (!content) continue;  // reported above
    add(std::string_view(name) == "profiles" ? program_->meetings.add_profiles(path, *content)
                                             : program_->meetings.add_subjects(path, *content));
  }
}

void Checker::read_models() {
  for (std::size_t i = 0; i < workflows_.size(); ++i)
    for (const std::string& model : workflows_[i].models) read_model(workflows_[i].folder + model, static_cast<int>(i));
  if (workflows_.empty())
    for (const File& f : files_)
      if (f.path.ends_with(".bpmn") || f.path.ends_with(".bpmn20.xml")) read_model(f.path, -1);
}

void Checker::read_model(const std::string& path, int workflow) {
  const std::string* text = file(path);
  if (text == nullptr)
    return report(workflows_[static_cast<std::size_t>(workflow)].path, "package.missing-file", {{"file", path}});
  bpmn::ReadResult read =
      bpmn::read_bpmn(path, view(*text), options_.stands ? bpmn::Admission::kStands : bpmn::Admission::kNew);
  diagnostics_.insert(diagnostics_.end(), read.diagnostics.begin(), read.diagnostics.end());
  if (!read.definitions || read.has_errors()) return;
  for (const auto& process : read.definitions->processes)
    for (const auto& node : process.nodes) program_->symbols.intern(node.id);
  graph::CompileOutput compiled = graph::compile(*read.definitions, program_->symbols);
  diagnostics_.insert(diagnostics_.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
  for (auto& process : compiled.processes) {
    const auto index = static_cast<std::uint32_t>(program_->processes.size());
    if (!program_->process_by_id.emplace(process->id, index).second)
      report(path, "package.process-twice", {{"process", process->id}});
    program_->processes.push_back(std::move(process));
    homes_.push_back({workflow});
    process_paths_.push_back(path);
  }
  program_->files[path] = *text;
}

void Checker::read_decisions() {
  std::vector<std::string> paths;
  for (const WorkflowFile& w : workflows_)
    for (const std::string& d : w.decisions) {
      if (file(w.folder + d) == nullptr) report(w.path, "package.missing-file", {{"file", w.folder + d}});
      paths.push_back(w.folder + d);
    }
  if (workflows_.empty())
    for (const File& f : files_)
      if (f.path.ends_with(".dmn")) paths.push_back(f.path);
  std::vector<dmn::SourceFile> sources;
  sources.reserve(paths.size());
  for (const std::string& path : paths)
    if (const std::string* text = file(path)) sources.push_back({path, view(*text)});
  if (sources.empty()) return;
  dmn::ModelResult result = dmn::compile_models(sources, program_->symbols);
  diagnostics_.insert(diagnostics_.end(), result.diagnostics.begin(), result.diagnostics.end());
  program_->decisions = std::move(result.model);
  if (!program_->decisions) return;
  // Processes name a decision by its id alone.
  for (const dmn::Element& element : program_->decisions->elements()) {
    const dmn::Element* named = program_->find_decision(element.id);
    const bool can_be_named = element.kind == dmn::ElementKind::kDecision || element.kind == dmn::ElementKind::kService;
    if (can_be_named && named != &element)
      report_at(element.file, element.line, element.column, "package.decision-twice", {{"decision", element.id}});
  }
}

void Checker::read_forms() {
  for (const WorkflowFile& w : workflows_)
    for (const std::string& name : w.forms) {
      const std::string path = w.folder + name;
      const std::string* text = file(path);
      if (text == nullptr) {
        report(w.path, "package.missing-file", {{"file", path}});
        continue;
      }
      auto content = json::parse_json(*text);
      if (!content) {
        diagnostics_.push_back(at_file(path, content.error()));
        continue;
      }
      forms::CompiledForm compiled = forms::compile_form(path, *content, program_->symbols);
      diagnostics_.insert(diagnostics_.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
      if (compiled.form == nullptr) continue;
      check_form(path, *compiled.form);
      const std::string key = w.id + "/" + compiled.form->id;
      if (!program_->forms.emplace(key, compiled.form).second)
        report(path, "package.form-twice", {{"form", compiled.form->id}});
    }
}

void Checker::read_registers() {
  std::vector<std::pair<std::string, std::string>> scopes;  // of books, by file
  for (const WorkflowFile& w : workflows_)
    for (const std::string& name : w.registers) {
      const std::string path = w.folder + name;
      const std::string* text = file(path);
      if (text == nullptr) {
        report(w.path, "package.missing-file", {{"file", path}});
        continue;
      }
      auto content = json::parse_json(*text);
      if (!content) {
        diagnostics_.push_back(at_file(path, content.error()));
        continue;
      }
      auto found = program_->registers.add(path, *content, program_->symbols);
      diagnostics_.insert(diagnostics_.end(), found.begin(), found.end());
      if (found.empty()) scopes.emplace_back(path, content->get_text("scope"));
    }
  for (const auto& [path, scope] : scopes)
    if (!scope.empty() && scope != "unit") check_kind(path, "scope", scope);
}

std::vector<std::string> Checker::duties_of_tasks() const {
  std::vector<std::string> out;
  for (const auto& process : program_->processes)
    for (const graph::Node& node : process->nodes)
      if (node.user_task && std::find(out.begin(), out.end(), node.user_task->duty) == out.end())
        out.push_back(node.user_task->duty);
  return out;
}

void Checker::read_duties() {
  std::vector<duty::RulesFile> rules;
  for (const WorkflowFile& w : workflows_) {
    if (w.duties.empty()) continue;
    const std::string path = w.folder + w.duties;
    const std::string* text = file(path);
    if (text == nullptr) {
      report(w.path, "package.missing-file", {{"file", path}});
      continue;
    }
    auto content = json::parse_json(*text);
    if (!content)
      diagnostics_.push_back(at_file(path, content.error()));
    else
      rules.push_back({path, std::move(content).value()});
  }
  for (const duty::RulesFile& file : rules) check_objects(file);
  if (rules.empty() && options_.test_person) {
    program_->rules = duty::test_person_rules(options_.test_person, duties_of_tasks(), program_->symbols);
    return;
  }
  duty::RulesResult result =
      duty::read_rules(rules, program_->symbols, workflows_.empty() ? duties_of_tasks() : std::vector<std::string>{});
  diagnostics_.insert(diagnostics_.end(), result.diagnostics.begin(), result.diagnostics.end());
  program_->rules = result.rules;
}

feel::Expression Checker::expression(const std::string& path, const std::string& pointer, const std::string& text) {
  auto compiled = feel::compile_expression(text, program_->symbols);
  for (Diagnostic& d : compiled.diagnostics) {
    d.parameters.insert(d.parameters.begin(), {"pointer", pointer});
    report(path, std::move(d.code), std::move(d.parameters));  // its line is that of the expression, not of the file
  }
  return compiled.expression;
}

bool Checker::knows_duty(std::string_view id) const {
  return program_->rules == nullptr || program_->rules->find_duty(id) != duty::kNoDuty;
}

duty::DutyIndex Checker::duty_of(std::string_view id) const {
  return program_->rules == nullptr ? duty::kNoDuty : program_->rules->find_duty(id);
}

}  // namespace chancery::package
