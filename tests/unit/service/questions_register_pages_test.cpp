// Pages of a long book: each line once, none read twice, corrections seen on lines of later pages.
#include <gmock/gmock.h>

#include <algorithm>

#include "engine/value/codec.h"
#include "tests/unit/service/register_desk.h"

namespace chancery::register_desk {
namespace {

using testing::ElementsAre;

class RegisterPages : public RegisterDesk {};

// A row of the long book. `corrects` makes it a further entry of that kind.
ports::BookLineRow row(std::uint64_t event, int year, std::uint64_t number, const char* kind = "") {
  Context fields;
  fields.set("title", Value::text("title " + std::to_string(number)));
  fields.set("_kind", Value::text(kind));
  fields.set("_text", Value::text(std::to_string(year) + "-" + std::to_string(number)));
  ByteWriter bytes;
  encode(bytes, Value::context(std::move(fields)));
  ports::BookLineRow out{kBook, kLongBook, year, number, EventNumber{event}, {}, Instant{}, 0, bytes.take()};
  if (*kind != '\0') out.corrects = number;
  return out;
}

std::size_t corrected(const List& lines) {
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const Value& line) { return line.get("corrected_by").is_text(); }));
}

TEST_F(RegisterPages, ALongBookIsReadPageByPage) {
  constexpr std::uint64_t kNumbers = 3'000;
  std::vector<ports::BookLineRow> rows;
  for (std::uint64_t n = 1; n <= kNumbers; ++n) rows.push_back(row(10 * n, n <= 1'000 ? 2024 : 2025, n));
  open(std::move(rows));
  const List all = all_pages(100);
  ASSERT_EQ(all.size(), kNumbers);
  for (std::size_t i = 0; i < all.size(); ++i)
    ASSERT_EQ(all[i].get("number"), Value::number(static_cast<std::int64_t>(kNumbers - i)));
  EXPECT_EQ(history_.line_queries, kNumbers / 100);
  EXPECT_LE(history_.line_rows, kNumbers + kNumbers / 100);  // nothing is read twice but the first of the next page
  EXPECT_EQ(all_pages(100, 2024).size(), 1'000u);
}

TEST_F(RegisterPages, TheLinesOfOneRecordAreNotParted) {
  open({row(10, 2025, 1), row(20, 2025, 2), row(20, 2025, 3), row(30, 2025, 4)});
  EXPECT_THAT(texts(all_pages(2), "text"), ElementsAre("2025-4", "2025-3", "2025-2", "2025-1"));
  EXPECT_THAT(texts(all_pages(1), "text"), ElementsAre("2025-4", "2025-3", "2025-2", "2025-1"));
}

TEST_F(RegisterPages, ACorrectionIsSeenOnALineOfALaterPage) {
  std::vector<ports::BookLineRow> rows;
  for (std::uint64_t n = 1; n <= 50; ++n) rows.push_back(row(n, 2025, n));
  rows.push_back(row(100, 2025, 3, "void"));
  rows.push_back(row(101, 2025, 7, "corrected"));
  rows.push_back(row(102, 2025, 9, "filed"));
  open(std::move(rows));
  const List all = all_pages(10);
  ASSERT_EQ(all.size(), 53u);
  const List newest(all.begin(), all.begin() + 3);
  EXPECT_THAT(texts(newest, "kind"), ElementsAre("filed", "correction", "void"));
  EXPECT_THAT(texts(newest, "corrects"), ElementsAre("2025-9", "2025-7", "2025-3"));
  EXPECT_EQ(corrected(all), 2u);
  for (const Value& line : all)
    if (const auto by = line.get_text("corrected_by"); !by.empty()) {
      EXPECT_THAT(std::string(by), testing::AnyOf("2025-3", "2025-7"));
      EXPECT_EQ(by, line.get_text("text"));
    }
}

TEST_F(RegisterPages, MoreCorrectionsThanACursorCarriesAreLookedUpAgain) {
  constexpr std::uint64_t kNumbers = 400;
  std::vector<ports::BookLineRow> rows;
  for (std::uint64_t n = 1; n <= kNumbers; ++n) rows.push_back(row(n, 2025, n));
  for (std::uint64_t n = 1; n <= kNumbers; n += 2) rows.push_back(row(1'000 + n, 2025, n, "void"));
  open(std::move(rows));
  const List all = all_pages(100);
  ASSERT_EQ(all.size(), 600u);
  EXPECT_EQ(corrected(all), 200u);
  for (const Value& line : all) {
    const bool odd = line.get("number").as_number().to_int64().value_or(0) % 2 == 1;
    ASSERT_EQ(line.get("corrected_by").is_text(), odd && line.get("corrects").is_null()) << line.get_text("text");
  }
}

TEST_F(RegisterPages, ACursorOfNobodysMakingIsNoFault) {
  open({row(1, 2025, 1)});
  for (const char* after : {"x", "5.", "5.2025", "5.2025-", "5.-1.-", "."})
    EXPECT_TRUE(engine_->lines(viewer("g-clerk"), kBook, kLongBook, 0, Page{10, after})) << after;
}

}  // namespace
}  // namespace chancery::register_desk
