#include "engine/meeting/rules.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/json/object_reader.h"

namespace chancery::meeting {
namespace {

constexpr std::int64_t kDenominatorMax = 1000;
constexpr std::array<std::string_view, 7> kBases = {"present", "due",        "composition", "representatives",
                                                    "adults",  "households", "members"};

Result<Fraction> read_fraction(json::ObjectReader reader) {
  Fraction fraction;
  const std::string of =
      TRY(reader.choice("of", {"present", "due", "composition", "representatives", "adults", "households", "members"}));
  fraction.of = *base_of(of);
  fraction.den = TRY(reader.integer("den", 1, kDenominatorMax));
  fraction.num = TRY(reader.integer("num", 1, fraction.den));
  fraction.strict = TRY(reader.boolean_or("strict", false));
  // More than all is never reached.
  if (fraction.strict && fraction.num == fraction.den) return reader.error_at("num", "meeting.bad-fraction");
  TRY_VOID(reader.finish());
  return fraction;
}

Result<Share> read_share(json::ObjectReader& reader, std::string_view name) {
  auto object = TRY(reader.optional_object(name));
  if (!object) return Share{};
  Share share;
  share.den = TRY(object->integer("den", 1, kDenominatorMax));
  share.num = TRY(object->integer("num", 1, share.den));
  TRY_VOID(object->finish());
  return share;
}

// One fraction, or a list of alternatives.
Result<std::vector<Fraction>> read_quorum(json::ObjectReader& reader) {
  std::vector<Fraction> quorum;
  const Value given = TRY(reader.value("quorum"));
  const std::string pointer = reader.pointer_of("quorum");
  if (given.kind() != ValueKind::kList) {
    const auto object = TRY(json::ObjectReader::open(given, pointer));
    quorum.push_back(TRY(read_fraction(object)));
  } else {
    std::size_t index = 0;
    for (const Value& one : given.as_list()) {
      const auto object = TRY(json::ObjectReader::open(one, pointer + "/" + std::to_string(index++)));
      quorum.push_back(TRY(read_fraction(object)));
    }
  }
  const auto of_attendance = [](const Fraction& f) { return f.of == Base::kPresent || f.of == Base::kDue; };
  if (quorum.empty() || std::any_of(quorum.begin(), quorum.end(), of_attendance))
    return reader.error_at("quorum", "meeting.bad-fraction");
  return quorum;
}

Result<NamePair> read_names(json::ObjectReader& reader, std::string_view name) {
  auto object = TRY(reader.object(name));
  NamePair names;
  names.zh = TRY(object.non_empty_text("zh"));
  names.en = TRY(object.text_or("en", ""));
  TRY_VOID(object.finish());
  return names;
}

Authorization authorization_of(std::string_view word) {
  if (word == "hard") return Authorization::kHard;
  return word == "warn" ? Authorization::kWarn : Authorization::kNone;
}

Result<Profile> read_profile(const Value& entry, const std::string& pointer) {
  auto reader = TRY(json::ObjectReader::open(entry, pointer));
  Profile profile;
  profile.id = TRY(reader.non_empty_text("id"));
  profile.version = static_cast<std::uint64_t>(TRY(reader.integer_or("version", 1, 1)));
  profile.name = TRY(read_names(reader, "name"));
  profile.body = TRY(reader.text_or("body", ""));
  profile.composition = TRY(reader.texts("composition"));
  profile.representatives = TRY(reader.text_or("representatives", "representative"));
  profile.notice_days = TRY(reader.integer_or("notice_days", 0, 0, 365));
  profile.quorum = TRY(read_quorum(reader));
  const auto pass = TRY(reader.object("pass"));
  profile.pass = TRY(read_fraction(pass));
  profile.convened_by = TRY(reader.texts_or_empty("convened_by"));
  profile.reps_share_min = TRY(read_share(reader, "reps_share_min"));
  profile.women_reps_share_min = TRY(read_share(reader, "women_reps_share_min"));
  profile.authorization = authorization_of(TRY(reader.choice("authorization", {"hard", "warn", "none"})));
  const std::string confirmer = TRY(reader.choice("confirmer", {"attending-representative", "attending-other"}));
  profile.confirmer = confirmer == "attending-other" ? Confirmer::kAttendingOther : Confirmer::kAttendingRepresentative;
  profile.otherwise = TRY(reader.text_or("otherwise", ""));
  profile.source = TRY(reader.value_or_null("source"));
  TRY_VOID(reader.finish());
  profile.frozen = entry;
  return profile;
}

Result<Subject> read_subject(const Value& entry, const std::string& pointer) {
  auto reader = TRY(json::ObjectReader::open(entry, pointer));
  Subject subject;
  subject.id = TRY(reader.non_empty_text("id"));
  subject.name = TRY(read_names(reader, "name"));
  subject.village = TRY(reader.text_or("village", ""));
  subject.residents = TRY(reader.text_or("residents", ""));
  if (const auto word = TRY(reader.optional_choice("authorization", {"hard", "warn", "none"})))
    subject.authorization = authorization_of(*word);
  subject.pre_study = TRY(reader.boolean_or("pre_study", false));
  subject.source = TRY(reader.value_or_null("source"));
  TRY_VOID(reader.finish());
  return subject;
}

Diagnostic fault_of(std::string_view file, Error error) {
  return {std::string(file), 0, 0, std::move(error.code), std::move(error.parameters)};
}
Diagnostic fault_of(std::string_view file, std::string code, std::string pointer, std::string name, std::string value) {
  return {
      std::string(file), 0, 0, std::move(code), {{"pointer", std::move(pointer)}, {std::move(name), std::move(value)}}};
}

// Reads every entry of a list file with `read`, collecting the faults of all.
template <class Entry, class Read>
std::vector<Entry> read_all(std::string_view file, const Value& list, Read read, std::vector<Diagnostic>& faults) {
  std::vector<Entry> entries;
  if (list.kind() != ValueKind::kList) {
    faults.push_back(fault_of(
        file, invalid("json.wrong-type",
                      {{"pointer", ""}, {"expected", "list"}, {"found", std::string(kind_name(list.kind()))}})));
    return entries;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_list().size(); ++i) {
    const std::string pointer = "/" + std::to_string(i);
    auto entry = read(list.as_list()[i], pointer);
    if (!entry) {
      faults.push_back(fault_of(file, std::move(entry).error()));
      continue;
    }
    if (!ids.insert(entry->id).second)
      faults.push_back(fault_of(file, "meeting.duplicate-id", pointer, "id", entry->id));
    entries.push_back(std::move(*entry));
  }
  return entries;
}

template <class Entry>
const Entry* find_id(const std::vector<Entry>& entries, std::string_view id) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.id == id; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

std::string_view base_name(Base base) { return kBases.at(static_cast<std::size_t>(base)); }

std::optional<Base> base_of(std::string_view name) {
  const auto found = std::find(kBases.begin(), kBases.end(), name);
  if (found == kBases.end()) return std::nullopt;
  return static_cast<Base>(found - kBases.begin());
}

std::int64_t Fraction::needed(std::int64_t base) const {
  const std::int64_t whole = num * base;
  return strict ? whole / den + 1 : (whole + den - 1) / den;
}

std::vector<Diagnostic> MeetingRules::add_profiles(std::string_view file, const Value& list) {
  std::vector<Diagnostic> faults;
  std::vector<Profile> read = read_all<Profile>(file, list, read_profile, faults);
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::string& otherwise = read[i].otherwise;
    if (profile(read[i].id) != nullptr)
      faults.push_back(fault_of(file, "meeting.duplicate-id", "/" + std::to_string(i), "id", read[i].id));
    if (!otherwise.empty() && find_id(read, otherwise) == nullptr && profile(otherwise) == nullptr)
      faults.push_back(
          fault_of(file, "meeting.unknown-profile", "/" + std::to_string(i) + "/otherwise", "profile", otherwise));
  }
  if (faults.empty()) profiles_.insert(profiles_.end(), read.begin(), read.end());
  return faults;
}

std::vector<Diagnostic> MeetingRules::add_subjects(std::string_view file, const Value& list) {
  std::vector<Diagnostic> faults;
  std::vector<Subject> read = read_all<Subject>(file, list, read_subject, faults);
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::string pointer = "/" + std::to_string(i);
    if (subject(read[i].id) != nullptr)
      faults.push_back(fault_of(file, "meeting.duplicate-id", pointer, "id", read[i].id));
    for (const std::string& id : {read[i].village, read[i].residents})
      if (!id.empty() && profile(id) == nullptr)
        faults.push_back(fault_of(file, "meeting.unknown-profile", pointer, "profile", id));
  }
  if (faults.empty()) subjects_.insert(subjects_.end(), read.begin(), read.end());
  return faults;
}

