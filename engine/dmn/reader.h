// Reader: the elements of DMN files → Compiled, every text compiled, every name resolved, every fault collected. One pass after
// another over all files, a file for each: sources.cpp, read_types.cpp, read_elements.cpp, requirements.cpp, then the logic:
// read_logic.cpp, read_box.cpp, read_table.cpp. Private to this module.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dmn/compiled.h"
#include "engine/xml/xml.h"

namespace chancery::dmn {

struct Source;

struct Import {
  std::string name;
  std::vector<const Source*> models;  // the files of its namespace
};

struct Source {
  std::string file;
  std::uint32_t number = 0;
  xml::Element root;
  std::string ns;  // of its model: targetNamespace in all but name
  std::vector<Import> imports;
  std::map<std::string, ElementIndex, std::less<>> by_id;
  std::map<std::string, TypeIndex, std::less<>> types;
  std::vector<std::pair<const xml::Element*, TypeIndex>> type_elements;
  feel::TypeTable feel_types;
  std::vector<std::string> component_names;  // of several words or with signs: FEEL must be told them
  std::vector<std::pair<const xml::Element*, ElementIndex>> elements;
};

class Reader {
 public:
  Reader(feel::SymbolTable& symbols, Undefined undefined)
      : symbols_(symbols), undefined_(undefined), compiled_(std::make_shared<Compiled>()) {}
  ModelResult read(std::span<const SourceFile> files);

 private:
  // sources.cpp
  void parse(std::span<const SourceFile> files);
  void resolve_imports();
  void check_import_circles(Source& source, std::map<const Source*, int>& state);

  // read_types.cpp
  void read_types();
  void define_type(const xml::Element& element, TypeIndex index);
  ItemType described_type(const xml::Element& element);
  void read_allowed(const xml::Element& element, std::string_view holder, ItemType& type);
  void check_type_circles();
  void fill_feel_types();
  std::optional<TypeIndex> find_type(const Source& source, std::string_view name) const;
  TypeIndex type_named(std::string_view reference, const xml::Element& at);
  TypeIndex type_of(const xml::Element& element) { return type_named(element.value("typeRef"), element); }

  // read_elements.cpp
  void read_elements();
  void read_element(const xml::Element& element, ElementKind kind);

  // requirements.cpp
  void read_requirements();
  void read_requirements_of(const xml::Element& element, ElementIndex index);
  void read_service(const xml::Element& element, ElementIndex index);
  void require(const xml::Element& target, std::vector<ElementIndex>& out, std::initializer_list<ElementKind> kinds);
  std::optional<ElementIndex> find_required(std::string_view href) const;
  void check_circles();
  std::optional<std::size_t> height(ElementIndex index, std::vector<std::size_t>& heights, std::size_t depth);
  void form_islands();
  void make_visible(ElementIndex from, ElementIndex required);
  bool import_path(const Source& from, const Source& to, std::vector<std::string>& path, std::set<const Source*>& seen);

  // read_logic.cpp
  void read_logic();
  void read_logic_of(const xml::Element& element, ElementIndex index);
  std::uint32_t read_function(const xml::Element& element, std::string name);
  feel::Expression expression(const xml::Element& holder, std::string_view prefix = "", std::string_view suffix = "");
  feel::UnaryTests unary_tests(const xml::Element& holder);
  bool check_language(const xml::Element& holder);
  feel::CompileOptions options_at(const xml::Element& text) const;
  void note(const std::vector<feel::Symbol>& symbols);
  void warn_of_names(const std::vector<feel::Symbol>& symbols, const xml::Element& at);
  feel::Symbol add_local(std::string_view name);
  struct Mark {
    std::size_t locals;
    std::size_t names;
  };
  Mark mark() const { return {locals_.size(), names_.size()}; }
  void forget(Mark mark);

  // read_box.cpp
  bool is_box(const xml::Element& element) const;
  BoxIndex read_inside(const xml::Element& holder);  // the expression inside, or none
  BoxIndex read_inside(const xml::Element& element, std::string_view part);
  BoxIndex read_box(const xml::Element& element);
  LiteralBox read_literal(const xml::Element& element, std::string_view prefix = "", std::string_view suffix = "");
  ContextBox read_context(const xml::Element& element);
  RelationBox read_relation(const xml::Element& element);
  InvocationBox read_invocation(const xml::Element& element);
  FilterBox read_filter(const xml::Element& element);
  IteratorBox read_iterator(const xml::Element& element, Iteration kind);
  BoxIndex read_domain(const xml::Element& in);

  // read_table.cpp
  TableBox read_table(const xml::Element& element);
  void read_hit_policy(const xml::Element& element, DecisionTable& table);
  void read_input(const xml::Element& element, DecisionTable& table);
  void read_output(const xml::Element& element, DecisionTable& table);
  void read_rule(const xml::Element& element, DecisionTable& table);
  void check_table(const xml::Element& element, const DecisionTable& table);
  List literal_values(const xml::Element& values);

  bool is_ours(const xml::Element& element) const { return element.ns == source_->root.ns; }
  const xml::Element* child(const xml::Element& element, std::string_view name) const {
    return element.child(source_->root.ns, name);
  }
  std::vector<const xml::Element*> children(const xml::Element& element, std::string_view name) const;
  const xml::Element* text_of(const xml::Element& element) const { return child(element, "text"); }
  void report(const xml::Element& at, std::string code, std::vector<MessageParameter> parameters = {},
              Severity severity = Severity::kError);
  void report(const Source& source, const xml::Element& at, std::string code, std::vector<MessageParameter> parameters);
  void take(std::vector<Diagnostic> diagnostics);
  Severity of_undefined() const { return undefined_ == Undefined::kRefused ? Severity::kError : Severity::kWarning; }
  bool failed() const;

  feel::SymbolTable& symbols_;
  Undefined undefined_;
  std::shared_ptr<Compiled> compiled_;
  std::vector<std::unique_ptr<Source>> sources_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<const Source*> source_of_;          // by element
  std::vector<std::set<feel::Symbol>> declared_;  // by source: symbols of its elements
  Source* source_ = nullptr;                      // that is being read
  // While the logic of an element is read:
  ElementIndex element_ = kNoElement;
  std::vector<std::string> names_;          // visible, of several words or with signs
  std::vector<feel::Symbol> locals_;        // entries, parameters and variables around the text
  std::vector<feel::Symbol> read_symbols_;  // since a function or filter began
  std::set<feel::Symbol> warned_;
};

// Whether FEEL must be told the name: one of several words or with signs in it.
bool must_be_known(std::string_view name);

}  // namespace chancery::dmn
