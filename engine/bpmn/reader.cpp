#include "engine/bpmn/reader.h"

#include <algorithm>

#include "engine/bpmn/reading.h"
#include "engine/bpmn/rules/rules.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

bool ReadResult::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::kError; });
}

ReadResult read_bpmn(std::string_view file_name, BytesView bytes, Admission admission) {
  xml::ParseResult parsed = xml::parse(file_name, bytes);
  ReadResult result;
  if (!parsed.root) {
    result.diagnostics = std::move(parsed.diagnostics);
    return result;
  }
  Findings findings(file_name);
  if (is_bpmn(*parsed.root, "definitions")) {
    Definitions& definitions = result.definitions.emplace();
    definitions.file = file_name;
    read_definitions(*parsed.root, definitions, findings);
    check_rules(definitions, admission, findings);
  } else {
    findings.error("bpmn.not-bpmn", parsed.root->position,
                   {{"element", parsed.root->name}, {"namespace", parsed.root->ns}});
  }
  result.diagnostics = findings.take();
  return result;
}

}  // namespace chancery::bpmn
