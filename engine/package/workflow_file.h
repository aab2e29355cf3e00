// workflow.json: one folder of workflows/ as it declares itself (engine/docs/package-format.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/value/value.h"

namespace chancery::package {

struct ObjectEntry {
  std::string name;
  std::string kind;
  std::string id;  // FEEL
};
struct MessageEntry {
  std::string name;
  std::string duty;
  std::string form;  // "" = none
  Value title;
};
struct WorkflowFile {
  std::string path;    // of workflow.json
  std::string folder;  // "workflows/seal-use/"
  std::string id;
  Value name;
  Value summary;
  std::string process;
  bool startable = false;
  bool counter = false;
  std::string start_duty;
  std::string start_form;
  std::string title;  // FEEL, without "="
  std::vector<ObjectEntry> objects;
  std::vector<MessageEntry> messages;
  std::vector<std::string> models;
  std::vector<std::string> decisions;
  std::vector<std::string> forms;
  std::vector<std::string> registers;
  std::string duties;
  std::vector<std::string> uses;
};

Result<WorkflowFile> read_workflow_file(const std::string& path, std::string_view text);
// An error of a JSON file as a diagnostic of that file.
Diagnostic at_file(const std::string& path, const Error& error);

}  // namespace chancery::package
