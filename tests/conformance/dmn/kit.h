// The test files of the DMN TCK (testCases.xsd, namespace http://www.omg.org/spec/DMN/20160719/testcase) as plain structs. Reads
// only what is in the bytes; the runner finds the files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/value/value.h"

namespace chancery::dmn_kit {

enum class CaseType : unsigned char { kDecision, kDecisionService, kKnowledge };

struct InputNode {
  std::string name;
  std::string ns;  // of the model that declares it; "" = the tested one
  Value value;
};

struct ResultNode {
  std::string name;
  std::string ns;
  Value expected;
  bool error_expected = false;
};

struct TestCase {
  std::string id;
  CaseType type = CaseType::kDecision;
  std::string invocable;  // the service or knowledge model, for those types
  std::vector<InputNode> inputs;
  std::vector<ResultNode> results;
};

struct TestFile {
  std::string model;  // file name in the same folder
  std::vector<TestCase> cases;
};

// Errors: kit.not-a-test-file {file, found}, kit.bad-value {file, line, text}.
Result<TestFile> read_test_file(std::string_view file_name, BytesView bytes);

}  // namespace chancery::dmn_kit
