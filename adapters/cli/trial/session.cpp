#include "adapters/cli/trial/session.h"

#include <algorithm>
#include <charconv>

#include "adapters/cli/trial/picture.h"
#include "adapters/cli/trial/times.h"

namespace chancery::cli::trial {

namespace {

Refused refuse(Error error) {
  service::Rejection out;
  out.error = std::move(error);
  return out;
}

Refused refused_of(service::Answer answer) {
  if (auto* no = std::get_if<service::Rejection>(&answer)) return std::move(*no);
  return std::nullopt;
}

Refused nothing_waits(const std::string& what) { return refuse(not_found("cli.run-nothing-waits", {{"what", what}})); }

// 0 when the text is no number.
std::size_t number_of(const std::string& text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && at == end ? number : 0;
}

}  // namespace

Session::Session(Model model, Terminal& terminal)
    : model_(std::move(model)), terminal_(terminal), teller_(*model_.engine, terminal) {}

Refused Session::begin(const Value& input) {
  Refused refused = model_.workflow.empty()
                        ? give(journal::StartProcess{model_.process, model_.unit, input, ""}, model_.actor)
                        : start_workflow(input);
  return refused ? refused : report();
}

Refused Session::act(const Line& line) {
  Refused refused = dispatch(line);
  if (line.verb == Verb::kShow || line.verb == Verb::kHelp || line.verb == Verb::kAs) return refused;
  // A move of the clock that was stopped on the way has done something all the same.
  if (refused && line.verb != Verb::kTime && line.verb != Verb::kNext) return refused;
  Refused untold = report();
  return refused ? refused : untold;
}

bool Session::is_over() const {
  return model_.engine->read(
      [](const runtime::State& state, const runtime::Programs&) { return state.cases.own().empty(); });
}

Refused Session::dispatch(const Line& line) {
  switch (line.verb) {
    case Verb::kComplete: return complete(line);
    case Verb::kAnswer:
    case Verb::kError:
    case Verb::kFail: return work(line);
    case Verb::kMessage: return message(line);
    case Verb::kSignal: return signal(line);
    case Verb::kSet: return set(line);
    case Verb::kTime: {
      const auto goal = read_goal(line.what, model_.engine->now(), model_.engine->zones());
      return goal ? move_to(*goal) : refuse(goal.error());
    }
    case Verb::kNext: return next();
    case Verb::kRetry: return retry(line);
    case Verb::kAs: return speak_as(line.what);
    case Verb::kShow: show_tree(*model_.engine, terminal_); break;
    case Verb::kHelp: help(); break;
    case Verb::kQuit: break;
  }
  return std::nullopt;
}

Refused Session::report() {
  if (const auto told = teller_.tell(); !told) return refuse(told.error());
  waiting_ = waiting_in(*model_.engine);
  show_waiting(waiting_, *model_.engine, terminal_);
  return std::nullopt;
}

const Waiting* Session::find(const std::string& what, WaitKind kind) const {
  if (const std::size_t number = number_of(what); number > 0 && number <= waiting_.size())
    return waiting_[number - 1].kind == kind ? &waiting_[number - 1] : nullptr;
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Waiting& w) { return w.kind == kind && w.element == what; });
  return found == waiting_.end() ? nullptr : &*found;
}

Refused Session::give(journal::CommandBody body, journal::Actor actor) {
  journal::Command command;
  command.actor = std::move(actor);
  command.body = std::move(body);
  return refused_of(model_.engine->engine().execute(std::move(command)));
}

Refused Session::give_as_program(journal::CommandBody body) { return give(std::move(body), {PersonId{}, "", "run"}); }

journal::Actor Session::actor_of(PersonId person) const {
  return model_.engine->read([person](const runtime::State& state, const runtime::Programs&) {
    const directory::PersonRecord* record = state.directory.person(person);
    const bool known = record != nullptr && !record->accounts.empty();
    return journal::Actor{person, known ? record->accounts.front() : std::string(), ""};
  });
}

std::vector<journal::Actor> Session::everybody() const {
  std::vector<journal::Actor> near, far;  // the people of the unit first
  model_.engine->read([&](const runtime::State& state, const runtime::Programs&) {
    state.directory.persons.for_each([&](PersonId id, const directory::PersonRecord& person) {
      if (person.accounts.empty()) return true;
      (person.unit == model_.unit ? near : far).push_back({id, person.accounts.front(), ""});
      return true;
    });
  });
  near.insert(near.end(), far.begin(), far.end());
  return near;
}

