// Boxed expressions: elements → Box.
#include <algorithm>

#include "engine/dmn/reader.h"

namespace chancery::dmn {
namespace {

constexpr std::string_view kBoxes[] = {
    "literalExpression", "decisionTable", "context", "list", "relation", "functionDefinition",
    "invocation",        "conditional",   "filter",  "for",  "some",     "every"};

}  // namespace

bool Reader::is_box(const xml::Element& element) const {
  return is_ours(element) && std::find(std::begin(kBoxes), std::end(kBoxes), element.name) != std::end(kBoxes);
}

BoxIndex Reader::read_inside(const xml::Element& holder) {
  const auto found = std::find_if(holder.children.begin(), holder.children.end(),
                                  [this](const xml::Element& element) { return is_box(element); });
  return found != holder.children.end() ? read_box(*found) : kNoBox;
}

BoxIndex Reader::read_inside(const xml::Element& element, std::string_view part) {
  const xml::Element* holder = child(element, part);
  const BoxIndex box = holder != nullptr ? read_inside(*holder) : kNoBox;
  if (box == kNoBox) {
    report(element, "dmn.missing-part", {{"element", element.name}, {"part", std::string(part)}});
  } else if (compiled_->boxes[box].type == kAnyType) {
    compiled_->boxes[box].type = type_of(*holder);
  }
  return box;
}

BoxIndex Reader::read_box(const xml::Element& element) {
  Box box;
  box.type = type_of(element);
  box.label = element.value("label").empty() ? element.name : std::string(element.value("label"));
  if (element.name == "literalExpression") box.form = read_literal(element);
  if (element.name == "decisionTable") box.form = read_table(element);
  if (element.name == "context") box.form = read_context(element);
  if (element.name == "relation") box.form = read_relation(element);
  if (element.name == "invocation") box.form = read_invocation(element);
  if (element.name == "filter") box.form = read_filter(element);
  if (element.name == "for") box.form = read_iterator(element, Iteration::kFor);
  if (element.name == "some") box.form = read_iterator(element, Iteration::kSome);
  if (element.name == "every") box.form = read_iterator(element, Iteration::kEvery);
  if (element.name == "functionDefinition") {
    box.form = FunctionBox{read_function(element, "function")};
    box.type = kAnyType;  // that of the function, checked when it answers
  }
  if (element.name == "list") {
    ListBox list;
    for (const xml::Element& item : element.children)
      if (is_box(item)) list.items.push_back(read_box(item));
    box.form = std::move(list);
  }
  if (element.name == "conditional") {
    const BoxIndex condition = read_inside(element, "if");
    const BoxIndex then = read_inside(element, "then");
    box.form = ConditionalBox{condition, then, read_inside(element, "else")};
  }
  compiled_->boxes.push_back(std::move(box));
  return static_cast<BoxIndex>(compiled_->boxes.size() - 1);
}

LiteralBox Reader::read_literal(const xml::Element& element, std::string_view prefix, std::string_view suffix) {
  const std::size_t before = diagnostics_.size();
  LiteralBox box{expression(element, prefix, suffix), {}};
  if (!box.expression)
    box.faults.assign(diagnostics_.begin() + static_cast<std::ptrdiff_t>(before), diagnostics_.end());
  return box;
}

// An entry without a variable is the result; it stands last.
ContextBox Reader::read_context(const xml::Element& element) {
  ContextBox box;
  const Mark before = mark();
  for (const xml::Element* entry : children(element, "contextEntry")) {
    if (box.result != kNoBox) report(*entry, "dmn.result-not-last");
    const xml::Element* variable = child(*entry, "variable");
    const BoxIndex value = read_inside(*entry);
    if (variable == nullptr) {
      box.result = value;
      continue;
    }
    const std::string name(variable->value("name"));
    if (name.empty()) report(*variable, "dmn.no-name", {{"element", "variable"}});
    box.entries.push_back({name, add_local(name), type_of(*variable), value});
  }
  forget(before);
  return box;
}

RelationBox Reader::read_relation(const xml::Element& element) {
  RelationBox box;
  for (const xml::Element* column : children(element, "column")) {
    if (column->value("name").empty()) report(*column, "dmn.no-name", {{"element", "column"}});
    box.columns.push_back({std::string(column->value("name")), type_of(*column)});
  }
  for (const xml::Element* row : children(element, "row")) {
    std::vector<BoxIndex> cells;
    for (const xml::Element& cell : row->children)
      if (is_box(cell)) cells.push_back(read_box(cell));
    if (cells.size() != box.columns.size())
      report(*row, "dmn.row-size", {{"row", std::to_string(box.rows.size() + 1)}});
    else
      box.rows.push_back(std::move(cells));
  }
  return box;
}

InvocationBox Reader::read_invocation(const xml::Element& element) {
  InvocationBox box;
  box.callee = read_inside(element);
  if (box.callee == kNoBox) report(element, "dmn.missing-part", {{"element", element.name}, {"part", "function"}});
  for (const xml::Element* binding : children(element, "binding")) {
    const xml::Element* parameter = child(*binding, "parameter");
    const std::string_view name = parameter != nullptr ? parameter->value("name") : std::string_view();
    if (name.empty()) report(*binding, "dmn.no-name", {{"element", "parameter"}});
    box.parameters.emplace_back(name);
    box.arguments.push_back(read_inside(*binding));
  }
  return box;
}

FilterBox Reader::read_filter(const xml::Element& element) {
  FilterBox box;
  box.in = read_inside(element, "in");
  const Mark before = mark();
  box.item = add_local("item");
  const std::vector<feel::Symbol> outer = std::exchange(read_symbols_, {});
  box.match = read_inside(element, "match");
  forget(before);
  for (const feel::Symbol symbol : read_symbols_) box.names.push_back({symbol, symbols_.name(symbol)});
  note(outer);
  return box;
}

IteratorBox Reader::read_iterator(const xml::Element& element, Iteration kind) {
  IteratorBox box;
  box.kind = kind;
  const xml::Element* in = child(element, "in");
  if (in != nullptr) box.in = read_domain(*in);
  if (box.in == kNoBox) report(element, "dmn.missing-part", {{"element", element.name}, {"part", "in"}});
  const std::string_view variable = element.value("iteratorVariable");
  if (variable.empty()) report(element, "dmn.missing-part", {{"element", element.name}, {"part", "iteratorVariable"}});
  const Mark before = mark();
  box.variable = add_local(variable);
  if (kind == Iteration::kFor) box.partial = add_local("partial");
  const std::vector<feel::Symbol> outer = std::exchange(read_symbols_, {});
  box.body = read_inside(element, kind == Iteration::kFor ? "return" : "satisfies");
  forget(before);
  box.reads_partial = kind == Iteration::kFor &&
                      std::find(read_symbols_.begin(), read_symbols_.end(), box.partial) != read_symbols_.end();
  note(outer);
  box.domain = symbols_.intern("domain");
  box.spread = feel::compile_expression("for item in domain return item", symbols_).expression;
  return box;
}

// A text after `in` may be what FEEL's own loops take there: `1..10` as well as a list.
BoxIndex Reader::read_domain(const xml::Element& in) {
  const xml::Element* text = child(in, "literalExpression");
  if (text == nullptr) return read_inside(in);
  Box box;
  box.label = text->name;
  box.type = type_of(*text);
  box.form = read_literal(*text, "for item in ", "\nreturn item");
  compiled_->boxes.push_back(std::move(box));
  return static_cast<BoxIndex>(compiled_->boxes.size() - 1);
}

}  // namespace chancery::dmn
