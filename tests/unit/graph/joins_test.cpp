// Inclusive joins (BPMN 2.0.2, 13.4.3): for each incoming flow, from where it can still be reached without passing
// the join.
#include "engine/graph/joins.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "tests/unit/graph/compiled.h"

namespace chancery::graph {
namespace {

using test::Compiled;
using test::flow;
using test::process;

std::string tasks(std::initializer_list<const char*> ids) {
  std::string out;
  for (const char* id : ids) out += std::string("<task id='") + id + "'/>";
  return out;
}

// The ids of the nodes from which the flow into the join comes.
std::string reaching(const Compiled& compiled, std::string_view join, std::string_view flow_id) {
  const Process& p = compiled.process();
  const Node& node = compiled.node(join);
  const JoinReach* reach = p.reach_of(p.find(join));
  if (reach == nullptr) return "no join";
  EXPECT_EQ(reach->from.size(), node.incoming.size());
  std::string ids;
  for (std::size_t i = 0; i < node.incoming.size(); ++i) {
    if (p.flows[node.incoming[i]].id != flow_id) continue;
    for (NodeIndex n = 0; n < p.nodes.size(); ++n)
      if (reach->from[i][n]) ids += p.nodes[n].id + " ";
  }
  return ids;
}

TEST(Joins, ASplitAndItsJoin) {
  const Compiled compiled(process("<startEvent id='s'/><inclusiveGateway id='i'/>" + tasks({"a", "b"}) +
                                  "<inclusiveGateway id='j'/><endEvent id='e'/>" + flow("s", "i") + flow("i", "a") +
                                  flow("i", "b") + flow("a", "j") + flow("b", "j") + flow("j", "e")));
  EXPECT_EQ(reaching(compiled, "j", "a_j"), "s i a ");
  EXPECT_EQ(reaching(compiled, "j", "b_j"), "s i b ");
  EXPECT_EQ(compiled.process().joins.size(), 1u);
  EXPECT_EQ(reaching(compiled, "i", "s_i"), "no join") << "one way in: nothing to wait for";
}

TEST(Joins, OnlyInclusiveGatewaysWait) {
  for (const char* kind : {"exclusiveGateway", "parallelGateway"}) {
    const std::string j = std::string("<") + kind + " id='j'/>";
    const Compiled compiled(process("<startEvent id='s'/><parallelGateway id='i'/>" + tasks({"a", "b"}) + j +
                                    "<endEvent id='e'/>" + flow("s", "i") + flow("i", "a") + flow("i", "b") +
                                    flow("a", "j") + flow("b", "j") + flow("j", "e")));
    EXPECT_TRUE(compiled.process().joins.empty()) << kind;
  }
}

// Behind the join nothing counts, even where a loop leads back.
TEST(Joins, TheWayThroughTheJoinItselfDoesNotCount) {
  const Compiled compiled(process("<startEvent id='s'/><inclusiveGateway id='j'/>" + tasks({"a"}) +
                                  "<exclusiveGateway id='x'/><endEvent id='e'/>" + flow("s", "j") + flow("j", "a") +
                                  flow("a", "x") + flow("x", "e") + flow("x", "j")));
  EXPECT_EQ(reaching(compiled, "j", "s_j"), "s ");
  EXPECT_EQ(reaching(compiled, "j", "x_j"), "a x ");
}

TEST(Joins, ABoundaryEventLeadsOnFromItsActivity) {
  const Compiled compiled(
      process("<startEvent id='s'/><parallelGateway id='i'/>" + tasks({"a", "b"}) +
              "<boundaryEvent id='t' "
              "attachedToRef='a'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
              "</boundaryEvent><inclusiveGateway id='j'/><endEvent id='e'/><endEvent id='f'/>" +
              flow("s", "i") + flow("i", "a") + flow("i", "b") + flow("a", "f") + flow("t", "j") + flow("b", "j") +
              flow("j", "e")));
  EXPECT_EQ(reaching(compiled, "j", "t_j"), "s i a t ");
  EXPECT_EQ(reaching(compiled, "j", "b_j"), "s i b ");
}

TEST(Joins, ASubProcessIsOneNodeOfItsScope) {
  const Compiled compiled(
      process("<startEvent id='s'/><parallelGateway id='i'/><subProcess id='a'><startEvent id='k'/>" + flow("k", "l") +
              "<endEvent id='l'/></subProcess>" + tasks({"b"}) + "<inclusiveGateway id='j'/><endEvent id='e'/>" +
              flow("s", "i") + flow("i", "a") + flow("i", "b") + flow("a", "j") + flow("b", "j") + flow("j", "e")));
  EXPECT_EQ(reaching(compiled, "j", "a_j"), "s i a ") << "its inside is a scope of its own";
}

TEST(Joins, AJoinInsideASubProcessSeesItsScope) {
  const Compiled compiled(process("<startEvent id='s'/>" + flow("s", "n") + "<subProcess id='n'><startEvent id='k'/>" +
                                  "<inclusiveGateway id='i'/>" + tasks({"a", "b"}) + "<inclusiveGateway id='j'/>" +
                                  flow("k", "i") + flow("i", "a") + flow("i", "b") + flow("a", "j") + flow("b", "j") +
                                  flow("j", "z") + "<endEvent id='z'/></subProcess>"));
  EXPECT_EQ(reaching(compiled, "j", "a_j"), "k i a ");
}

TEST(Joins, OfTwoInARowEachKnowsTheOther) {
  const Compiled compiled(
      process("<startEvent id='s'/><parallelGateway id='i'/><inclusiveGateway id='j'/>"
              "<inclusiveGateway id='m'/><endEvent id='e'/>" +
              tasks({"a", "b", "c"}) + flow("s", "i") + flow("i", "a") + flow("i", "b") + flow("i", "c") +
              flow("a", "j") + flow("b", "j") + flow("j", "m") + flow("c", "m") + flow("m", "e")));
  EXPECT_EQ(reaching(compiled, "m", "j_m"), "s i j a b ");
  EXPECT_EQ(reaching(compiled, "m", "c_m"), "s i c ");
  EXPECT_EQ(reaching(compiled, "j", "a_j"), "s i a ");
}

// Random graphs against a search forwards, node by node, written from the sentence of the standard.
class RandomGraph {
 public:
  explicit RandomGraph(std::uint64_t seed) : random_(seed) {
    process_.nodes.resize(2 + random_() % 9);
    for (Node& node : process_.nodes)
      node.kind = random_() % 2 == 0 ? ElementKind::kInclusiveGateway : ElementKind::kTask;
    for (std::uint64_t n = random_() % 20; n > 0; --n) add_flow();
    for (NodeIndex i = 1; i < process_.nodes.size(); ++i) {
      Node& node = process_.nodes[i];
      if (node.kind != ElementKind::kTask || !node.incoming.empty() || random_() % 2 == 0) continue;
      node.kind = ElementKind::kBoundaryEvent;
      node.attached_to = static_cast<NodeIndex>(random_() % i);
    }
    find_joins(process_);
  }

