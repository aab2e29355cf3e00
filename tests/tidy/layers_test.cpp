// Every include and every LINKS of the tree against engine/docs/layers.md, and the checker against planted violations.
#include "tests/tidy/layers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chancery::tidy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const LayerTable& table() {
  static const LayerTable kTable = parse_layers(read_file("engine/docs/layers.md"));
  return kTable;
}

Findings includes(const std::string& path, const std::string& text) { return check_includes({path, text}, table()); }
Findings links(const std::string& path, const std::string& text) { return check_links({path, text}, table()); }

TEST(Layers, TheTableIsConsistent) {
  EXPECT_GE(table().layers.size(), 29U);
  EXPECT_THAT(check_levels(table()), IsEmpty()) << report(check_levels(table()));
}

TEST(Layers, EveryIncludeOfTheTreeIsAllowed) {
  Findings all;
  std::size_t files = 0;
  for (const char* room : {"engine", "adapters", "web-console/server"}) {
    for (const auto& file : read_tree(room)) {
      if (!is_cpp(file.path)) continue;
      ++files;
      for (auto& f : check_includes(file, table())) all.push_back(std::move(f));
    }
  }
  EXPECT_GT(files, 10U);
  EXPECT_THAT(all, IsEmpty()) << report(all);
}

TEST(Layers, EveryLinkOfTheTreeIsAllowed) {
  Findings all;
  for (const char* room : {"engine", "adapters", "web-console/server"})
    for (const auto& file : read_tree(room))
      if (file.path.ends_with("/CMakeLists.txt"))
        for (auto& f : check_links(file, table())) all.push_back(std::move(f));
  EXPECT_THAT(all, IsEmpty()) << report(all);
}

TEST(Layers, EveryModuleOfTheTreeHasARow) {
  Findings all;
  for (const auto& name : folders_of("engine"))
    if (name != "docs" && !table().layers.contains(name)) all.push_back("engine/" + name);
  for (const auto& name : folders_of("adapters"))
    if (!table().layers.contains("adapters/" + name)) all.push_back("adapters/" + name);
  EXPECT_THAT(all, IsEmpty()) << report(all);
}

// One file with Boost.Beast costs half a minute of compiling, so few may have it, and no header.
TEST(Layers, BeastStandsInFourSourceFilesAtMost) {
  Findings with_beast;
  for (const auto& file : read_tree("web-console/server"))
    if (is_cpp(file.path) && file.text.find("<boost/beast") != std::string::npos) with_beast.push_back(file.path);
  for (const auto& file : read_tree("adapters"))
    if (is_cpp(file.path) && file.text.find("<boost/beast") != std::string::npos) with_beast.push_back(file.path);
  std::size_t sources = 0;
  for (const auto& path : with_beast) sources += path.ends_with(".cpp") ? 1 : 0;
  EXPECT_LE(sources, 4U) << report(with_beast);
}

TEST(Layers, ProductDoesNotIncludeTests) {
  EXPECT_THAT(includes("engine/feel/a.cpp", "#include \"tests/support/fake.h\"\n"), SizeIs(1));
}

TEST(LayersSelfTest, AllowedIncludesPass) {
  EXPECT_THAT(includes("engine/feel/a.cpp",
                       "#include \"engine/feel/b.h\"\n#include \"engine/value/value.h\"\n#include <string>\n"),
              IsEmpty());
  EXPECT_THAT(includes("engine/base/hash.cpp", "#include <openssl/evp.h>\n"), IsEmpty());
  EXPECT_THAT(includes("engine/duty/a.cpp", "// #include \"engine/service/a.h\"\n"), IsEmpty());
  EXPECT_THAT(includes("engine/service/a.cpp", "#include <thread>\n#include \"engine/runtime/decide.h\"\n"), IsEmpty());
  EXPECT_THAT(includes("adapters/cli/main.cpp", "#include \"web-console/server/listener.h\"\n#include <CLI/CLI.hpp>\n"),
              IsEmpty());
}

TEST(LayersSelfTest, UpwardIncludeIsFound) {
  const auto found = includes("engine/bpmn/reader.cpp", "\n#include \"engine/runtime/state.h\"\n");
  EXPECT_THAT(found, Contains(HasSubstr("engine/bpmn/reader.cpp:2: bpmn may not include runtime")));
}

