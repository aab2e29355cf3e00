// Problem: an Error or a Rejection of the engine as problem+json (RFC 9457) in the language of the reader, with its HTTP status.
#pragma once

#include <functional>
#include <string>

#include "engine/service/engine.h"
#include "engine/value/zone_table.h"
#include "web-console/server/catalogue.h"
#include "web-console/server/http.h"

namespace chancery::web_server {

struct ProblemReader {
  const Catalogue* catalogue = nullptr;
  const ZoneTable* zones = nullptr;
  Language language = Language::kChinese;
  std::string request_id;
  std::function<std::string(PersonId)> name_of;  // "" when unknown
};

// kInvalid is 400 for what the server itself reads (http.…, json.…), 409 for a fault of the process, 422 for all else.
int status_of(const Error& error);

// The codes of the contract for some of the engine's: runtime.task-changed → task.changed.
Error contract_error(const Error& error);

Response problem_response(const Error& error, const ProblemReader& reader);
// `pointer` is where the form stands in the body ("/form"). `current`: the task as it stands now, or null.
Response problem_response(const service::Rejection& rejection, const ProblemReader& reader, std::string_view pointer,
                          const Value& current);
// The schema Refusal of the contract.
Value refusal_value(const service::RefusalDetail& refusal, const ProblemReader& reader);

}  // namespace chancery::web_server
