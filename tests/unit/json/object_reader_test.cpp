#include "engine/json/object_reader.h"

#include <gtest/gtest.h>

#include "engine/json/json.h"

namespace chancery::json {
namespace {

ObjectReader reader(std::string_view text) { return *ObjectReader::open(*parse_json(text), "/duties/0"); }

TEST(ObjectReader, ReadsEveryTypeAndFinishes) {
  auto r = reader(R"({"id":"a","n":3,"ok":true,"on":"2026-03-02","kind":"bind","names":["x","y"],"inner":{"z":1},
                      "many":[{"k":"1"},{"k":"2"}],"none":null,"any":[1]})");
  EXPECT_EQ(*r.text("id"), "a");
  EXPECT_EQ(*r.integer("n", 1, 5), 3);
  EXPECT_TRUE(*r.boolean("ok"));
  EXPECT_EQ(r.date("on")->text(), "2026-03-02");
  EXPECT_EQ(*r.choice("kind", {"separate", "bind"}), "bind");
  EXPECT_EQ(r.texts("names")->size(), 2u);
  auto inner = r.object("inner");
  EXPECT_EQ(*inner->integer("z"), 1);
  EXPECT_TRUE(inner->finish());
  EXPECT_EQ(r.objects("many")->at(1).pointer(), "/duties/0/many/1");
  EXPECT_FALSE(r.optional_text("none")->has_value());
  EXPECT_EQ(*r.text_or("absent", "other"), "other");
  EXPECT_EQ(r.finish().error().parameter("pointer"), "/duties/0/any");
  EXPECT_TRUE(r.value("any"));
  EXPECT_TRUE(r.finish());
}

TEST(ObjectReader, ErrorsCarryTheirPointer) {
  auto r = reader(
      R"({"id":7,"n":9,"half":1.5,"kind":"other","names":["x",1],"many":[{},3],"empty":"","a/b~c":1,"big":1e30})");
  EXPECT_EQ(r.text("id").error(),
            invalid("json.wrong-type", {{"pointer", "/duties/0/id"}, {"expected", "text"}, {"found", "number"}}));
  EXPECT_EQ(r.text("no").error(), invalid("json.missing-field", {{"pointer", "/duties/0/no"}}));
  EXPECT_EQ(r.integer("n", 1, 5).error().code, "json.out-of-range");
  EXPECT_EQ(r.integer("big").error().code, "json.out-of-range");
  EXPECT_EQ(r.integer("half").error().parameter("expected"), "whole number");
  EXPECT_EQ(r.choice("kind", {"a", "b"}).error().parameter("choices"), "a, b");
  EXPECT_EQ(r.texts("names").error().parameter("pointer"), "/duties/0/names/1");
  EXPECT_EQ(r.objects("many").error().parameter("pointer"), "/duties/0/many/1");
  EXPECT_EQ(r.non_empty_text("empty").error().code, "json.empty-text");
  EXPECT_EQ(r.date("empty").error().parameter("expected"), "date");
  EXPECT_EQ(r.optional_text("n").error().code, "json.wrong-type");
  EXPECT_EQ(r.text("a/b~c").error().parameter("pointer"), "/duties/0/a~1b~0c");
  EXPECT_EQ(ObjectReader::open(Value::list({})).error().code, "json.wrong-type");
}

}  // namespace
}  // namespace chancery::json
