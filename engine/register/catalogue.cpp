#include "engine/register/catalogue.h"

#include <algorithm>
#include <array>

#include "engine/json/object_reader.h"

namespace chancery::registers {
namespace {

constexpr std::array<std::pair<std::string_view, FieldType>, 10> kTypes = {{{"text", FieldType::kText},
                                                                            {"number", FieldType::kNumber},
                                                                            {"boolean", FieldType::kBoolean},
                                                                            {"date", FieldType::kDate},
                                                                            {"datetime", FieldType::kDateTime},
                                                                            {"person", FieldType::kPerson},
                                                                            {"file", FieldType::kFile},
                                                                            {"list", FieldType::kList},
                                                                            {"context", FieldType::kContext},
                                                                            {"any", FieldType::kAny}}};

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && id.front() >= 'a' && id.front() <= 'z' &&
         std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_retention(std::string_view text) {
  if (text == "permanent") return true;
  return text.size() >= 2 && text.size() <= 4 && text.back() == 'y' && text.front() != '0' &&
         std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

// Collects the faults of one file, so that all are told at once.
class FileReader {
 public:
  FileReader(std::string_view file, std::vector<Diagnostic>& faults) : file_(file), faults_(faults) {}

  void fault(Error error) { faults_.push_back({file_, 0, 0, std::move(error.code), std::move(error.parameters)}); }
  void fault(std::string code, std::string pointer, std::string name, std::string value) {
    faults_.push_back(
        {file_, 0, 0, std::move(code), {{"pointer", std::move(pointer)}, {std::move(name), std::move(value)}}});
  }
  template <class T>
  T take(Result<T> result, T otherwise = {}) {
    if (result) return std::move(*result);
    fault(std::move(result).error());
    return otherwise;
  }
  NamePair names(json::ObjectReader& reader, std::string_view name) {
    NamePair pair;
    auto object = reader.object(name);
    if (!object) {
      fault(std::move(object).error());
      return pair;
    }
    pair.zh = take(object->non_empty_text("zh"));
    pair.en = take(object->text_or("en", ""));
    finish(*object);
    return pair;
  }
  void finish(const json::ObjectReader& reader) {
    if (auto finished = reader.finish(); !finished) fault(finished.error());
  }
  std::vector<Field> fields(json::ObjectReader& reader);
  Book book(json::ObjectReader& reader, feel::SymbolTable& symbols);
  Kind kind(json::ObjectReader& reader);

 private:
  FieldType type(json::ObjectReader& reader);
  void states(json::ObjectReader& reader, Kind& kind);
  std::string file_;
  std::vector<Diagnostic>& faults_;
};

FieldType FileReader::type(json::ObjectReader& reader) {
  const std::string name = take(reader.choice("type", {"text", "number", "boolean", "date", "datetime", "person",
                                                       "file", "list", "context", "any"}),
                                std::string("text"));
  for (const auto& [text, type] : kTypes)
    if (text == name) return type;
  return FieldType::kText;
}

std::vector<Field> FileReader::fields(json::ObjectReader& reader) {
  std::vector<Field> fields;
  auto objects = reader.objects("fields");
  if (!objects) {
    fault(std::move(objects).error());
    return fields;
  }
  for (json::ObjectReader& object : *objects) {
    Field field;
    field.key = take(object.non_empty_text("key"));
    field.label = names(object, "label");
    field.type = type(object);
    field.required = take(object.boolean_or("required", false));
    field.masked = take(object.boolean_or("masked", false));
    finish(object);
    if (field.key == "id" || field.key == "state") fault("register.reserved-field", object.pointer(), "key", field.key);
    if (find_field(fields, field.key) != nullptr) fault("register.duplicate-field", object.pointer(), "key", field.key);
    fields.push_back(std::move(field));
  }
  return fields;
}

Book FileReader::book(json::ObjectReader& reader, feel::SymbolTable& symbols) {
  Book book;
  book.scope = take(reader.non_empty_text("scope"));
  book.yearly = take(reader.boolean_or("yearly", true), true);
  book.retention = take(reader.text_or("retention", "permanent"));
  if (!is_retention(book.retention))
    fault("register.bad-retention", reader.pointer_of("retention"), "found", book.retention);
  book.kinds = take(reader.texts_or_empty("kinds"));
  book.fields = fields(reader);
  std::string format = take(reader.text_or("format", ""));
  if (format.empty()) return book;
  if (format.front() == '=') format.erase(0, 1);
  feel::CompileOptions options;
  options.known_names = {"year", "number", "scope"};
  options.strict_names = true;
  feel::CompileResult compiled = feel::compile_expression(format, symbols, options);
  for (Diagnostic& diagnostic : compiled.diagnostics) {  // its line is that of the expression, not of the file
    diagnostic.parameters.insert(diagnostic.parameters.begin(), {"pointer", reader.pointer_of("format")});
    faults_.push_back({file_, 0, 0, std::move(diagnostic.code), std::move(diagnostic.parameters)});
  }
  book.format = std::move(compiled.expression);
  return book;
}

void FileReader::states(json::ObjectReader& reader, Kind& kind) {
  kind.states = take(reader.texts("states"));
  if (kind.states.empty()) fault("register.states-missing", reader.pointer_of("states"), "kind", kind.id);
  for (auto state = kind.states.begin(); state != kind.states.end(); ++state)
    if (std::find(kind.states.begin(), state, *state) != state)
      fault("register.duplicate-state", reader.pointer_of("states"), "state", *state);
  kind.initial = take(reader.non_empty_text("initial"));
  const auto known = [&](std::string_view field, const std::string& state) {
    if (!kind.has_state(state)) fault("register.unknown-state", reader.pointer_of(field), "state", state);
  };
  known("initial", kind.initial);
  for (const Value& pair : take(reader.list_or_empty("transitions"))) {
    const bool well_formed = pair.kind() == ValueKind::kList && pair.as_list().size() == 2 &&
                             pair.as_list()[0].is_text() && pair.as_list()[1].is_text();
    if (!well_formed) {
      fault(reader.error_at("transitions", "register.bad-transition-pair"));
      continue;
    }
    const List& ends = pair.as_list();
    kind.transitions.emplace_back(ends[0].as_text(), ends[1].as_text());
    known("transitions", kind.transitions.back().first);
    known("transitions", kind.transitions.back().second);
  }
}

Kind FileReader::kind(json::ObjectReader& reader) {
  Kind kind;
  states(reader, kind);
  kind.fields = fields(reader);
  return kind;
}

}  // namespace

std::string_view field_type_name(FieldType type) { return kTypes.at(static_cast<std::size_t>(type)).first; }

bool Kind::has_state(std::string_view state) const {
  return std::find(states.begin(), states.end(), state) != states.end();
}

bool Kind::allows(std::string_view from, std::string_view to) const {
  return std::any_of(transitions.begin(), transitions.end(),
                     [&](const auto& pair) { return pair.first == from && pair.second == to; });
}

const Field* find_field(const std::vector<Field>& fields, std::string_view key) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<Diagnostic> RegisterCatalogue::add(std::string_view file, const Value& content,
                                               feel::SymbolTable& symbols) {
  std::vector<Diagnostic> faults;
  FileReader reader(file, faults);
  auto root = json::ObjectReader::open(content);
  if (!root) {
    reader.fault(std::move(root).error());
    return faults;
  }
  format_symbols_ = {symbols.intern("year"), symbols.intern("number"), symbols.intern("scope")};
  const std::string id = reader.take(root->non_empty_text("id"));
  if (!is_id(id)) reader.fault("register.bad-id", root->pointer_of("id"), "found", id);
  if (this->book(id) != nullptr || this->kind(id) != nullptr)
    reader.fault("register.duplicate-id", root->pointer_of("id"), "id", id);
  const NamePair name = reader.names(*root, "name");
  const std::string what = reader.take(root->choice("kind", {"book", "entity"}));
  if (what.empty()) return faults;  // without it nothing says which fields belong
  Book book;
  Kind kind;
  if (what == "book")
    book = reader.book(*root, symbols);
  else
    kind = reader.kind(*root);
  reader.finish(*root);
  if (!faults.empty()) return faults;
  if (what == "book") {
    book.index = static_cast<std::uint32_t>(books_.size());
    book.id = id;
    book.name = name;
    books_.push_back(std::move(book));
  } else {
    kind.index = static_cast<std::uint32_t>(kinds_.size());
    kind.id = id;
    kind.name = name;
    kinds_.push_back(std::move(kind));
  }
  return faults;
}

const Book* RegisterCatalogue::book(std::string_view id) const {
  const auto found = std::find_if(books_.begin(), books_.end(), [&](const Book& book) { return book.id == id; });
  return found == books_.end() ? nullptr : &*found;
}

const Kind* RegisterCatalogue::kind(std::string_view id) const {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) { return kind.id == id; });
  return found == kinds_.end() ? nullptr : &*found;
}

}  // namespace chancery::registers
