// cases: lists of cases that a person started, acted in, or may see in a unit; newest first.
#include <algorithm>
#include <charconv>
#include <map>

#include "engine/service/queries/case_view.h"
#include "engine/service/queries/tail.h"
#include "engine/service/queries/words.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr int kRoundsMax = 10;  // pages of history looked at for one page of answers

CaseId cursor_of(const std::string& after) {
  CaseId id;
  std::from_chars(after.data(), after.data() + after.size(), id.value);
  return id;
}

class CaseList {
 public:
  CaseList(const Impl& impl, Viewer viewer, CaseScope scope, UnitId unit, std::string_view state, const Page& page)
      : impl_(impl),
        viewer_(viewer),
        scope_(scope),
        unit_(unit),
        state_(state),
        limit_(limit_of(page)),
        before_(cursor_of(page.after)) {}

  Result<Value> write() {
    tail_ = history_tail(impl_);
    bool more = true;
    for (int round = 0; more && items_.size() < limit_ && round < kRoundsMax; ++round) more = TRY(take_rows());
    Context out;
    out.set("items", Value::list(std::move(items_)));
    out.set("next", more && before_ ? id_text(before_) : Value());
    return Value::context(std::move(out));
  }

 private:
  ports::CaseQuery query() const {
    ports::CaseQuery q;
    if (unit_) q.unit = unit_;
    if (scope_ == CaseScope::kStarted) q.starter = viewer_.person;
    if (scope_ == CaseScope::kActed) q.actor = viewer_.person;
    // While the tail may know of an end that the tables do not, both kinds are read.
    if (tail_.cases.empty() && !state_.empty())
      q.filter = state_ == "ended" ? ports::CaseFilter::kEnded : ports::CaseFilter::kRunning;
    q.before = before_;
    q.limit = limit_ + 1;
    return q;
  }

  bool is_asked_for(const ports::CaseRow& row) const {
    if (unit_ && row.unit != unit_) return false;
    if (scope_ == CaseScope::kStarted) return row.starter == viewer_.person;
    if (scope_ == CaseScope::kUnit) return true;
    return std::any_of(tail_.acts.begin(), tail_.acts.end(), [&](const ports::ActRow& act) {
      return act.case_id == row.case_id && act.person == viewer_.person;
    });
  }

  // One page of rows with what the tail adds to them. False when there are no more.
  Result<bool> take_rows() {
    std::vector<ports::CaseRow> rows = TRY(impl_.ports.history->cases(query()));
    const bool more = rows.size() > limit_;
    if (more) rows.pop_back();
    const CaseId floor = more ? rows.back().case_id : CaseId{};
    std::map<CaseId, ports::CaseRow, std::greater<>> merged;
    for (ports::CaseRow& row : rows) merged.emplace(row.case_id, std::move(row));
    for (const ports::CaseRow& newer : tail_.cases) {
      if (newer.case_id < floor || (before_ && newer.case_id >= before_)) continue;
      const auto it = merged.find(newer.case_id);
      ports::CaseRow row =
          it != merged.end() ? it->second : TRY(impl_.ports.history->find_case(newer.case_id)).value_or(newer);
      overlay(row, newer);
      if (it != merged.end() || is_asked_for(row)) merged.insert_or_assign(newer.case_id, std::move(row));
    }
    TRY_VOID(show(merged));
    return more || items_.size() >= limit_;
  }

  Result<void> show(const std::map<CaseId, ports::CaseRow, std::greater<>>& rows) {
    List shown;
    {
      const Reading reading(impl_);
      for (const auto& [id, row] : rows) {
        if (items_.size() + shown.size() >= limit_) break;
        before_ = id;
        Value one = summary(reading, row);
        if (state_.empty() || one.get_text("state") == state_) shown.push_back(std::move(one));
      }
    }
    for (Value& one : shown)
      items_.push_back(finish(impl_, scope_ == CaseScope::kActed ? TRY(with_last_act(one)) : one));
    return {};
  }

  Value summary(const Reading& reading, const ports::CaseRow& row) const {
    const runtime::CaseState* live = reading.state.cases.find(row.case_id);
    return live != nullptr ? live_summary(reading, row.case_id, *live, viewer_.person) : ended_summary(reading, row);
  }

  Result<Value> with_last_act(const Value& one) const {
    const CaseId id = cursor_of(std::string(one.get_text("id")));
    std::vector<ports::ActRow> acts = TRY(impl_.ports.history->acts_of_case(id));
    for (const ports::ActRow& act : tail_.acts)
      if (act.case_id == id) acts.push_back(act);
    const auto last = std::find_if(acts.rbegin(), acts.rend(),
                                   [&](const ports::ActRow& act) { return act.person == viewer_.person; });
    if (last == acts.rend()) return one;
    ProgramPointer program;
    {
      const Reading reading(impl_);
      program = reading.latest();
    }
    Context words;
    words.set("act", act_text(last->kind).get("text"));
    words.set("duty", program == nullptr ? Value::text(last->duty) : duty_text(*program, last->duty).get("text"));
    Context act;
    act.set("at", local_instant(*impl_.ports.zones, last->at));
    act.set("text", message("service.last-act", std::move(words)));
    Context out = one.as_context();
    out.set("last_act", Value::context(std::move(act)));
    return Value::context(std::move(out));
  }

  const Impl& impl_;
  Viewer viewer_;
  CaseScope scope_;
  UnitId unit_;
  std::string state_;
  std::size_t limit_;
  CaseId before_;
  ports::HistoryDelta tail_;
  List items_;
};

}  // namespace

Result<Value> Engine::cases(Viewer viewer, CaseScope scope, UnitId unit, std::string_view state,
                            const Page& page) const {
  if (scope == CaseScope::kUnit) {
    const Reading reading(*impl_);
    if (reading.directory().unit(unit) == nullptr) return not_found("service.no-unit");
    if (!Sight(reading, viewer.person).sees_work_of(reading, unit)) return refused("service.not-yours");
  }
  return CaseList(*impl_, viewer, scope, unit, state, page).write();
}

}  // namespace chancery::service
