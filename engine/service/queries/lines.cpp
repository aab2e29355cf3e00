// lines: a book page by page, the newest record first; an entry has a number of its own, a further entry (filed,
// issued, void, a correction) stands under the number of the line that it speaks of.
//
// A page shows on a line that it was corrected, though the correction was written later and so stands on an earlier
// page: the cursor carries the numbers of corrections whose line is still to come. When they are too many for a cursor
// they are looked up again.
#include <charconv>
#include <set>
#include <tuple>

#include "engine/service/queries/books.h"
#include "engine/service/queries/fields.h"
#include "engine/service/queries/tail.h"
#include "engine/service/queries/words.h"
#include "engine/value/codec.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr std::size_t kCursorBytesMax = 480;  // what an address carries with ease
constexpr char kNextCorrection = '.';
constexpr char kAfterYear = '-';
constexpr std::string_view kLookAgain = ".";  // in place of the corrections

struct NewestFirst {
  static auto place(const ports::BookLineRow& row) { return std::tie(row.event, row.year, row.number, row.ordinal); }
  bool operator()(const ports::BookLineRow& a, const ports::BookLineRow& b) const { return place(a) > place(b); }
};
// What the tail and the tables both have stands in it once.
struct Rows {
  std::set<ports::BookLineRow, NewestFirst> rows;
  bool more = false;  // the tables may have others below
};

using NumberOfYear = std::pair<std::int32_t, std::uint64_t>;

// What a book asks for, as far as it is known under the lock.
struct OpenBook {
  DeclaredBook book;
  BookScope scope;
  bool entitled = false;
  std::uint64_t numbers = 0;  // given in the years asked for
};

Result<OpenBook> open_book(const Impl& impl, Viewer viewer, std::string_view id, std::string_view scope, int year) {
  const Reading reading(impl);
  const Sight sight(reading, viewer.person);
  OpenBook open;
  open.book = find_book(reading, id);
  if (!open.book) return not_found("register.unknown-book", {{"book", std::string(id)}});
  open.scope = TRY(find_scope(reading, sight, *open.book, scope));
  open.entitled = sight.is_entitled(open.scope.unit, PersonId{});
  for (const YearOfBook& one : years_of(reading, id, open.scope.key))
    if (year == 0 || one.year == static_cast<std::uint64_t>(year)) open.numbers += one.last_number;
  return open;
}

Result<Value> content_of(const ports::BookLineRow& row) {
  ByteReader in(row.fields);
  return decode_value(in);
}

// The kinds that take a line back; the others only add to it.
bool takes_back(std::string_view kind) { return kind.empty() || kind == "corrected" || kind == "void"; }

class LinePage {
 public:
  LinePage(const Impl& impl, OpenBook open, int year, const Page& page)
      : impl_(impl),
        open_(std::move(open)),
        year_(year),
        limit_(limit_of(page)),
        fields_(impl, *open_.book.program, open_.entitled) {
    read_cursor(page.after);
  }

  Result<Value> write() {
    if (look_again_) TRY_VOID(look_up_corrections());
    const Rows taken = TRY(take(before_, limit_ + 1));
    bool more = taken.more;
    List items;
    EventNumber last;
    for (const ports::BookLineRow& row : taken.rows) {
      if (items.size() >= limit_ && row.event != last) {
        more = true;
        break;
      }
      items.push_back(TRY(line_view(row)));
      last = row.event;
    }
    Context out;
    out.set("items", Value::list(std::move(items)));
    out.set("next", more && last ? Value::text(cursor(last)) : Value());
    // What the book counts: a further entry takes no number.
    out.set("total", integer(static_cast<std::int64_t>(open_.numbers)));
    return finish(impl_, Value::context(std::move(out)));
  }

 private:
  void read_cursor(std::string_view text) {
    const char* const end = text.data() + text.size();
    const char* at = std::from_chars(text.data(), end, before_.value).ptr;
    look_again_ = std::string_view(at, static_cast<std::size_t>(end - at)) == kLookAgain;
    while (at != end && *at == kNextCorrection) {
      NumberOfYear number{};
      at = std::from_chars(at + 1, end, number.first).ptr;
      if (at == end || *at != kAfterYear) return;
      at = std::from_chars(at + 1, end, number.second).ptr;
      corrected_.insert(number);
    }
  }

