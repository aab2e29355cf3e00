#include "engine/package/package.h"

#include "engine/package/checker.h"

namespace chancery::package {

bool belongs(std::string_view path) {
  const bool place = path.starts_with("workflows/") || path.starts_with("config/law/") ||
                     path.starts_with("config/catalogue/") || path.starts_with("config/meetings/") ||
                     path.starts_with("config/calendar/");
  if (!place || path.find("/scenarios/") != std::string_view::npos) return false;
  return path.ends_with(".json") || path.ends_with(".bpmn") || path.ends_with(".dmn");
}

Checked check(const std::vector<File>& files, PackageId id, const CheckOptions& options) {
  return Checker(files, id, options).run();
}

}  // namespace chancery::package
