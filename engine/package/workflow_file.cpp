#include "engine/package/workflow_file.h"

#include "engine/json/json.h"
#include "engine/json/object_reader.h"

namespace chancery::package {

namespace {

std::string without_sign(std::string text) {
  if (!text.empty() && text.front() == '=') text.erase(0, 1);
  return text;
}

// {zh, en}, kept as it stands.
Result<Value> read_text(json::ObjectReader& r, std::string_view name) {
  auto text = TRY(r.object(name));
  TRY_VOID(text.non_empty_text("zh"));
  TRY_VOID(text.non_empty_text("en"));
  TRY_VOID(text.finish());
  return r.value(name);
}

Result<void> read_start(json::ObjectReader& r, WorkflowFile& out) {
  auto start = TRY(r.optional_object("start"));
  if (!start) return {};
  out.startable = true;
  out.start_duty = TRY(start->non_empty_text("duty"));
  out.start_form = TRY(start->text_or("form", ""));
  out.counter = TRY(start->boolean_or("counter", false));
  return start->finish();
}

Result<void> read_objects(json::ObjectReader& r, WorkflowFile& out) {
  auto objects = TRY(r.optional_object("objects"));
  if (!objects) return {};
  for (const auto& entry : objects->entries()) {
    auto o = TRY(json::ObjectReader::open(entry.value, objects->pointer_of(entry.name)));
    std::string kind = TRY(o.non_empty_text("kind"));
    std::string id = without_sign(TRY(o.non_empty_text("id")));
    out.objects.push_back({entry.name, std::move(kind), std::move(id)});
    TRY_VOID(o.finish());
  }
  return {};
}

Result<void> read_messages(json::ObjectReader& r, WorkflowFile& out) {
  auto messages = TRY(r.objects_or_empty("messages"));
  for (json::ObjectReader& m : messages) {
    MessageEntry entry;
    entry.name = TRY(m.non_empty_text("name"));
    entry.duty = TRY(m.non_empty_text("duty"));
    entry.form = TRY(m.text_or("form", ""));
    if (m.has("title")) entry.title = TRY(read_text(m, "title"));
    TRY_VOID(m.finish());
    out.messages.push_back(std::move(entry));
  }
  return {};
}

}  // namespace

Result<WorkflowFile> read_workflow_file(const std::string& path, std::string_view text) {
  const Value content = TRY(json::parse_json(text));
  auto r = TRY(json::ObjectReader::open(content));
  WorkflowFile out;
  out.path = path;
  out.folder = path.substr(0, path.rfind('/') + 1);
  out.id = TRY(r.non_empty_text("id"));
  out.name = TRY(read_text(r, "name"));
  if (r.has("summary")) out.summary = TRY(read_text(r, "summary"));
  out.process = TRY(r.non_empty_text("process"));
  out.title = without_sign(TRY(r.text_or("title", "")));
  TRY_VOID(read_start(r, out));
  TRY_VOID(read_objects(r, out));
  TRY_VOID(read_messages(r, out));
  out.models = TRY(r.texts("models"));
  out.decisions = TRY(r.texts_or_empty("decisions"));
  out.forms = TRY(r.texts_or_empty("forms"));
  out.registers = TRY(r.texts_or_empty("registers"));
  out.duties = TRY(r.text_or("duties", ""));
  out.uses = TRY(r.texts_or_empty("uses"));
  TRY_VOID(r.finish());
  return out;
}

Diagnostic at_file(const std::string& path, const Error& error) {
  Diagnostic d;
  d.file = path;
  d.code = error.code;
  d.parameters = error.parameters;
  for (const auto& p : error.parameters) {
    if (p.name == "line") d.line = std::atoi(p.value.c_str());
    if (p.name == "column") d.column = std::atoi(p.value.c_str());
  }
  return d;
}

}  // namespace chancery::package
