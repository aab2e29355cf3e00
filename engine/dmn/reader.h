// Reader: the elements of a DMN file → DecisionModel, every text compiled, every fault collected. Private to this module.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dmn/model.h"
#include "engine/xml/xml.h"

namespace chancery::dmn {

class Reader {
 public:
  Reader(std::string_view file_name, feel::SymbolTable& symbols) : file_(file_name), symbols_(symbols) {}
  ModelResult read(const xml::Element& root);

 private:
  void learn_names(const xml::Element& root);
  void read_decision(const xml::Element& element);
  void read_knowledge(const xml::Element& element);
  std::optional<Decision> begin_decision(const xml::Element& element);
  void read_table(const xml::Element& element, DecisionTable& table);
  void read_hit_policy(const xml::Element& element, DecisionTable& table);
  void read_input(const xml::Element& element, DecisionTable& table);
  void read_output(const xml::Element& element, DecisionTable& table);
  void read_rule(const xml::Element& element, DecisionTable& table);
  void check_table(const xml::Element& element, const DecisionTable& table);
  void read_requirements(const xml::Element& element, std::size_t decision);
  void order_decisions();
  bool visit(std::size_t index, std::vector<char>& state, std::vector<std::uint32_t>& order);

  const xml::Element* child(const xml::Element& element, std::string_view name) const {
    return element.child(ns_, name);
  }
  std::vector<const xml::Element*> children(const xml::Element& element, std::string_view name) const;
  // The text element of a clause, or null.
  const xml::Element* text_of(const xml::Element& element) const { return child(element, "text"); }
  feel::Expression expression(const xml::Element& holder, std::string_view prefix = "", std::string_view suffix = "");
  feel::UnaryTests unary_tests(const xml::Element& holder);
  bool check_language(const xml::Element& holder);
  feel::CompileOptions options_at(const xml::Element& text) const;
  void report(const xml::Element& at, std::string code, std::vector<MessageParameter> parameters = {});
  void take(std::vector<Diagnostic> diagnostics);

  std::string file_;
  feel::SymbolTable& symbols_;
  std::string ns_;
  DecisionModel model_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<std::string> known_names_;
  std::map<std::string, std::uint32_t, std::less<>> by_id_;  // decisions and knowledge
  std::map<std::string, bool, std::less<>> inputs_;          // ids of input data
  std::vector<std::vector<std::uint32_t>> requires_;
};

}  // namespace chancery::dmn