  const Process& process() const { return process_; }

  // Whether a token at `from` can come to stand on the flow without passing the join.
  bool can_reach(NodeIndex from, FlowIndex target, NodeIndex join) const {
    std::vector<bool> seen(process_.nodes.size(), false);
    const std::function<bool(NodeIndex)> search = [&](NodeIndex at) {
      if (at == join || seen[at]) return false;
      seen[at] = true;
      for (const FlowIndex f : process_.nodes[at].outgoing)
        if (f == target || search(process_.flows[f].target)) return true;
      for (NodeIndex b = 0; b < process_.nodes.size(); ++b)
        if (process_.nodes[b].attached_to == at && search(b)) return true;
      return false;
    };
    return search(from);
  }

 private:
  void add_flow() {
    Flow f;
    f.source = static_cast<NodeIndex>(random_() % process_.nodes.size());
    f.target = static_cast<NodeIndex>(random_() % process_.nodes.size());
    const auto index = static_cast<FlowIndex>(process_.flows.size());
    process_.nodes[f.source].outgoing.push_back(index);
    process_.nodes[f.target].incoming.push_back(index);
    process_.flows.push_back(std::move(f));
  }

  std::mt19937_64 random_;
  Process process_;
};

TEST(Joins, AgreeWithASearchForwards) {
  std::size_t joins = 0;
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    SCOPED_TRACE(seed);
    const RandomGraph graph(seed);
    const Process& p = graph.process();
    for (NodeIndex j = 0; j < p.nodes.size(); ++j) {
      const JoinReach* reach = p.reach_of(j);
      const bool waits = p.nodes[j].kind == ElementKind::kInclusiveGateway && p.nodes[j].incoming.size() > 1;
      ASSERT_EQ(reach != nullptr, waits);
      if (!waits) continue;
      ++joins;
      for (std::size_t i = 0; i < p.nodes[j].incoming.size(); ++i)
        for (NodeIndex n = 0; n < p.nodes.size(); ++n)
          ASSERT_EQ(reach->from[i][n], graph.can_reach(n, p.nodes[j].incoming[i], j)) << "join " << j << " node " << n;
    }
  }
  EXPECT_GT(joins, 2'000u);
}

}  // namespace
}  // namespace chancery::graph