// The first whom duty lets. What is wrong with the form is told at once.
Refused Session::start_workflow(const Value& form) {
  const auto people = speaker_ ? std::vector{*speaker_} : everybody();
  Refused first;
  for (const journal::Actor& actor : people) {
    Refused refused = refused_of(model_.engine->engine().start_case(actor, "", model_.workflow, model_.unit, form));
    if (!refused || refused->error.kind != ErrorKind::kRefused) return refused;
    if (!first) first = std::move(refused);
  }
  return first;
}

Refused Session::complete(const Line& line) {
  const Waiting* task = find(line.what, WaitKind::kTask);
  if (task == nullptr) return nothing_waits(line.what);
  journal::Actor actor = model_.actor;
  if (speaker_)
    actor = *speaker_;
  else if (!task->persons.empty())
    actor = actor_of(task->persons.front());
  std::promise<service::Answer> promise;
  model_.engine->engine().complete_task(actor, "", task->task, 0, line.value,
                                        [&promise](service::Answer answer) { promise.set_value(std::move(answer)); });
  return refused_of(promise.get_future().get());
}

Refused Session::work(const Line& line) {
  const Waiting* work = find(line.what, WaitKind::kWork);
  if (work == nullptr) return nothing_waits(line.what);
  journal::CompleteWork body;
  body.case_id = work->case_id;
  body.instance = work->instance;
  body.variables = line.value;
  body.error_code = line.extra;
  if (line.verb == Verb::kFail) body.failure = "cli.run-work-failed";
  return give_as_program(std::move(body));
}

Refused Session::message(const Line& line) {
  journal::CorrelateMessage body{line.what, line.extra, line.value};
  if (const Waiting* waits = find(line.what, WaitKind::kMessage)) {
    body.name = waits->name;
    if (body.key.empty()) body.key = waits->key;
  }
  return speaker_ ? give(std::move(body), *speaker_) : give_as_program(std::move(body));
}

Refused Session::signal(const Line& line) {
  const Waiting* waits = find(line.what, WaitKind::kSignal);
  return give_as_program(journal::BroadcastSignal{waits != nullptr ? waits->name : line.what, line.value});
}

// Of the first case: the one that was started.
Refused Session::set(const Line& line) {
  journal::SetVariables body;
  body.case_id = model_.engine->read([](const runtime::State& state, const runtime::Programs&) {
    return state.cases.own().empty() ? CaseId{} : state.cases.own().begin()->first;
  });
  body.variables = line.value;
  return give_as_program(std::move(body));
}

Refused Session::move_to(Instant goal) {
  if (model_.engine->advance(goal)) return std::nullopt;
  return refuse(too_large("cli.run-timers-without-end"));
}

Refused Session::next() {
  const auto due = model_.engine->next_timer();
  return due ? move_to(std::max(*due, model_.engine->now())) : nothing_waits("next");
}

Refused Session::retry(const Line& line) {
  const Waiting* incident = nullptr;
  if (!line.what.empty()) {
    incident = find(line.what, WaitKind::kIncident);
  } else {
    const auto first =
        std::find_if(waiting_.begin(), waiting_.end(), [](const Waiting& w) { return w.kind == WaitKind::kIncident; });
    if (first != waiting_.end()) incident = &*first;
  }
  if (incident == nullptr) return nothing_waits(line.what.empty() ? "retry" : line.what);
  return give_as_program(journal::RetryIncident{incident->case_id, incident->instance, incident->timer});
}

Refused Session::speak_as(const std::string& account) {
  if (account.empty()) {
    speaker_.reset();
    terminal_.say("cli.run-as-whoever");
    return std::nullopt;
  }
  const auto person = model_.engine->engine().person_of_account(account);
  if (!person) return refuse(not_found("cli.account-of-nobody", {{"account", account}}));
  speaker_ = journal::Actor{*person, account, ""};
  terminal_.say("cli.run-as", {{"person", model_.engine->engine().person_name(*person).value_or(account)}});
  return std::nullopt;
}

void Session::help() {
  for (const VerbForm& form : verb_forms()) {
    terminal_.line(std::string("  ") + form.form);
    terminal_.line("      " + terminal_.text(form.help));
  }
  terminal_.line("  " + terminal_.text("cli.run-help-values"));
}

}  // namespace chancery::cli::trial
