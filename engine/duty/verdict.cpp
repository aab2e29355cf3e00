#include "engine/duty/verdict.h"

namespace chancery::duty {

namespace {

// Items of a list as one text; `item` gives each.
template <class List, class Item>
std::string joined(const List& list, std::string_view separator, Item&& item) {
  std::string out;
  for (const auto& entry : list) {
    if (!out.empty()) out += separator;
    out += item(entry);
  }
  return out;
}

std::string basis_text(const LegalBasis& basis) {
  return basis.article.empty() ? basis.source : basis.source + " " + basis.article;
}

}  // namespace

std::string_view strength_name(Strength strength) {
  switch (strength) {
    case Strength::kHard: return "hard";
    case Strength::kFirm: return "firm";
    case Strength::kWarn: return "warn";
  }
  return "";
}

Error to_error(const Refusal& refusal) {
  std::vector<MessageParameter> parameters = {
      {"rule", refusal.rule()},
      {"strength", std::string(strength_name(refusal.strength))},
      {"person", std::to_string(refusal.person.value)},
      {"duty", refusal.duty},
      {"evidence", joined(refusal.evidence, ",", [](const Evidence& e) { return std::to_string(e.event.value); })},
      {"basis", joined(refusal.basis, "; ", basis_text)},
      {"could_act", joined(refusal.could_act, ",", [](PersonId p) { return std::to_string(p.value); })},
      {"message_zh", refusal.message.zh},
      {"message_en", refusal.message.en},
      {"remedy_zh", refusal.remedy.zh},
      {"remedy_en", refusal.remedy.en},
  };
  parameters.insert(parameters.end(), refusal.parameters.begin(), refusal.parameters.end());
  return refused(refusal.code, std::move(parameters));
}

}  // namespace chancery::duty
