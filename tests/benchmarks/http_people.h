// HttpPeople: the persons of the demonstration, signed in; and the requests they send.
#pragma once

#include <map>
#include <string>

#include "tests/benchmarks/http_wire.h"
#include "tests/benchmarks/seal_use.h"

namespace chancery::benchmarks {

class HttpPeople {
 public:
  // Signs in everybody whom the cases need. Errors: those of HttpWire; refused benchmark.sign-in {account, status}.
  static Result<HttpPeople> sign_in(std::uint16_t port, const std::string& password);

  // POST …/cases, or …/tasks/{task}/complete, by the person whose turn it is.
  std::string request(Step step, const CasePlan& plan, std::string_view key, std::string_view task) const {
    return request_as(account_of(step, committees()[plan.committee]), step, plan, key, task);
  }
  std::string request_as(const std::string& account, Step step, const CasePlan& plan, std::string_view key,
                         std::string_view task) const;

 private:
  struct Session {
    std::string headers;  // the cookie and the token that every act carries, with line ends
    std::string unit;     // own unit
  };
  Result<void> add(HttpWire& wire, const std::string& account, const std::string& password);

  Forms forms_;
  std::map<std::string, Session, std::less<>> sessions_;
};

}  // namespace chancery::benchmarks
