#include "engine/service/queries/form_view.h"

#include <algorithm>
#include <array>

#include "engine/directory/contexts.h"
#include "engine/runtime/choices.h"

namespace chancery::service::queries {

namespace {

using Type = forms::ComponentType;

constexpr std::size_t kPersonsMax = 500;
constexpr std::array<std::string_view, 10> kAsWritten = {"key",  "type",     "subtype",       "label",    "description",
                                                         "text", "validate", "decimalDigits", "multiple", "personal"};

class FormWriter {
 public:
  FormWriter(const Reading& reading, const FormAsked& asked) : reading_(reading), asked_(asked), scope_(&asked.scope) {
    scope_.set(asked.program.known.person,
               directory::person_value(reading.directory(), asked.sight.person(), reading.at));
  }

  Value write() {
    Context out;
    out.set("id", Value::text(asked_.form.id));
    out.set("title", pair(asked_.form.title));
    out.set("components", components(asked_.form.components, asked_.form.source.get("components")));
    out.set("context", Value::context(std::move(context_)));
    return Value::context(std::move(out));
  }

 private:
  Value components(const std::vector<forms::Component>& list, const Value& source) {
    List out;
    for (std::size_t i = 0; i < list.size(); ++i)
      out.push_back(
          component(list[i], source.is_list() && i < source.as_list().size() ? source.as_list()[i] : Value()));
    return Value::list(std::move(out));
  }

  Value component(const forms::Component& c, const Value& source) {
    Context out;
    for (const std::string_view name : kAsWritten)
      if (const Value& value = source.get(name); !value.is_null()) out.set(name, value);
    for (const char* name : {"visibleWhen", "requiredWhen"})
      if (const Value& value = source.get(name); !value.is_null()) out.set(name, value);
    note_names(c.visible_when);
    note_names(c.required_when);
    if (c.type == Type::kPerson || c.type == Type::kPersons)
      out.set("values", persons(c));
    else if (c.options)
      out.set("values", options(*c.options));
    if (c.default_value)
      if (Value value = shown_default(evaluate(c.default_value), c.type); !value.is_null())
        out.set("default", std::move(value));
    if (!c.components.empty()) out.set("components", components(c.components, source.get("components")));
    return Value::context(std::move(out));
  }

  Value evaluate(const feel::Expression& expression) const {
    feel::EvaluationContext context(reading_.zones, reading_.at);
    return expression.evaluate(scope_, context);
  }

  // Persons are ids in forms; personal values are never a default.
  static Value shown_default(const Value& value, Type type) {
    if (value.is_personal()) return {};
    if (type == Type::kPerson && value.is_number()) return id_or_null(person_of(value));
    if (type == Type::kPersons && value.is_list()) {
      List out;
      for (const Value& item : value.as_list()) out.push_back(id_or_null(person_of(item)));
      return Value::list(std::move(out));
    }
    return value;
  }

  // Variables that conditions name, so that the page can evaluate them.
  void note_names(const feel::Expression& expression) {
    for (const feel::Symbol symbol : expression.symbols()) {
      if (symbol == asked_.program.known.form || symbol == asked_.program.known.catalogue) continue;
      const Value* value = scope_.lookup(symbol);
      if (value != nullptr) context_.insert(asked_.program.symbols.name(symbol), without_personal(*value));
    }
  }
  static Value without_personal(const Value& value) {
    if (value.is_personal()) return {};
    if (!value.is_context()) return value;
    Context out;
    for (const auto& [name, inner] : value.as_context()) out.set(name, without_personal(inner));
    return Value::context(std::move(out));
  }

  Value options(const forms::Options& options) const {
    const Value found = runtime::choices(asked_.program, reading_.state, asked_.unit, options, scope_,
                                         reading_.impl.world, reading_.at);
    if (options.source != forms::Options::Source::kStaff) return found;
    List out;
    for (const Value& entry : found.as_list()) {
      Context one;
      one.set("value", entry.get("value"));
      one.set("label", name_slot(person_of(entry.get("value"))));
      one.set("description", post_text(&asked_.program, entry.get_text("label")));
      out.push_back(Value::context(std::move(one)));
    }
    return Value::list(std::move(out));
  }

  // Without options: those who hold a post in the unit; of ordinary members everybody sees only himself, its staff sees all.
  Value persons(const forms::Component& c) const {
    std::vector<std::pair<PersonId, std::string>> found;
    const auto add = [&found](PersonId person, const std::string& post) {
      const bool known = std::any_of(found.begin(), found.end(), [person](const auto& f) { return f.first == person; });
      if (person && !known && found.size() < kPersonsMax) found.emplace_back(person, post);
    };
    if (c.options) {
      const Value list = runtime::choices(asked_.program, reading_.state, asked_.unit, *c.options, scope_,
                                          reading_.impl.world, reading_.at);
      for (const Value& entry : list.as_list())
        add(person_of(entry.get("value")), std::string(entry.get_text("label")));
    } else {
      add(asked_.sight.person(), {});
      const bool all = asked_.sight.is_staff(asked_.unit);
      if (const auto* posts = reading_.directory().posts_of_unit.find(asked_.unit))
        for (const bool offices : {true, false})
          for (const std::string& post : *posts) {
            if (is_office(post) != offices || (!offices && !all)) continue;
            for (const auto& held :
                 reading_.directory().holders(asked_.unit, post, reading_.at, {}, directory::Posts::kDesignatedToo))
              add(held.holding->terms.person, post);
          }
    }
    List out;
    for (const auto& [person, post] : found) {
      Context one;
      one.set("value", id_text(person));
      one.set("label", name_slot(person));
      if (!post.empty() && is_office(post)) one.set("description", post_text(&asked_.program, post));
      out.push_back(Value::context(std::move(one)));
    }
    return Value::list(std::move(out));
  }

  const Reading& reading_;
  const FormAsked& asked_;
  feel::LocalScope scope_;
  Context context_;
};

}  // namespace

Value form_view(const Reading& reading, const FormAsked& asked) { return FormWriter(reading, asked).write(); }

BeforeStart::BeforeStart(const Reading& reading, const runtime::Program& program, std::uint32_t workflow, UnitId unit,
                         PersonId starter) {
  case_.package = program.id;
  case_.workflow = workflow;
  case_.unit = unit;
  case_.starter = starter;
  case_.applicant = starter;
  case_.started_at = reading.at;
  runtime::Instance root;
  root.id = kRoot;
  root.lifecycle = runtime::Lifecycle::kActive;
  if (const runtime::WorkflowInfo* info = program.workflow(workflow)) root.process = info->process;
  case_.instances.push_back(std::move(root));
}

}  // namespace chancery::service::queries