TEST(LayersSelfTest, SidewaysIncludeIsFound) {
  EXPECT_THAT(includes("engine/graph/a.cpp", "#include \"engine/dmn/model.h\"\n"), SizeIs(1));
  EXPECT_THAT(includes("adapters/sqlite/a.cpp", "#include \"adapters/system/clock.h\"\n"), SizeIs(1));
  EXPECT_THAT(includes("web-console/server/a.cpp", "#include \"adapters/sqlite/event_store.h\"\n"), SizeIs(1));
  EXPECT_THAT(includes("engine/proof/a.cpp", "#include \"engine/runtime/decide.h\"\n"), SizeIs(1));
}

TEST(LayersSelfTest, IncludeInSubfolderCountsForItsModule) {
  EXPECT_THAT(includes("engine/feel/builtins/text.cpp", "#  include \"engine/journal/events.h\"\n"), SizeIs(1));
}

TEST(LayersSelfTest, ForeignLibraryIsFound) {
  EXPECT_THAT(includes("engine/forms/a.cpp", "#include <rapidjson/document.h>\n"), SizeIs(1));
  EXPECT_THAT(includes("engine/runtime/a.cpp", "#include <sqlite3.h>\n"), SizeIs(1));
  EXPECT_THAT(includes("adapters/sqlite/a.cpp", "#include <boost/beast/http.hpp>\n"), SizeIs(1));
  EXPECT_THAT(includes("engine/value/a.cpp", "#include <boost/multiprecision/cpp_dec_float.hpp>\n"), SizeIs(1));
}

TEST(LayersSelfTest, UnknownLibraryAndUnknownModuleAreFound) {
  EXPECT_THAT(includes("adapters/cli/a.cpp", "#include <zstd.h>\n"), SizeIs(1));
  EXPECT_THAT(includes("engine/misc/a.cpp", ""), SizeIs(1));
}

TEST(LayersSelfTest, RelativeIncludeIsFound) {
  EXPECT_THAT(includes("engine/feel/a.cpp", "#include \"lexer.h\"\n"), SizeIs(1));
  EXPECT_THAT(includes("engine/feel/a.cpp", "#include \"../value/value.h\"\n"), SizeIs(1));
}

TEST(LayersSelfTest, HeadersOfTheWorldAreFoundInTheDecisionCore) {
  for (const char* header :
       {"<ctime>", "<fstream>", "<filesystem>", "<thread>", "<mutex>", "<random>", "<iostream>", "<unistd.h>"})
    EXPECT_THAT(includes("engine/runtime/a.cpp", std::string("#include ") + header + "\n"), SizeIs(1)) << header;
}

TEST(LayersSelfTest, ForbiddenLinkIsFound) {
  EXPECT_THAT(links("engine/bpmn/CMakeLists.txt", "chancery_module(bpmn\n  SOURCES a.cpp\n  LINKS base xml feel)\n"),
              Contains(HasSubstr("bpmn may not link feel")));
  EXPECT_THAT(links("adapters/sqlite/CMakeLists.txt", "chancery_module(sqlite SOURCES a.cpp LINKS system)"), SizeIs(1));
  EXPECT_THAT(
      links("engine/bpmn/CMakeLists.txt", "chancery_module(bpmn SOURCES a.cpp LINKS base xml THIRD_PARTY feel)"),
      IsEmpty());
}

TEST(LayersSelfTest, FaultyTablesAreFound) {
  const std::string head = "| level | module | may include | third party |\n|---|---|---|---|\n";
  EXPECT_THAT(check_levels(parse_layers(head + "| 0 | base | nothing-known | – |\n")),
              Contains(HasSubstr("no module is called")));
  EXPECT_THAT(check_levels(parse_layers(head + "| 0 | base | value | – |\n| 1 | value | base | – |\n")), SizeIs(2));
  EXPECT_THAT(check_levels(parse_layers(head + "| 0 | base | std | Qt |\n")), Contains(HasSubstr("Qt")));
}

}  // namespace
}  // namespace chancery::tidy
