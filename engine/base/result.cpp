#include "engine/base/result.h"

namespace chancery {

std::string_view Error::parameter(std::string_view name) const {
  for (const auto& p : parameters)
    if (p.name == name) return p.value;
  return {};
}

std::string Error::debug_text() const {
  std::string text = code;
  for (const auto& p : parameters) text += " " + p.name + "=" + p.value;
  return text;
}

namespace {
Error make(ErrorKind kind, std::string code, std::vector<MessageParameter> parameters) {
  return Error{kind, std::move(code), std::move(parameters)};
}
}  // namespace

Error invalid(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kInvalid, std::move(code), std::move(p));
}
Error refused(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kRefused, std::move(code), std::move(p));
}
Error not_found(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kNotFound, std::move(code), std::move(p));
}
Error conflict(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kConflict, std::move(code), std::move(p));
}
Error too_large(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kTooLarge, std::move(code), std::move(p));
}
Error unavailable(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kUnavailable, std::move(code), std::move(p));
}
Error corrupt(std::string code, std::vector<MessageParameter> p) {
  return make(ErrorKind::kCorrupt, std::move(code), std::move(p));
}

}  // namespace chancery
