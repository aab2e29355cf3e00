// Engine: the one door to a database. Commands go in through submit, one writer thread decides and commits them in groups, and
// the answer comes when it is durable. Questions are answered from the committed state by any thread.
//
// submit and every query may be called from any thread. Answers of queries are FEEL contexts in the shape of the API
// (web-console/server/openapi.yaml); texts for people in them are {zh, en} contexts. Nothing here knows HTTP.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/journal/commands.h"
#include "engine/ports/blob_store.h"
#include "engine/ports/clock.h"
#include "engine/ports/event_store.h"
#include "engine/ports/history_store.h"
#include "engine/ports/log.h"
#include "engine/value/zone_table.h"

namespace chancery::service {

// An idempotency key may go on with this sign and a mark of what was asked: the same key with another mark within 24 h is refused
// (invalid service.key-reused). The mark stands in the journal with the key, so a restart does not forget it.
inline constexpr char kKeyMark = '\x1f';

struct EngineOptions {
  std::size_t queue_max = 4096;         // waiting commands; a full queue refuses with service.queue-full
  std::size_t batch_max = 1000;         // commands in one commit
  std::size_t snapshot_every = 50'000;  // records between snapshots
  bool timers = true;                   // fire due timers by itself
  Bytes identity_key;                   // keys the hash of ID numbers
};

struct EnginePorts {
  ports::EventStore* events = nullptr;
  ports::HistoryStore* history = nullptr;
  ports::BlobStore* blobs = nullptr;
  const ports::Clock* clock = nullptr;
  ports::Entropy* entropy = nullptr;
  ports::Log* log = nullptr;
  const ZoneTable* zones = nullptr;
};

// A register line that an act wrote.
struct Registered {
  std::string book;
  std::string text;  // the printed number
};
// What came of a command that was done.
struct Outcome {
  EventNumber number;
  CaseId case_id;
  TaskId task;
  bool case_ended = false;
  bool repeated = false;               // the idempotency key was seen before: this is the first answer
  Value answer;                        // e.g. {person: 12}, {package: 3}
  std::vector<Registered> registered;  // by the command and what followed from it; empty on a repeated answer
};

struct Basis {
  std::string source;
  std::string article;
};
struct Evidence {
  EventNumber event;
  PersonId person;
  std::string duty;
  std::string act;
  Instant at;
};
// Why a duty, a check or a lifecycle said no: enough for a person to understand and go on.
struct RefusalDetail {
  std::string constraint;  // constraint or check id
  Value message;           // {zh, en}
  Value remedy;            // {zh, en} or null
  bool hard = false;
  std::vector<Basis> basis;
  std::vector<Evidence> evidence;
  std::vector<PersonId> could_act;
};
// A fault in one field of a submitted form.
struct FieldFault {
  std::string pointer;  // JSON pointer within the form
  Error error;
};
struct Rejection {
  Error error;
  std::optional<RefusalDetail> refusal;
  std::vector<FieldFault> faults;
  std::vector<Diagnostic> diagnostics;  // of a deployment
};

using Answer = std::variant<Outcome, Rejection>;
using AnswerHandler = std::function<void(Answer)>;  // called on the writer thread: must be short and must not throw

// Who asks. Queries answer only what this person may see.
struct Viewer {
  PersonId person;
};

struct Page {
  std::size_t limit = 50;  // at most 200
  std::string after;       // opaque cursor
};

enum class TaskBox : unsigned char { kMine, kClaimable };
enum class CaseScope : unsigned char { kStarted, kActed, kUnit };

// A file of a package to deploy.
struct PackageFile {
  std::string path;  // "workflows/seal-use/seal-use.bpmn"
  std::string bytes;
};

class Engine {
 public:
  // Recovers the state (snapshot and tail) and starts the writer. Errors: those of the stores; corrupt service.cannot-replay.
  static Result<std::unique_ptr<Engine>> open(const EnginePorts& ports, EngineOptions options);
  ~Engine();  // as stop()

