#include "engine/service/engine.h"

#include <algorithm>
#include <future>

#include "engine/dmn/examine.h"
#include "engine/service/impl.h"
#include "engine/service/queries/reading.h"
#include "engine/service/writer.h"

namespace chancery::service {

// ---- Impl: queue and thread

void Engine::Impl::start() {
  thread_ = std::thread([this] { Writer(*this).run(); });
}

void Engine::Impl::stop() {
  {
    std::lock_guard lock(queue_mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (!thread_.joinable()) return;
  thread_.join();
  const auto written = write_snapshot();
  if (!written && ports.log != nullptr)
    ports.log->write(ports::LogLevel::kWarning, "snapshot-failed", {{"code", written.error().code}});
}

void Engine::Impl::submit(Queued queued) {
  {
    std::lock_guard lock(queue_mutex_);
    if (!stopping_ && queue_.size() < options.queue_max) {
      queue_.push_back(std::move(queued));
      wake_.notify_one();
      return;
    }
  }
  queued.handler(Rejection{unavailable("service.queue-full"), {}, {}, {}});
}

bool Engine::Impl::healthy() const {
  std::lock_guard lock(queue_mutex_);
  return healthy_ && !stopping_;
}

std::size_t Engine::Impl::queue_size() const {
  std::lock_guard lock(queue_mutex_);
  return queue_.size();
}

Instant Engine::Impl::query_time() const { return std::max(ports.clock->now(), last_at.load()); }

// ---- Engine

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() { stop(); }

Result<std::unique_ptr<Engine>> Engine::open(const EnginePorts& ports, EngineOptions options) {
  auto impl = std::make_unique<Impl>(ports, std::move(options));
  TRY_VOID(impl->recover());
  impl->start();
  return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

void Engine::stop() {
  if (impl_ != nullptr) impl_->stop();
}

bool Engine::healthy() const { return impl_->healthy(); }

bool Engine::empty() const {
  std::shared_lock lock(impl_->mutex_);
  return !impl_->committed.directory.is_founded();
}

void Engine::submit(journal::Command command, AnswerHandler handler) {
  impl_->submit({std::move(command), std::move(handler), {}, nullptr});
}

namespace {

// Hands a handler to `give` and waits for what it is called with.
template <class Give>
Answer wait_for(Give&& give) {
  auto promise = std::make_shared<std::promise<Answer>>();
  std::future<Answer> future = promise->get_future();
  give([promise](Answer answer) { promise->set_value(std::move(answer)); });
  return future.get();
}

}  // namespace

Answer Engine::execute(journal::Command command) {
  return wait_for([&](AnswerHandler handler) { submit(std::move(command), std::move(handler)); });
}

void Engine::start_case(const journal::Actor& actor, std::string key, std::string workflow, UnitId unit,
                        const Value& form, AnswerHandler handler) {
  Impl::Prepared prepared = impl_->prepare_start(actor, workflow, unit, form);
  if (prepared.rejection) return handler(std::move(*prepared.rejection));
  journal::Command command;
  command.actor = actor;
  command.key = std::move(key);
  command.body = journal::StartCase{std::move(workflow), unit, std::move(prepared.form), prepared.applicant, ""};
  impl_->submit({std::move(command), std::move(handler), std::move(prepared.cells), nullptr});
}

Answer Engine::start_case(const journal::Actor& actor, std::string key, std::string workflow, UnitId unit,
                          const Value& form) {
  return wait_for([&](AnswerHandler handler) {
    start_case(actor, std::move(key), std::move(workflow), unit, form, std::move(handler));
  });
}

void Engine::complete_task(const journal::Actor& actor, std::string key, TaskId task, std::uint32_t version,
                           const Value& form, AnswerHandler handler) {
  Impl::Prepared prepared = impl_->prepare_completion(actor, task, form);
  if (prepared.rejection) return handler(std::move(*prepared.rejection));
  journal::Command command;
  command.actor = actor;
  command.key = std::move(key);
  command.body = journal::CompleteTask{task, version, std::move(prepared.form)};
  impl_->submit({std::move(command), std::move(handler), std::move(prepared.cells), nullptr});
}

Answer Engine::record_person(const journal::Actor& actor, std::string key, std::string_view name,
                             std::string_view id_no, std::string account, UnitId unit, Value fields) {
  std::vector<ports::PersonalCell> cells;
  const std::string subject = impl_->new_subject();
  journal::Command command;
  command.actor = actor;
  command.key = std::move(key);
  journal::RecordPerson body;
  body.name = impl_->store_personal(subject, "name", Value::text(name), cells);
  body.id_hash = impl_->identity_hash(id_no);
  body.account = std::move(account);
  body.unit = unit;
  body.fields = std::move(fields);
  command.body = std::move(body);
  return wait_for([&](AnswerHandler handler) {
    impl_->submit({std::move(command), std::move(handler), std::move(cells), nullptr});
  });
}

Answer Engine::found(std::string unit_key, Value unit_name, const std::pair<std::string, std::string>& first,
                     const std::pair<std::string, std::string>& second) {
  std::vector<ports::PersonalCell> cells;
  journal::Found body;
  body.unit_key = std::move(unit_key);
  body.unit_name = std::move(unit_name);
  body.first = {first.first, impl_->store_personal(impl_->new_subject(), "name", Value::text(first.second), cells)};
  body.second = {second.first, impl_->store_personal(impl_->new_subject(), "name", Value::text(second.second), cells)};
  journal::Command command;
  command.actor.service = "founder";
  command.body = std::move(body);
  return wait_for([&](AnswerHandler handler) {
    impl_->submit({std::move(command), std::move(handler), std::move(cells), nullptr});
  });
}

std::vector<Diagnostic> Engine::check_package(const std::vector<PackageFile>& files) {
  std::vector<package::File> named;
  named.reserve(files.size());
  for (const PackageFile& f : files) named.push_back({f.path, f.bytes});
  package::Checked checked = package::check(named, PackageId{});
  if (checked.program == nullptr || !checked.program->decisions) return std::move(checked.diagnostics);
  for (Diagnostic& finding : dmn::examine_tables(*checked.program->decisions))
    checked.diagnostics.push_back(std::move(finding));
  return std::move(checked.diagnostics);
}

Answer Engine::deploy(const journal::Actor& actor, std::string key, const std::vector<PackageFile>& files,
                      PersonId approver) {
  std::vector<package::File> named;
  named.reserve(files.size());
  for (const PackageFile& f : files) named.push_back({f.path, f.bytes});
  package::Checked checked = package::check(named, PackageId{});
  if (checked.program == nullptr) {
    Rejection rejection;
    rejection.error = invalid("service.package-has-faults", {{"count", std::to_string(checked.diagnostics.size())}});
    rejection.diagnostics = std::move(checked.diagnostics);
    return rejection;
  }
  journal::DeployPackage body;
  body.approver = approver;
  for (const PackageFile& f : files) {
    const auto hash =
        impl_->ports.blobs->put({reinterpret_cast<const std::uint8_t*>(f.bytes.data()), f.bytes.size()}, "text/plain");
    if (!hash) return Rejection{hash.error(), {}, {}, {}};
    body.files.push_back({f.path, Bytes(hash->begin(), hash->end())});
  }
  journal::Command command;
  command.actor = actor;
  command.key = std::move(key);
  command.body = std::move(body);
  // Nobody else has the program yet; its number is known when the writer takes it.
  auto program = std::const_pointer_cast<runtime::Program>(checked.program);
  return wait_for([&](AnswerHandler handler) {
    impl_->submit({std::move(command), std::move(handler), {}, std::move(program)});
  });
}

Result<std::uint64_t> Engine::erase_personal(std::string_view subject) {
  auto erased = impl_->ports.events->erase_personal(subject);
  std::lock_guard lock(impl_->names_mutex_);
  ++impl_->erasures_;
  impl_->names_.clear();
  return erased;
}

std::optional<PersonId> Engine::person_of_account(std::string_view account) const {
  std::shared_lock lock(impl_->mutex_);
  const PersonId person = impl_->committed.directory.person_of_account(account);
  return person ? std::optional(person) : std::nullopt;
}

std::optional<UnitId> Engine::unit_by_key(std::string_view key) const {
  std::shared_lock lock(impl_->mutex_);
  const directory::UnitRecord* unit = impl_->committed.directory.unit(key);
  return unit != nullptr ? std::optional(unit->id) : std::nullopt;
}

std::optional<std::string> Engine::person_name(PersonId person) const {
  std::string name = queries::name_of(*impl_, person);
  return name.empty() ? std::nullopt : std::optional(std::move(name));
}

EventNumber Engine::last_number() const {
  std::shared_lock lock(impl_->mutex_);
  return impl_->last;
}

std::uint64_t Engine::listen(CommitListener listener) {
  std::lock_guard lock(impl_->listeners_mutex_);
  impl_->listeners.emplace(impl_->next_listener, std::move(listener));
  return impl_->next_listener++;
}

void Engine::unlisten(std::uint64_t handle) {
  std::lock_guard lock(impl_->listeners_mutex_);
  impl_->listeners.erase(handle);
}

Engine::Metrics Engine::metrics() const {
  Metrics out;
  {
    std::lock_guard lock(impl_->metrics_mutex_);
    out = impl_->counters;
  }
  out.queue = impl_->queue_size();
  std::shared_lock lock(impl_->mutex_);
  out.open_cases = impl_->committed.cases.own_size();
  out.open_tasks = impl_->hot.task_count;
  out.open_timers = impl_->hot.timers.size();
  out.open_incidents = impl_->hot.incidents.size();
  return out;
}

}  // namespace chancery::service
