// The package that is shipped passes, and comes out the same however its files are ordered.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/package/change.h"

namespace chancery::package {
namespace {

using test::Package;
using test::shipped;

TEST(Shipped, HasNoFault) {
  const Checked checked = Package().check();
  EXPECT_EQ(test::shown(checked.diagnostics), "");
  ASSERT_NE(checked.program, nullptr);
  EXPECT_EQ(checked.program->id, test::kPackage);
}

TEST(Shipped, EveryWorkflowIsBound) {
  const auto program = Package().check().program;
  std::string ids;
  for (const runtime::WorkflowInfo& w : program->workflows) {
    ids += w.id + " ";
    EXPECT_LT(w.process, program->processes.size());
    EXPECT_TRUE(program->files.contains(w.file)) << w.file;
    EXPECT_TRUE(static_cast<bool>(w.title)) << w.id;
    if (!w.startable) continue;
    EXPECT_NE(w.start_duty, duty::kNoDuty) << w.id;
    EXPECT_NE(w.start_form, nullptr) << w.id;
    EXPECT_NE(w.start_node, graph::kNone) << w.id;
  }
  EXPECT_EQ(ids, "certificate custodian-appointment deliberation disclosure handover seal-use ");
}

TEST(Shipped, EveryReferenceOfEveryElementIsBound) {
  const auto program = Package().check().program;
  std::size_t tasks = 0;
  for (std::size_t p = 0; p < program->processes.size(); ++p)
    for (std::size_t n = 0; n < program->processes[p]->nodes.size(); ++n) {
      const graph::Node& node = program->processes[p]->nodes[n];
      const runtime::NodeBinding& binding = program->bindings[p][n];
      EXPECT_TRUE(binding.in_workflow);
      EXPECT_EQ(binding.decision != nullptr, node.decision != nullptr) << node.id;
      if (!node.user_task) continue;
      ++tasks;
      EXPECT_NE(binding.duty, duty::kNoDuty) << node.id;
      EXPECT_NE(binding.form, nullptr) << node.id;
      EXPECT_FALSE(binding.variable.empty()) << node.id;
    }
  EXPECT_GT(tasks, 20u);
}

TEST(Shipped, EveryServiceTaskIsDoneByTheEngine) {
  const auto program = Package().check().program;
  for (std::size_t p = 0; p < program->processes.size(); ++p)
    for (std::size_t n = 0; n < program->processes[p]->nodes.size(); ++n) {
      const graph::Node& node = program->processes[p]->nodes[n];
      EXPECT_EQ(program->bindings[p][n].topic != nullptr, node.service != nullptr && !node.service->topic.empty())
          << node.id;
    }
}

TEST(Shipped, TheCatalogueIsThere) {
  const auto program = Package().check().program;
  for (const char* name : {"retained", "prohibited", "statutory"})
    EXPECT_FALSE(program->catalogue.get(name).as_list().empty()) << name;
  EXPECT_FALSE(program->laws.get("villages-2026").get("title").get_text("zh").empty());
  EXPECT_FALSE(program->posts.get("chair").get_text("zh").empty());
  EXPECT_NE(program->registers.book("seal-use-book"), nullptr);
  EXPECT_NE(program->registers.kind("seal"), nullptr);
}

// What events name by number: processes and workflows, by their place.
std::string numbering(const runtime::Program& program) {
  std::string out;
  for (const auto& process : program.processes) out += process->id + " ";
  for (const auto& workflow : program.workflows) out += workflow.id + " ";
  return out;
}

TEST(Shipped, ThePlaceOfAProcessDoesNotHangOnTheOrderOfTheFiles) {
  const std::string expected = numbering(*Package().check().program);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    std::vector<File> files = shipped();
    std::shuffle(files.begin(), files.end(), std::mt19937_64(seed));
    const Checked checked = check(files, PackageId{9});
    ASSERT_NE(checked.program, nullptr) << test::shown(checked.diagnostics);
    EXPECT_EQ(numbering(*checked.program), expected) << seed;
  }
}

TEST(Belongs, WhatADeploymentTakes) {
  for (const char* path :
       {"workflows/a/workflow.json", "workflows/a/a.bpmn", "workflows/a/decisions/b.dmn", "config/law/laws.json",
        "config/catalogue/retained.json", "config/meetings/profiles.json", "config/calendar/cn-2026.json"})
    EXPECT_TRUE(belongs(path)) << path;
}

TEST(Belongs, WhatItLeaves) {
  for (const char* path : {"", "workflow.json", "workflows", "workflows/README.md", "workflows/a/README.md",
                           "workflows/a/scenarios/b.json", "workflows/a/scenarios/b.scenario", "workflows/a/a.bpmn.bak",
                           "workflows/a/a.BPMN", "config/demo/people.json", "config/locale/act.json", "config/law",
                           "config/law/README.md", "config/laws/a.json", "engine/a.json", "/workflows/a/workflow.json",
                           "xworkflows/a/workflow.json", "../workflows/a/workflow.json", "workflows/a/json"})
    EXPECT_FALSE(belongs(path)) << path;
}

}  // namespace
}  // namespace chancery::package
