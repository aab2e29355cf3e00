// Files: the body is the file, the type is judged by content. Only who uploaded a file, or was shown it, may fetch it.
#include <algorithm>

#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"
#include "web-console/server/file_type.h"

namespace chancery::web_server {

namespace {

constexpr std::size_t kNameBytesMax = 255;

// The last part of what may be a path of the sender's machine.
Result<std::string> file_name(const Call& call) {
  const auto decoded = percent_decode(call.request.header("X-File-Name"));
  if (!decoded) return invalid("http.bad-file-name");
  const std::string name = decoded->substr(decoded->find_last_of("/\\") + 1);
  if (name.empty() || name.size() > kNameBytesMax || name == "." || name == "..") return invalid("http.bad-file-name");
  return name;
}

BytesView bytes_of(const std::string& body) {
  return {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
}

}  // namespace

Result<void> upload(const CallPointer& call) {
  const std::string name = TRY(file_name(*call));
  const std::string_view type = detect_media_type(call->request.body);
  if (type.empty()) return invalid("http.not-our-media-type");
  const Sha256 hash = TRY(call->services().blobs->put(bytes_of(call->request.body), type));
  const std::string hex = to_hex(hash);
  Context file;
  file.set("sha256", Value::text(hex));
  file.set("size", Value::number(static_cast<std::int64_t>(call->request.body.size())));
  file.set("name", Value::text(name));
  file.set("type", Value::text(type));
  call->answer_json(201, Value::context(std::move(file)), {{"Location", "/api/v1/uploads/" + hex}});
  return {};
}

Result<void> get_upload(const CallPointer& call) {
  const std::string& hex = call->parameters[0];
  const auto granted = call->services().grants.find(call->person, hex, call->services().clock->now());
  if (!granted) return not_found("http.no-such-file");
  Sha256 hash{};
  const Bytes bytes = TRY(from_hex(hex));
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  const auto blob = call->services().blobs->get(hash);
  if (!blob) return blob.error().kind == ErrorKind::kNotFound ? not_found("http.no-such-file") : blob.error();
  Response response;
  response.set("Content-Type", blob->media_type == "text/plain" ? "text/plain; charset=utf-8" : blob->media_type);
  response.set("Content-Disposition", std::string(is_shown_inline(blob->media_type) ? "inline" : "attachment") +
                                          "; filename*=UTF-8''" + percent_encode(granted->name));
  response.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  response.body.assign(blob->bytes.begin(), blob->bytes.end());
  call->answer(std::move(response));
  return {};
}

}  // namespace chancery::web_server
