// Checker: the passes of check() over one package. Each pass adds its faults and goes on as far as it can.
#pragma once

#include <map>

#include "engine/bpmn/model.h"
#include "engine/duty/rules_reader.h"
#include "engine/package/package.h"
#include "engine/package/workflow_file.h"

namespace chancery::package {

class Checker {
 public:
  Checker(const std::vector<File>& files, PackageId id, const CheckOptions& options);
  Checked run();

 private:
  // What a process was found in: its folder's workflow (index, from 0) or none.
  struct ProcessHome {
    int workflow = -1;
  };

  const std::string* file(const std::string& path) const;
  void report(const std::string& path, std::string code, std::vector<MessageParameter> parameters = {});
  void report_at(const std::string& path, int line, int column, std::string code,
                 std::vector<MessageParameter> parameters);
  bool failed() const;

  void index_files();
  void intern_known();
  void read_workflows();
  static void add_laws(const Value& list, Context& out);
  void read_config();
  void read_catalogue(const std::string& path, const char* name, Context& out);
  void read_models();
  void read_model(const std::string& path, int workflow);
  void read_decisions();
  void read_forms();
  void read_registers();
  void read_duties();
  void bind();
  void bind_node(std::uint32_t process, graph::NodeIndex index, runtime::NodeBinding& out);
  void report_missing(std::uint32_t process, std::string code, std::vector<MessageParameter> parameters);
  void bind_event_start(runtime::EventStart start);
  void check_candidates(std::uint32_t process, const graph::Node& node, const graph::Reference& reference);
  void bind_decision(std::uint32_t process, const graph::Node& node, runtime::NodeBinding& out);
  void bind_call(std::uint32_t process, const graph::Node& node, runtime::NodeBinding& out);
  static bool is_callable(const graph::Process& process);
  // kNone, and a fault, when it is not there.
  std::uint32_t called_process(std::uint32_t process, const graph::Node& node, const std::string& id);
  void bind_workflows();
  void bind_workflow(const WorkflowFile& source, runtime::WorkflowInfo& out);
  void bind_objects(std::uint32_t process, const WorkflowFile* source);
  void bind_messages(std::uint32_t process, const WorkflowFile* source);
  // Names that are written as texts and found only when something runs: of kinds, decisions, books.
  void check_kind(const std::string& path, const std::string& where, const std::string& kind);
  void check_form(const std::string& path, const forms::FormSchema& form);
  void check_options(const std::string& path, const std::vector<forms::Component>& components);
  void check_objects(const duty::RulesFile& file);
  void check_inputs(const std::string& path, const graph::Node& node);
  bool knows_duty(std::string_view id) const;  // true, too, when the rules have faults of their own
  duty::DutyIndex duty_of(std::string_view id) const;
  std::vector<std::string> duties_of_tasks() const;
  const forms::FormSchema* find_form(int workflow, const std::string& form) const;
  feel::Expression expression(const std::string& path, const std::string& pointer, const std::string& text);

  const std::vector<File>& files_;
  CheckOptions options_;
  std::map<std::string, const std::string*, std::less<>> by_path_;
  std::shared_ptr<runtime::Program> program_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<WorkflowFile> workflows_;
  std::vector<bpmn::Definitions> models_;
  std::vector<ProcessHome> homes_;          // by process
  std::vector<std::string> process_paths_;  // by process
};

}  // namespace chancery::package
