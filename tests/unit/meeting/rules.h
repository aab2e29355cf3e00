// The rules that ship with the product, read from config/meetings, for the tests.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/json/json.h"
#include "engine/meeting/rules.h"

namespace chancery::meeting::testing {

inline Value read_file(const std::string& path) {
  std::ifstream file(std::string(CHANCERY_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  const auto value = json::parse_json(text.str());
  EXPECT_TRUE(value) << path;
  return value ? *value : Value();
}

inline const MeetingRules& shipped() {
  static const MeetingRules kRules = [] {
    MeetingRules rules;
    for (const Diagnostic& fault : rules.add_profiles("profiles.json", read_file("config/meetings/profiles.json")))
      ADD_FAILURE() << fault.code;
    for (const Diagnostic& fault : rules.add_subjects("subjects.json", read_file("config/meetings/subjects.json")))
      ADD_FAILURE() << fault.code;
    return rules;
  }();
  return kRules;
}

inline const Profile& profile(const char* id) {
  const Profile* found = shipped().profile(id);
  EXPECT_NE(found, nullptr) << id;
  return *found;
}

}  // namespace chancery::meeting::testing