  // Queues a command; the handler is called exactly once. A full queue or a stopped engine answers at once.
  void submit(journal::Command command, AnswerHandler handler);
  // submit and wait.
  Answer execute(journal::Command command);
  // Puts the personal values of a form or person into the erasable table with the command, references into the command itself.
  // start/complete/record verbs with plain values; see submit for the rest.
  Answer start_case(const journal::Actor& actor, std::string key, std::string workflow, UnitId unit, const Value& form);
  void start_case(const journal::Actor& actor, std::string key, std::string workflow, UnitId unit, const Value& form,
                  AnswerHandler handler);
  void complete_task(const journal::Actor& actor, std::string key, TaskId task, std::uint32_t version,
                     const Value& form, AnswerHandler handler);
  Answer record_person(const journal::Actor& actor, std::string key, std::string_view name, std::string_view id_no,
                       std::string account, UnitId unit, Value fields);
  // The first command of an empty database: two administrators, each {account, name}.
  Answer found(std::string unit_key, Value unit_name, const std::pair<std::string, std::string>& first,
               const std::pair<std::string, std::string>& second);
  // Checks and deploys; all faults at once in Rejection::diagnostics.
  Answer deploy(const journal::Actor& actor, std::string key, const std::vector<PackageFile>& files, PersonId approver);
  // Compiles only: what deploy would say.
  static std::vector<Diagnostic> check_package(const std::vector<PackageFile>& files);
  // Erases the personal values of a subject ("person:12", "case:4711"); the journal stays as it is.
  Result<std::uint64_t> erase_personal(std::string_view subject);

  // Finishes what is queued, writes a snapshot, checkpoints and joins the writer. Idempotent.
  void stop();
  // False once a store failed in a way that needs a restart.
  bool healthy() const;
  bool empty() const;  // nothing founded yet

  // ---- questions. not_found service.no-task / no-case / no-unit …; refused service.not-yours when it is not for this person.
  std::optional<PersonId> person_of_account(std::string_view account) const;
  Result<Value> me(Viewer viewer) const;  // {person, name, posts, units, administrator, auditor}
  Result<Value> workflows(Viewer viewer, UnitId unit) const;
  Result<Value> form(Viewer viewer, std::string_view workflow, std::string_view form, UnitId unit) const;
  Result<Value> cases(Viewer viewer, CaseScope scope, UnitId unit, std::string_view state, const Page& page) const;
  Result<Value> case_view(Viewer viewer, CaseId id) const;
  // What an act left behind, as the one who did it sees it: the case, the task (0: none), open tasks, register lines.
  Result<Value> act_result(Viewer viewer, const Outcome& outcome, TaskId task) const;
  Result<Value> timeline(Viewer viewer, CaseId id) const;
  Result<Value> diagram(Viewer viewer, CaseId id) const;
  Result<Value> tasks(Viewer viewer, TaskBox box, UnitId unit, const Page& page) const;
  Result<Value> task(Viewer viewer, TaskId id) const;
  Result<Value> candidates(Viewer viewer, TaskId id) const;
  Result<Value> registers(Viewer viewer) const;
  Result<Value> lines(Viewer viewer, std::string_view book, std::string_view scope, int year, const Page& page) const;
  Result<Value> entities(Viewer viewer, std::string_view kind, UnitId unit) const;
  Result<Value> entity(Viewer viewer, std::string_view kind, std::string_view id) const;
  Result<Value> meeting(Viewer viewer, std::string_view id) const;
  Result<Value> meetings(Viewer viewer, UnitId unit, const Page& page) const;  // newest first
  Result<Value> units(Viewer viewer) const;
  Result<Value> unit(Viewer viewer, UnitId id) const;
  Result<Value> incidents(Viewer viewer) const;  // an id is "<case>-<instance>", or "<case>-<instance>-<timer>"
  std::optional<UnitId> unit_by_key(std::string_view key) const;
  // Display name of a person; nullopt when erased or unknown.
  std::optional<std::string> person_name(PersonId person) const;

  EventNumber last_number() const;
  // Called after each commit with the new last number and the units concerned; short, on the writer thread. Returns a handle.
  using CommitListener = std::function<void(EventNumber last, const std::vector<UnitId>& units)>;
  std::uint64_t listen(CommitListener listener);
  void unlisten(std::uint64_t handle);

  struct Metrics {
    std::uint64_t commands = 0, refusals = 0, commits = 0, records = 0, queue = 0, open_cases = 0, open_tasks = 0,
                  open_timers = 0, open_incidents = 0, outbox_pending = 0;
  };
  Metrics metrics() const;

  class Impl;                                  // engine/service/impl.h, for the module's own files
  const Impl& impl() const { return *impl_; }  // for tests that look at the state itself

 private:
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery::service