  std::string cursor(EventNumber last) const {
    std::string out = std::to_string(last.value);
    for (const auto& [year, number] : corrected_) {
      out += kNextCorrection;
      out += std::to_string(year) + kAfterYear + std::to_string(number);
    }
    return out.size() <= kCursorBytesMax ? out : std::to_string(last.value) + std::string(kLookAgain);
  }

  // At least `count` rows before `before`, if there are so many.
  Result<Rows> take(EventNumber before, std::size_t count) const {
    Rows out;
    const ports::HistoryDelta tail = history_tail(impl_);
    for (const ports::BookLineRow& row : tail.lines)
      if (is_asked_for(row, before)) out.rows.insert(row);
    ports::LineQuery query;
    query.book = open_.book->id;
    query.scope = open_.scope.key;
    query.year = year_;
    query.before = before;
    query.limit = count;
    std::vector<ports::BookLineRow> stored = TRY(impl_.ports.history->lines(query));
    out.more = stored.size() >= count;
    for (ports::BookLineRow& row : stored) out.rows.insert(std::move(row));
    return out;
  }

  bool is_asked_for(const ports::BookLineRow& row, EventNumber before) const {
    return row.book == open_.book->id && row.scope == open_.scope.key && (year_ == 0 || row.year == year_) &&
           (!before || row.event < before);
  }

  // Everything newer than this page, for the corrections alone.
  Result<void> look_up_corrections() {
    EventNumber before;
    for (bool more = true; more;) {
      const Rows taken = TRY(take(before, ports::kHistoryPageRowsMax));
      more = taken.more;
      for (const ports::BookLineRow& row : taken.rows) {
        if (row.event < before_) return {};
        before = row.event;
        note(row, row.corrects == 0 ? Value() : TRY(content_of(row)));
      }
    }
    return {};
  }

  // True for a line that a row before it took back.
  bool note(const ports::BookLineRow& row, const Value& content) {
    const NumberOfYear number{row.year, row.number};
    if (row.corrects == 0) return corrected_.erase(number) > 0;
    if (takes_back(content.get_text("_kind"))) corrected_.insert(number);
    return false;
  }

  Result<Value> line_view(const ports::BookLineRow& row) {
    const Value content = TRY(content_of(row));
    const bool is_corrected = note(row, content);
    const Value printed = content.get("_text").is_text() ? content.get("_text") : number_text(row.number);
    const std::string kind = kind_of(row, content.get_text("_kind"));
    Context out;
    out.set("number", integer(static_cast<std::int64_t>(row.number)));
    out.set("text", printed);
    out.set("scope", open_.scope.ref);
    out.set("year", row.year == 0 ? Value() : integer(row.year));
    out.set("at", local_instant(*impl_.ports.zones, row.at));
    out.set("event", id_text(row.event));
    out.set("case", id_or_null(row.case_id));
    out.set("by", person_or_null(person_of(content.get("_by"))));
    out.set("kind", Value::text(kind));
    out.set("kind_text", line_kind_text(kind));
    // A further entry has no number of its own, so both name the same.
    out.set("corrects", row.corrects == 0 ? Value() : printed);
    out.set("corrected_by", is_corrected ? printed : Value());
    out.set("fields", Value::list(fields_.of_register(open_.book->fields, content)));
    return Value::context(std::move(out));
  }

  static std::string kind_of(const ports::BookLineRow& row, std::string_view kind) {
    if (row.corrects == 0) return kind.empty() ? "entry" : std::string(kind);
    return kind.empty() || kind == "corrected" ? "correction" : std::string(kind);
  }

  const Impl& impl_;
  OpenBook open_;
  int year_;
  std::size_t limit_;
  Fields fields_;
  EventNumber before_;  // 0: from the newest
  bool look_again_ = false;
  std::set<NumberOfYear> corrected_;  // by rows above, their lines still to come
};

}  // namespace

Result<Value> Engine::lines(Viewer viewer, std::string_view book, std::string_view scope, int year,
                            const Page& page) const {
  return LinePage(*impl_, TRY(open_book(*impl_, viewer, book, scope, year)), year, page).write();
}

}  // namespace chancery::service
