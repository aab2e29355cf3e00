#include "adapters/cli/demo_loader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/json/json.h"
#include "engine/package/package.h"

namespace chancery::cli {

namespace {

Result<Value> read_list(const DemoOptions& options, const char* name) {
  const std::string text =
      TRY(read_file(std::filesystem::path(options.source_dir) / "config/demo" / (std::string(name) + ".json")));
  return json::parse_json(text);
}

// The beginning of a civil day of the default zone; 0 for none.
Instant day(const Value& value) {
  if (!value.is_text()) return {};
  const auto instant = parse_rfc3339(std::string(value.as_text().substr(0, 10)) + "T00:00:00+08:00");
  return instant ? *instant : Instant{};
}

class Loader {
 public:
  Loader(service::Engine& engine, const DemoOptions& options) : engine_(engine), options_(options) {}

  Result<std::vector<DemoAccount>> run() {
    options_.set_clock(options_.founded_at);
    TRY_VOID(found());
    TRY_VOID(deploy());
    TRY_VOID(units("units"));
    TRY_VOID(people("people"));
    if (options_.scenario_people) {
      TRY_VOID(units("scenario-units"));
      TRY_VOID(people("scenario-people"));
    }
    for (const Value& person : people_)
      for (const Value& post : person.get("posts").as_list())
        if (post.get("seal").is_null()) TRY_VOID(give_post(person, post));
    TRY_VOID(entities("seals", "seal"));
    if (options_.scenario_people) TRY_VOID(entities("scenario-seals", "seal"));
    TRY_VOID(entities("authorizations", "authorization"));
    for (const Value& person : people_)
      for (const Value& post : person.get("posts").as_list())
        if (!post.get("seal").is_null()) TRY_VOID(give_post(person, post));
    TRY_VOID(kinship());
    return accounts_;
  }

 private:
  journal::Actor actor(const char* account) const {
    return {engine_.person_of_account(account).value_or(PersonId{}), account, ""};
  }

  Result<service::Outcome> done(service::Answer answer) {
    if (auto* rejection = std::get_if<service::Rejection>(&answer)) {
      Error error = rejection->error;
      for (const auto& d : rejection->diagnostics)
        error.parameters.push_back({d.file + ":" + std::to_string(d.line), d.code});
      return error;
    }
    return std::get<service::Outcome>(std::move(answer));
  }

  Result<service::Outcome> give(const char* account, journal::CommandBody body) {
    journal::Command command;
    command.actor = actor(account);
    command.body = std::move(body);
    return done(engine_.execute(std::move(command)));
  }

  Result<void> found() {
    const Value list = TRY(read_list(options_, "people"));
    std::pair<std::string, std::string> first;
    std::pair<std::string, std::string> second;
    for (const Value& person : list.as_list()) {
      const std::string account(person.get("accounts").as_list().front().as_text());
      const std::string name(person.get("name").get_text("zh"));
      if (account == "admin1") first = {account, name};
      if (account == "admin2") second = {account, name};
    }
    Context name;
    name.set("zh", Value::text("示范市"));
    name.set("en", Value::text("Demonstration City"));
    const auto outcome = TRY(done(engine_.found("demo-city", Value::context(std::move(name)), first, second)));
    static_cast<void>(outcome);
    return {};
  }

  Result<void> deploy() {
    const auto files = TRY(read_package_files(options_.source_dir));
    const auto outcome = TRY(done(engine_.deploy(actor("admin1"), "", files, actor("admin2").person)));
    static_cast<void>(outcome);
    return {};
  }

  Result<void> units(const char* name) {
    const Value list = TRY(read_list(options_, name));
    for (const Value& unit : list.as_list()) {
      journal::RecordUnit body;
      body.key = unit.get_text("key");
      body.kind = unit.get_text("kind");
      body.law = unit.get_text("law");
      body.name = unit.get("name");
      const std::string parent(unit.get("parent").is_text() ? unit.get_text("parent") : "demo-city");
      body.parent = engine_.unit_by_key(parent).value_or(UnitId{});
      Context fields;
      for (const auto& entry : unit.as_context())
        if (entry.name != "key" && entry.name != "kind" && entry.name != "law" && entry.name != "name" &&
            entry.name != "parent")
          fields.set(entry.name, entry.value);
      body.fields = Value::context(std::move(fields));
      const auto outcome = TRY(give("admin1", std::move(body)));
      static_cast<void>(outcome);
    }
    return {};
  }

