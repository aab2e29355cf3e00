// BPMN: what a deployment does with a model: reading, compiling the graph, checking the package that it stands in
// alone.
#include <algorithm>

#include "engine/bpmn/reader.h"
#include "engine/graph/compile.h"
#include "engine/package/package.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/targets.h"

namespace chancery::fuzz {
namespace {

const std::string kFile = "a.bpmn";

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

}  // namespace

int fuzz_bpmn(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const bpmn::ReadResult read = bpmn::read_bpmn(kFile, {data, size});
  require_inside(text, kFile, read.diagnostics, Place::kXmlLine);
  require(read.definitions || read.has_errors(), "nothing was read, and nothing is wrong");
  if (read.has_errors()) return 0;

  const package::CheckOptions options{.test_person = PersonId{1}};
  const package::Checked checked = package::check({{kFile, std::string(text)}}, PackageId{1}, options);
  require_inside(text, kFile, checked.diagnostics, Place::kXmlLine);
  require((checked.program == nullptr) == has_error(checked.diagnostics), "a program with an error, or neither");
  require(checked.diagnostics.size() >= read.diagnostics.size(), "a finding of the reader is lost");
  if (!checked.program) return 0;

  feel::SymbolTable symbols;
  const graph::CompileOutput compiled = graph::compile(*read.definitions, symbols);
  require(compiled.processes.size() == checked.program->processes.size(), "a process more, or less");
  return 0;
}

}  // namespace chancery::fuzz
