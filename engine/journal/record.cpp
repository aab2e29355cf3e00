#include "engine/journal/record.h"

#include <array>

#include "engine/journal/fields.h"

namespace chancery::journal {

namespace {

struct Header {
  EventNumber number;
  Instant at;
  CaseId case_id;
  EventNumber previous;
  EventNumber cause;
  Actor actor;
  std::string key;
  std::uint32_t command = 0;
  Instant occurred_at;
  template <class Self, class Visit>
  static void fields(Self& e, Visit&& v) {
    v(1, e.number);
    v(2, e.at);
    v(3, e.case_id);
    v(4, e.previous);
    v(5, e.cause);
    v(6, e.actor);
    v(7, e.key);
    v(8, e.command);
    v(9, e.occurred_at);
  }
  bool operator==(const Header&) const = default;
};

using ReadEvent = Result<void> (*)(ByteReader&, Event&);

template <class E>
Result<void> read_event(ByteReader& in, Event& event) {
  E concrete{};
  FieldReader reader(in);
  E::fields(concrete, reader);
  TRY_VOID(reader.finish());
  event = std::move(concrete);
  return {};
}

struct Reader {
  std::uint32_t kind = 0;
  std::uint32_t version = 0;
  ReadEvent read = nullptr;
};

template <class... E>
constexpr auto readers(std::type_identity<std::variant<E...>>) {
  return std::array<Reader, sizeof...(E)>{Reader{E::kKind, E::kVersion, &read_event<E>}...};
}
constexpr auto kReaders = readers(std::type_identity<Event>{});

constexpr bool kinds_are_unique() {
  for (std::size_t i = 0; i < kReaders.size(); ++i)
    for (std::size_t j = i + 1; j < kReaders.size(); ++j)
      if (kReaders[i].kind == kReaders[j].kind) return false;
  return true;
}
static_assert(kinds_are_unique(), "two events share a kind number");

}  // namespace

Bytes encode_record(const Record& record) {
  ByteWriter out;
  out.u8(kRecordFormat);
  const Header header{record.number, record.at,  record.case_id, record.previous,   record.cause,
                      record.actor,  record.key, record.command, record.occurred_at};
  FieldWriter writer(out);
  Header::fields(header, writer);
  out.u8(0);
  out.varint(record.events.size());
  for (const Event& event : record.events)
    std::visit(
        [&out](const auto& e) {
          using E = std::decay_t<decltype(e)>;
          out.varint(E::kKind);
          out.varint(E::kVersion);
          FieldWriter fields(out);
          E::fields(e, fields);
          out.u8(0);
        },
        event);
  return out.take();
}

Result<Record> decode_record(BytesView bytes) {
  ByteReader in(bytes);
  const std::uint8_t format = TRY(in.u8());
  if (format != kRecordFormat) return corrupt("journal.bad-record", {{"format", std::to_string(format)}});
  Header header;
  FieldReader fields(in);
  Header::fields(header, fields);
  TRY_VOID(fields.finish());
  Record record{header.number,         header.at,
                header.case_id,        header.previous,
                header.cause,          std::move(header.actor),
                std::move(header.key), header.command,
                header.occurred_at,    {}};
  const std::uint64_t count = TRY(in.varint());
  if (count > in.remaining()) return corrupt("journal.bad-record", {{"number", std::to_string(record.number.value)}});
  record.events.reserve(static_cast<std::size_t>(count));
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t kind = TRY(in.varint());
    const std::uint64_t version = TRY(in.varint());
    const Reader* reader = nullptr;
    for (const Reader& candidate : kReaders)
      if (candidate.kind == kind && candidate.version == version) reader = &candidate;
    if (reader == nullptr)
      return corrupt("journal.unknown-kind", {{"kind", std::to_string(kind)}, {"version", std::to_string(version)}});
    Event event;
    TRY_VOID(reader->read(in, event));
    record.events.push_back(std::move(event));
  }
  if (!in.at_end()) return corrupt("journal.bad-record", {{"number", std::to_string(record.number.value)}});
  return record;
}

}  // namespace chancery::journal