  Result<void> people(const char* name) {
    const Value list = TRY(read_list(options_, name));
    for (const Value& person : list.as_list()) {
      const List& accounts = person.get("accounts").as_list();
      const std::string first(accounts.front().as_text());
      const UnitId unit = engine_.unit_by_key(person.get_text("unit")).value_or(UnitId{});
      if (!engine_.person_of_account(first)) {
        const auto outcome =
            TRY(done(engine_.record_person(actor("admin1"), "", std::string(person.get("name").get_text("zh")),
                                           std::string(person.get_text("id_no")), first, unit, Value())));
        static_cast<void>(outcome);
      }
      const PersonId id = engine_.person_of_account(first).value_or(PersonId{});
      for (std::size_t i = 1; i < accounts.size(); ++i) {
        const auto outcome = TRY(give("admin1", journal::LinkAccount{std::string(accounts[i].as_text()), id}));
        static_cast<void>(outcome);
      }
      for (const Value& account : accounts)
        accounts_.push_back({std::string(account.as_text()), std::string(person.get("name").get_text("zh")),
                             std::string(person.get("name").get_text("en"))});
      people_.push_back(person);
    }
    return {};
  }

  Result<void> give_post(const Value& person, const Value& post) {
    if (post.get_text("post") == "administrator") return {};  // by the founding
    journal::ProposePost body;
    const std::string account(person.get("accounts").as_list().front().as_text());
    body.person = engine_.person_of_account(account).value_or(PersonId{});
    body.post = post.get_text("post");
    body.unit = engine_.unit_by_key(person.get_text("unit")).value_or(UnitId{});
    body.seal = post.get_text("seal");
    body.from = day(post.get("from"));
    body.until = day(post.get("until"));
    body.designated = post.get("designated").is_true();
    body.woman = person.get("woman").is_true();
    body.basis = post.get_text("basis");
    const auto outcome = TRY(give("admin1", std::move(body)));
    if (!outcome.answer.get("proposal").is_number()) return {};
    const auto proposal = static_cast<std::uint64_t>(outcome.answer.get("proposal").as_number().to_int64().value_or(0));
    const auto confirmed = TRY(give("admin2", journal::ConfirmPost{proposal}));
    static_cast<void>(confirmed);
    return {};
  }

  // Persons in the fields are written by account name.
  Value with_persons(const Value& fields) const {
    Context out;
    for (const auto& entry : fields.as_context()) {
      const auto person = entry.name == "holder" && entry.value.is_text()
                              ? engine_.person_of_account(entry.value.as_text())
                              : std::nullopt;
      if (entry.value.is_null()) continue;
      const std::string_view text = entry.value.is_text() ? entry.value.as_text() : std::string_view();
      const auto date =
          entry.name == "from" || entry.name == "until" ? Date::parse(text) : Result<Date>(invalid("base.bad-instant"));
      out.set(entry.name, person ? Value::number(static_cast<std::int64_t>(person->value))
                          : date ? Value::date(*date)
                                 : entry.value);
    }
    return Value::context(std::move(out));
  }

  Result<void> entities(const char* name, const char* kind) {
    const Value list = TRY(read_list(options_, name));
    for (const Value& entity : list.as_list()) {
      const auto unit = engine_.unit_by_key(entity.get_text("unit"));
      if (!unit) continue;  // of a village that only scenarios load
      journal::RecordEntity body;
      body.kind = kind;
      body.id = entity.get_text("id");
      body.unit = *unit;
      body.state = entity.get_text("state");
      body.fields = with_persons(entity.get("fields"));
      const auto outcome = TRY(give("admin1", std::move(body)));
      static_cast<void>(outcome);
    }
    return {};
  }

  Result<void> kinship() {
    const Value list = TRY(read_list(options_, "kinship"));
    for (const Value& pair : list.as_list()) {
      const auto a = engine_.person_of_account(pair.get_text("person"));
      const auto b = engine_.person_of_account(pair.get_text("relative"));
      if (!a || !b) continue;
      const auto outcome = TRY(give("admin1", journal::DeclareKinship{*a, *b, std::string(pair.get_text("relation"))}));
      static_cast<void>(outcome);
    }
    return {};
  }

  service::Engine& engine_;
  const DemoOptions& options_;
  std::vector<Value> people_;
  std::vector<DemoAccount> accounts_;
};

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return not_found("cli.no-file", {{"file", path.string()}});
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Result<std::vector<service::PackageFile>> read_package_files(const std::string& source_dir) {
  namespace fs = std::filesystem;
  std::vector<service::PackageFile> out;
  for (const char* top : {"workflows", "config"}) {
    std::error_code failed;
    for (fs::recursive_directory_iterator it(fs::path(source_dir) / top, failed), end; !failed && it != end;
         it.increment(failed)) {
      if (!it->is_regular_file()) continue;
      std::string path = fs::relative(it->path(), source_dir).generic_string();
      if (!package::belongs(path)) continue;
      std::string bytes = TRY(read_file(it->path()));
      out.push_back({std::move(path), std::move(bytes)});
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  if (out.empty()) return not_found("cli.no-package", {{"folder", source_dir}});
  return out;
}

Result<std::vector<DemoAccount>> load_demo(service::Engine& engine, const DemoOptions& options) {
  return Loader(engine, options).run();
}

}  // namespace chancery::cli
