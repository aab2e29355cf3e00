// What may be started, and the forms.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

Result<Value> list_workflows(Call& call) { return call.engine().workflows(call.viewer(), TRY(required_unit_of(call))); }

Result<Value> get_form(Call& call) {
  return call.engine().form(call.viewer(), call.parameters[0], call.parameters[1], TRY(unit_of(call)));
}

}  // namespace chancery::web_server