const Profile* MeetingRules::profile(std::string_view id) const { return find_id(profiles_, id); }
const Subject* MeetingRules::subject(std::string_view id) const { return find_id(subjects_, id); }

Result<const Profile*> MeetingRules::choose(std::string_view subject_id, std::string_view law,
                                            bool has_representatives_meeting) const {
  const Subject* found = subject(subject_id);
  if (found == nullptr) return not_found("meeting.unknown-subject", {{"subject", std::string(subject_id)}});
  const std::string id = law == "village" ? found->village : law == "residents" ? found->residents : std::string();
  const Profile* chosen = profile(id);
  if (chosen != nullptr && !has_representatives_meeting && !chosen->otherwise.empty())
    chosen = profile(chosen->otherwise);
  if (chosen == nullptr)
    return refused("meeting.no-profile", {{"subject", std::string(subject_id)}, {"law", std::string(law)}});
  return chosen;
}

Authorization MeetingRules::authorization(const Profile& profile, std::string_view subject_id) const {
  const Subject* found = subject(subject_id);
  // A body whose statute names it needs none, whatever the subject says of other bodies.
  if (profile.authorization == Authorization::kNone || found == nullptr || !found->authorization)
    return profile.authorization;
  return *found->authorization;
}

Result<Profile> thaw_profile(const Value& frozen) { return read_profile(frozen, ""); }

}  // namespace chancery::meeting
