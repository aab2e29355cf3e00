#include "engine/runtime/apply.h"

#include "engine/runtime/apply_case.h"

namespace chancery::runtime {

namespace {

template <class E, class Variant>
struct IsIn;
template <class E, class... Es>
struct IsIn<E, std::variant<Es...>> : std::bool_constant<(std::is_same_v<E, Es> || ...)> {};

}  // namespace

void apply(State& state, const Programs& programs, const Envelope& envelope, const journal::Event& event) {
  std::visit(
      [&](const auto& e) {
        using E = std::decay_t<decltype(e)>;
        if constexpr (IsIn<E, journal::DirectoryEvent>::value) {
          directory::apply(state.directory, e);
        } else if constexpr (IsIn<E, journal::RegisterEvent>::value) {
          registers::apply(state.registers, e);
        } else if constexpr (std::is_same_v<E, journal::ActRecorded> || std::is_same_v<E, journal::ActReleased>) {
          duty::apply(state.acts, envelope.case_id, envelope.number, envelope.at, e);
        } else if constexpr (std::is_same_v<E, journal::PackageDeployed>) {
          state.packages.edit(e.package) = PackageRecord{e.files, envelope.at};
        } else if constexpr (IsIn<E, journal::StartTimerEvent>::value) {
          apply(state.start_timers, e);
        } else if constexpr (requires(CaseWriter & w) { w(e); }) {
          CaseWriter{state, programs, envelope}(e);
        }
        // The rest tells what happened and changes no state: passed elements, flows taken, services done, decisions, refusals, starts
        // that failed.
      },
      event);
}

void apply(State& state, const Programs& programs, const journal::Record& record) {
  const Envelope envelope{record.number, record.at, record.case_id};
  for (const journal::Event& event : record.events) apply(state, programs, envelope, event);
  if (record.case_id && state.cases.find(record.case_id) != nullptr)
    state.cases.edit(record.case_id).head = record.number;
}

}  // namespace chancery::runtime
