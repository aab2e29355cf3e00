#include "tests/fuzz/check.h"

#include <stdexcept>

#include "engine/json/json.h"

namespace chancery::fuzz {

namespace {

// Bytes of every line, line ends left out.
std::vector<std::size_t> line_lengths(std::string_view text, Place place) {
  std::vector<std::size_t> lengths{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_cr = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || (lone_cr && place != Place::kText)) {
      lengths.push_back(0);
    } else {
      ++lengths.back();
    }
  }
  return lengths;
}

}  // namespace

void require(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error(what);
}

void require_inside(std::string_view text, std::string_view file, const std::vector<Diagnostic>& diagnostics,
                    Place place) {
  if (diagnostics.empty()) return;
  const std::vector<std::size_t> lengths = line_lengths(text, place);
  for (const Diagnostic& d : diagnostics) {
    const std::string shown = d.code + " at " + std::to_string(d.line) + ":" + std::to_string(d.column);
    require(!d.code.empty(), "a finding without a code");
    require(d.file == file, shown + ": another file, " + d.file);
    require(d.line >= 0 && static_cast<std::size_t>(d.line) <= lengths.size(), shown + ": the file has no such line");
    require(d.column >= 0 && (d.line > 0 || d.column == 0), shown + ": a column without a line");
    if (d.line == 0 || place == Place::kXmlLine) continue;
    const std::size_t length = lengths[static_cast<std::size_t>(d.line) - 1];
    require(static_cast<std::size_t>(d.column) <= length + 1, shown + ": the line has no such column");
  }
}

feel::EvaluationLimits tight_limits() {
  feel::EvaluationLimits limits;
  limits.steps_max = 100'000;
  limits.list_items_max = 10'000;
  limits.text_bytes_max = 100'000;
  limits.weight_max = 100'000;
  return limits;
}

void require_sound(const Value& value, const feel::EvaluationLimits& limits) {
  const Extent extent = value.extent();
  require(extent.weight <= limits.weight_max, "a value of weight " + std::to_string(extent.weight));
  require(extent.depth <= limits.value_depth_max, "a value of depth " + std::to_string(extent.depth));
  constexpr std::size_t kShown = 1 << 20;
  feel::to_text(value, kShown);
  if (extent.weight > 1'000) return;
  const std::string json = json::write_json(value);
  const json::JsonLimits all{json.size(), 1'000, json.size(), json.size()};
  const auto read = json::parse_json(json, all);
  // The parser takes no number above 1.7e308.
  require(read || read.error().code == "json.bad-number",
          "JSON that cannot be read: " + (read ? "" : read.error().debug_text()));
}

}  // namespace chancery::fuzz
