#include "adapters/cli/trial/line.h"

#include <algorithm>
#include <array>

namespace chancery::cli::trial {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

constexpr std::array kForms{
    VerbForm{"complete", Verb::kComplete, "complete NUMBER|ELEMENT [JSON]", "cli.run-help-complete"},
    VerbForm{"answer", Verb::kAnswer, "answer NUMBER|ELEMENT [JSON]", "cli.run-help-answer"},
    VerbForm{"error", Verb::kError, "error NUMBER|ELEMENT CODE [JSON]", "cli.run-help-error"},
    VerbForm{"fail", Verb::kFail, "fail NUMBER|ELEMENT", "cli.run-help-fail"},
    VerbForm{"message", Verb::kMessage, "message NUMBER|NAME [JSON] [KEY]", "cli.run-help-message"},
    VerbForm{"signal", Verb::kSignal, "signal NUMBER|NAME [JSON]", "cli.run-help-signal"},
    VerbForm{"set", Verb::kSet, "set VARIABLE JSON", "cli.run-help-set"},
    VerbForm{"time", Verb::kTime, "time +2h|+3d|+P1DT12H|2026-03-05|2026-03-05T09:00", "cli.run-help-time"},
    VerbForm{"next", Verb::kNext, "next", "cli.run-help-next"},
    VerbForm{"retry", Verb::kRetry, "retry [NUMBER|ELEMENT]", "cli.run-help-retry"},
    VerbForm{"as", Verb::kAs, "as [ACCOUNT]", "cli.run-help-as"},
    VerbForm{"show", Verb::kShow, "show", "cli.run-help-show"},
    VerbForm{"help", Verb::kHelp, "help", "cli.run-help-help"},
    VerbForm{"quit", Verb::kQuit, "quit", "cli.run-help-quit"}};

// The signs of the JSON object, or context of FEEL behind its sign, at the beginning of the text, to its closing brace; all of it when it does not close.
std::size_t object_length(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\')
      ++i;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == '{' || c == '['))
      ++depth;
    else if (!quoted && (c == '}' || c == ']') && --depth == 0)
      return i + 1;
  }
  return text.size();
}

class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) { skip(); }
  bool is_over() const { return rest_.empty(); }
  bool at_object() const { return rest_.starts_with('{') || rest_.starts_with("={"); }
  std::string_view rest() { return take(rest_.size()); }
  std::string_view object() { return take(object_length(rest_)); }
  std::string word() {
    if (!rest_.starts_with('"')) return std::string(take(std::min(rest_.find_first_of(kBlanks), rest_.size())));
    const std::size_t end = std::min(rest_.find('"', 1), rest_.size());
    std::string inside(rest_.substr(1, end - 1));
    take(std::min(end + 1, rest_.size()));
    return inside;
  }

 private:
  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    skip();
    return taken;
  }
  void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlanks), rest_.size())); }

  std::string_view rest_;
};

// Everything after the verb; what is left over at the end is too much.
Result<void> read_arguments(Words& words, const Moment& moment, Line& line) {
  switch (line.verb) {
    case Verb::kComplete:
      line.what = words.word();
      line.value = TRY(read_object(words.rest(), moment));
      break;
    case Verb::kAnswer:
      line.what = words.word();
      if (!words.is_over()) line.value = TRY(read_value(words.rest(), moment));
      break;
    case Verb::kError:
      line.what = words.word();
      line.extra = words.word();
      line.value = TRY(read_object(words.rest(), moment));
      break;
    case Verb::kMessage:
      line.what = words.word();
      if (words.at_object()) line.value = TRY(read_object(words.object(), moment));
      line.extra = words.word();
      break;
    case Verb::kSignal:
      line.what = words.word();
      line.value = TRY(read_object(words.rest(), moment));
      break;
    case Verb::kSet:
      line.what = words.word();
      if (!words.is_over()) {
        Context variables;
        variables.set(line.what, TRY(read_value(words.rest(), moment)));
        line.value = Value::context(std::move(variables));
      }
      break;
    case Verb::kFail:
    case Verb::kTime:
    case Verb::kRetry:
    case Verb::kAs: line.what = words.word(); break;
    case Verb::kNext:
    case Verb::kShow:
    case Verb::kHelp:
    case Verb::kQuit: break;
  }
  return {};
}

bool is_whole(const Line& line) {
  switch (line.verb) {
    case Verb::kComplete:
    case Verb::kAnswer:
    case Verb::kFail:
    case Verb::kMessage:
    case Verb::kSignal:
    case Verb::kTime: return !line.what.empty();
    case Verb::kError: return !line.extra.empty();
    case Verb::kSet: return line.value.is_context();
    case Verb::kNext:
    case Verb::kRetry:
    case Verb::kAs:
    case Verb::kShow:
    case Verb::kHelp:
    case Verb::kQuit: break;
  }
  return true;
}

}  // namespace

std::span<const VerbForm> verb_forms() { return kForms; }

Result<std::optional<Line>> parse_line(std::string_view text, const Moment& moment) {
  Words words(text);
  const std::string verb = words.word();
  if (verb.empty() || verb.starts_with('#')) return std::optional<Line>();
  const auto* form =
      std::find_if(kForms.begin(), kForms.end(), [&verb](const VerbForm& known) { return known.word == verb; });
  if (form == kForms.end()) return not_found("cli.run-unknown-command", {{"command", verb}});
  Line line;
  line.verb = form->verb;
  TRY_VOID(read_arguments(words, moment, line));
  if (!is_whole(line) || !words.is_over()) return invalid("cli.run-usage", {{"form", form->form}});
  return std::optional(std::move(line));
}

}  // namespace chancery::cli::trial
