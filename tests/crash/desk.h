// Desk: what a client says to the server and how it reads the answers: signing in, sending a paper, the four acts of
// seal use. The sessions of all persons are opened once and must outlive every crash, as what was acknowledged does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/value/value.h"
#include "tests/crash/http_client.h"
#include "tests/crash/ledger.h"

namespace chancery::crash {

struct Session {
  std::string cookie;
  std::string csrf;
  std::map<std::string, std::string> units;  // key → id
};
using Sessions = std::map<std::string, Session, std::less<>>;  // by account

// Errors: unavailable test.unexpected-answer {status, body}.
Result<Session> sign_in(HttpClient& client, std::string_view account, std::string_view password);

// A reading request as a person.
HttpReply get(HttpClient& client, const Session& session, const std::string& target);
// The body as a value; null when it is none.
Value body_of(const HttpReply& reply);
// Status and the beginning of the body, for a finding.
std::string answer_text(const HttpReply& reply);

class Desk {
 public:
  Desk(const Sessions& sessions, Ledger& ledger) : sessions_(sessions), ledger_(ledger) {}

  // The next request of a matter, made ready: its paper is uploaded, the version of its task read. nullopt: the
  // server is gone.
  std::optional<Sent> prepare(HttpClient& client, Matter& matter);
  // Sends it, for the first time or again.
  HttpReply send(HttpClient& client, const Matter& matter, const Sent& sent);
  // Reads the answer into the ledger; false, and a finding, when it is not what such a step answers.
  bool acknowledge(Matter& matter, const Sent& sent, const HttpReply& reply);
  // What is wrong with an answer to a request that was acknowledged already; "" when it is the first answer again.
  std::string difference(const Matter& matter, const Acknowledged& first, const HttpReply& reply) const;

  const Session& session(const Matter& matter, Act act) const {
    return sessions_.find(matter.office->accounts[static_cast<std::size_t>(act)])->second;
  }

 private:
  bool upload(HttpClient& client, Matter& matter);
  std::optional<std::string> read_version(HttpClient& client, const Matter& matter);
  std::optional<Acknowledged> read_answer(const Matter& matter, const Sent& sent, const HttpReply& reply) const;

  const Sessions& sessions_;
  Ledger& ledger_;
};

// An id or number that the API gives as text; 0 when it is none.
std::uint64_t number_of(const Value& value);

}  // namespace chancery::crash
