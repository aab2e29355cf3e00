// The check before anything runs: an element that the engine does not run is refused by name and place, with all other
// faults.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "engine/bpmn/element_kind.h"
#include "engine/json/json.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

struct Refused {
  const char* name;
  std::string bpmn;
  const char* element;  // as the fault names it; "" where another code says it
};
void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.name; }

std::string with(const std::string& node, const std::string& ids = "s n e") {
  return one(start() + node + ends() + path(ids), kRoots);
}
std::string with_end(const std::string& definition) { return one(start() + ended_by("n", definition) + path("s n")); }
std::string with_boundary(const std::string& definition) {
  return one(start() + users("a") + boundary("n", "a", definition) + path("s a"), kRoots);
}

class Unsupported : public testing::TestWithParam<Refused> {};

TEST_P(Unsupported, IsRefusedWithPlaceAndElement) {
  const auto found = service::Engine::check_package({{"workflows/model.bpmn", GetParam().bpmn}});
  std::vector<Diagnostic> errors;
  for (const Diagnostic& d : found)
    if (d.severity == Severity::kError) errors.push_back(d);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, "bpmn.unsupported-element");
  EXPECT_EQ(errors[0].file, "workflows/model.bpmn");
  EXPECT_EQ(errors[0].line, 2);
  EXPECT_GT(errors[0].column, 1);
  EXPECT_EQ(errors[0].parameters[0].value, GetParam().element);
  EXPECT_EQ(errors[0].parameters[1].value, "n");
}

const char* const kCondition = "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>";

INSTANTIATE_TEST_SUITE_P(
    Check, Unsupported,
    testing::Values(Refused{"event sub-process without event",
                            one(start() + ends() + path("s e") +
                                "<subProcess id=\"u\" triggeredByEvent=\"true\"><startEvent id=\"n\"/></subProcess>"),
                            "startEvent without event definition in an event sub-process"},
                    Refused{"error start", one(event("startEvent", "n", error("")) + ends() + path("n e")),
                            "startEvent with errorEventDefinition"},
                    Refused{"catch without definition", with(caught("n", "")),
                            "intermediateCatchEvent without event definition"},
                    Refused{"link among several", with(caught("n", message("m") + "<linkEventDefinition name=\"l\"/>")),
                            "intermediateCatchEvent with messageEventDefinition, linkEventDefinition"},
                    Refused{"timer throw", with(thrown("n", timer("Duration", "P1D"))),
                            "intermediateThrowEvent with timerEventDefinition"},
                    Refused{"conditional end", with_end(kCondition), "endEvent with conditionalEventDefinition"},
                    Refused{"link boundary", with_boundary("<linkEventDefinition name=\"l\"/>"),
                            "boundaryEvent with linkEventDefinition"}));

TEST(Check, AllFaultsComeAtOnceInTheOrderOfTheFile) {
  const std::string bpmn = model("<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>\n" + caught("cg", "") +
                                 "\n" + event("receiveTask", "tx", "", "", "instantiate=\"true\"") + "\n" +
                                 "<sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"cg\"/>\n"
                                 "<sequenceFlow id=\"f2\" sourceRef=\"cg\" targetRef=\"nowhere\"/>\n"
                                 "<callActivity id=\"c\"/></process>");
  std::string found;
  for (const Diagnostic& d : service::Engine::check_package({{"workflows/model.bpmn", bpmn}}))
    if (d.severity == Severity::kError) found += std::to_string(d.line) + " " + d.code + "\n";
  EXPECT_EQ(found,
            "3 bpmn.unsupported-element\n4 bpmn.instantiate-without-message\n6 bpmn.dangling-target\n"
            "7 bpmn.call-without-called-element\n");
}

TEST(Check, FaultsOfExpressionsComeWithThePlaceOfTheirText) {
  const std::string bpmn =
      model("<process id=\"p\" isExecutable=\"true\">" + start() + nodes("exclusiveGateway", "x") + ends() +
            path("s x") + "\n" + when("x", "e", "n >") + "\n" + script("t", "v", "1 +") + "</process>");
  std::set<std::pair<int, std::string>> found;
  for (const Diagnostic& d : service::Engine::check_package({{"workflows/model.bpmn", bpmn}})) {
    if (d.severity != Severity::kError) continue;
    EXPECT_GT(d.column, 1);
    found.emplace(d.line, d.code);
  }
  EXPECT_EQ(found, (std::set<std::pair<int, std::string>>{{3, "feel.unexpected-end"}, {4, "feel.unexpected-end"}}));
}

TEST(Check, TheRefusalHasWordsAndARemedyInBothLanguages) {
  std::ifstream in(std::string(CHANCERY_SOURCE_DIR) + "/config/locale/bpmn.json");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto catalogue = json::parse_json(text);
  ASSERT_TRUE(catalogue);
  const Value& entry = catalogue->get("bpmn.unsupported-element");
  for (const char* language : {"zh", "en"}) {
    EXPECT_NE(entry.get_text(language).find("{element}"), std::string_view::npos) << language;
    EXPECT_FALSE(entry.get("remedy").get_text(language).empty()) << language;
  }
}

TEST(Check, ADeploymentWithAFaultLeavesNothing) { EXPECT_THROW(Stand(with(caught("n", ""))), std::runtime_error); }

TEST(Check, AScriptOfAnotherLanguageIsRefused) {
  const auto script_in = [](const std::string& language) {
    return with("<scriptTask id=\"n\" scriptFormat=\"" + language + "\"><script>1 + 1</script></scriptTask>");
  };
  EXPECT_EQ(fault_of(script_in("javascript")), "graph.other-language");
  EXPECT_EQ(fault_of(script_in("FEEL")), "");
  EXPECT_EQ(fault_of(script_in("https://www.omg.org/spec/DMN/20230324/FEEL/")), "");
}

TEST(Check, ACallInAnExpressionOfTheDialectIsRefused) {
  const auto with_condition = [](const std::string& condition) {
    return fault_of(one(start() + nodes("exclusiveGateway", "x") + ends() + path("s x") + when("x", "e", condition)));
  };
  EXPECT_EQ(with_condition("${n > 1}"), "");
  EXPECT_EQ(with_condition("${bean.check(n)}"), "feel.call");
}

// BPMN 2.0.2, 10.6.6: a receive task behind an event-based gateway has no boundary events.
TEST(Check, ABoundaryEventBehindAnEventBasedGatewayIsRefused) {
  EXPECT_EQ(fault_of(one(start() + nodes("eventBasedGateway", "w") + R"(<receiveTask id="r" messageRef="m"/>)" +
                             boundary("b", "r", timer("Duration", "PT1H")) + caught("t", timer("Duration", "PT2H")) +
                             ends() + path("s w r e") + path("w t e") + path("b e"),
                         kRoots)),
            "bpmn.event-gateway-target-boundary");
}

}  // namespace
}  // namespace chancery::test
