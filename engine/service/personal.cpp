// Personal values: taken out of what is submitted before the command is queued; what goes on is a reference with a salted commitment.
#include <algorithm>
#include <array>

#include "engine/json/json.h"
#include "engine/runtime/choices.h"
#include "engine/runtime/scope.h"
#include "engine/service/impl.h"

namespace chancery::service {

namespace {

// SHA-256 over salt, subject, field and value: who has the value and the salt can prove that it is the one.
Sha256 commitment(BytesView salt, const std::string& subject, const std::string& field, const std::string& value) {
  ByteWriter out;
  out.blob(salt);
  out.text(subject);
  out.text(field);
  out.text(value);
  return sha256(out.bytes());
}

Rejection faults_of(std::vector<forms::FieldFault> faults) {
  Rejection out;
  out.error = invalid("runtime.form-has-faults", {{"count", std::to_string(faults.size())}});
  for (forms::FieldFault& fault : faults) out.faults.push_back({fault.pointer, invalid(fault.code, fault.parameters)});
  return out;
}

}  // namespace

std::string Engine::Impl::new_subject() {
  std::array<std::uint8_t, 12> bytes{};
  ports.entropy->fill(bytes);
  return "form:" + to_hex(bytes);
}

Value Engine::Impl::store_personal(const std::string& subject, const std::string& field, const Value& value,
                                   std::vector<ports::PersonalCell>& cells) {
  ports::PersonalCell cell;
  cell.subject = subject;
  cell.field = field;
  cell.value = json::write_json(value);
  cell.salt.resize(16);
  ports.entropy->fill(cell.salt);
  PersonalReference reference{subject, field, commitment(cell.salt, subject, field, cell.value)};
  cells.push_back(std::move(cell));
  return Value::personal(std::move(reference));
}

std::string Engine::Impl::identity_hash(std::string_view id_no) const {
  return id_no.empty() ? std::string() : to_hex(hmac_sha256(options.identity_key, id_no));
}

namespace {

// Cleans the form and replaces its personal values.
template <class Store>
Engine::Impl::Prepared prepare(const forms::FormSchema& form, const Value& submitted, const feel::Scope& scope,
                               const ZoneTable& zones, Instant at, const forms::Lookups& lookups, Store&& store) {
  Engine::Impl::Prepared out;
  feel::EvaluationContext context(zones, at);
  forms::Submission checked =
      forms::validate(form, submitted.is_null() ? Value::context({}) : submitted, scope, context, lookups);
  if (!checked.ok()) {
    out.rejection = faults_of(std::move(checked.faults));
    return out;
  }
  out.form = std::move(checked.cleaned);
  for (const forms::PersonalField& field : checked.personal) {
    if (field.value.is_null() || field.value.is_personal()) continue;
    out.form = forms::with_replaced(out.form, field.pointer, store(field, out.cells));
  }
  return out;
}

class NoVariables : public feel::Scope {
 public:
  const Value* lookup(feel::Symbol) const override { return nullptr; }
};

}  // namespace

Engine::Impl::Prepared Engine::Impl::prepare_start(const journal::Actor&, std::string_view workflow_id, UnitId unit,
                                                   const Value& form) {
  std::shared_lock lock(mutex_);
  Prepared out;
  out.form = form;
  const runtime::Program* program = programs.latest();
  const runtime::WorkflowInfo* workflow =
      program == nullptr ? nullptr : program->workflow(program->find_workflow(workflow_id));
  if (workflow == nullptr || workflow->start_form == nullptr) return out;  // decide answers what is wrong
  const NoVariables nothing;
  const Instant at = query_time();
  const std::string subject = new_subject();
  PersonId applicant;
  out = prepare(*workflow->start_form, form, nothing, *ports.zones, at,
                runtime::form_lookups(*program, committed, unit, nothing, world, at),
                [&](const forms::PersonalField& field, std::vector<ports::PersonalCell>& cells) {
                  if (field.key == "id_no" && field.value.is_text())
                    applicant = committed.directory.person_of_id_hash(identity_hash(field.value.as_text()));
                  return store_personal(subject, field.pointer, field.value, cells);
                });
  out.applicant = applicant;
  return out;
}

Engine::Impl::Prepared Engine::Impl::prepare_completion(const journal::Actor&, TaskId task, const Value& form) {
  std::shared_lock lock(mutex_);
  Prepared out;
  out.form = form;
  const runtime::TaskPlace* place = committed.tasks.find(task);
  const runtime::CaseState* c = place == nullptr ? nullptr : committed.cases.find(place->case_id);
  const runtime::Program* program = c == nullptr ? nullptr : programs.find(c->package);
  if (program == nullptr) return out;
  const runtime::Instance& i = *c->find(place->instance);
  const graph::Process& process = *program->processes[i.process];
  const forms::FormSchema* schema = program->bindings[i.process][process.node_of(i.ordinal)].form;
  if (schema == nullptr) return out;
  const bool none = std::none_of(schema->components.begin(), schema->components.end(),
                                 [](const forms::Component& k) { return k.personal || !k.components.empty(); });
  if (none) return out;  // nothing to take out: decide validates it
  const Instant at = query_time();
  const runtime::CaseScope scope(*program, committed, place->case_id, *c, i.id, at, *ports.zones);
  const std::string subject = new_subject();
  return prepare(*schema, form, scope, *ports.zones, at,
                 runtime::form_lookups(*program, committed, c->unit, scope, world, at),
                 [&](const forms::PersonalField& field, std::vector<ports::PersonalCell>& cells) {
                   return store_personal(subject, field.pointer, field.value, cells);
                 });
}

}  // namespace chancery::service
