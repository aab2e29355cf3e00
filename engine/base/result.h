// Result<T>: a value or an Error, in the shape of std::expected (C++23), and TRY, which returns the error to the caller.
//
// An Error names a message of the catalogue (config/locale) by code and carries its parameters; it never holds text for
// people. The kind decides how an entrance answers (HTTP status, exit code). Constructors in this project do not fail;
// whatever can fail returns Result.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/assert.h"

namespace chancery {

enum class ErrorKind : unsigned char {
  kInvalid,       // the input is wrong: 400 / 422
  kUnauthorized,  // nobody is signed in: 401
  kRefused,       // a rule forbids it: 403
  kNotFound,      // 404
  kConflict,      // somebody else was first, or the state does not allow it: 409
  kTooLarge,      // a named limit was passed: 413
  kUnavailable,   // try again later: 503
  kCorrupt,       // stored bytes are not what they should be: 500
};

struct MessageParameter {
  std::string name;
  std::string value;
  bool operator==(const MessageParameter&) const = default;
};

struct Error {
  ErrorKind kind = ErrorKind::kInvalid;
  std::string code;  // key of the message catalogue, "module.what-happened"
  std::vector<MessageParameter> parameters;

  // The value of a parameter, or "" when there is none of that name.
  std::string_view parameter(std::string_view name) const;
  // code and parameters on one line, for logs and test output; not for people.
  std::string debug_text() const;
  bool operator==(const Error&) const = default;
};

Error invalid(std::string code, std::vector<MessageParameter> parameters = {});
Error refused(std::string code, std::vector<MessageParameter> parameters = {});
Error not_found(std::string code, std::vector<MessageParameter> parameters = {});
Error conflict(std::string code, std::vector<MessageParameter> parameters = {});
Error too_large(std::string code, std::vector<MessageParameter> parameters = {});
Error unavailable(std::string code, std::vector<MessageParameter> parameters = {});
Error corrupt(std::string code, std::vector<MessageParameter> parameters = {});

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  bool has_value() const { return state_.index() == 0; }

  T& value() & {
    check();
    return std::get<0>(state_);
  }
  const T& value() const& {
    check();
    return std::get<0>(state_);
  }
  T&& value() && {
    check();
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& {
    CHANCERY_ASSERT(state_.index() == 1);
    return std::get<1>(state_);
  }
  Error&& error() && {
    CHANCERY_ASSERT(state_.index() == 1);
    return std::get<1>(std::move(state_));
  }

 private:
  void check() const { CHANCERY_ASSERT(state_.index() == 0); }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  explicit operator bool() const { return !error_.has_value(); }
  bool has_value() const { return !error_.has_value(); }
  const Error& error() const& {
    CHANCERY_ASSERT(error_.has_value());
    return *error_;
  }
  Error&& error() && {
    CHANCERY_ASSERT(error_.has_value());
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace chancery

// TRY(expression): the value of a Result, or return its error from the enclosing function.
#define TRY(expression)                                      \
  __extension__({                                            \
    auto try_result_ = (expression);                         \
    if (!try_result_) return std::move(try_result_).error(); \
    std::move(try_result_).value();                          \
  })
// TRY_VOID(expression): return the error of a Result<void> from the enclosing function.
#define TRY_VOID(expression)                                 \
  do {                                                       \
    auto try_status_ = (expression);                         \
    if (!try_status_) return std::move(try_status_).error(); \
  } while (false)
