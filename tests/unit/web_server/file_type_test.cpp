#include "web-console/server/file_type.h"

#include <gtest/gtest.h>

namespace chancery::web_server {
namespace {

using namespace std::string_view_literals;

TEST(FileTypeTest, WhatAFormMayCarry) {
  EXPECT_EQ(detect_media_type("\x89PNG\r\n\x1A\n...."sv), "image/png");
  EXPECT_EQ(detect_media_type("\xFF\xD8\xFF\xE0 JFIF"sv), "image/jpeg");
  EXPECT_EQ(detect_media_type("RIFF\0\0\0\0WEBPVP8 "sv), "image/webp");
  EXPECT_EQ(detect_media_type("%PDF-1.7\n"sv), "application/pdf");
  EXPECT_EQ(detect_media_type("会议记录\n第一项"sv), "text/plain");
  EXPECT_EQ(detect_media_type("PK\x03\x04 [Content_Types].xml ... word/document.xml"sv),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

TEST(FileTypeTest, WhatABrowserMightRunIsNotTaken) {
  for (const std::string_view bytes :
       {"<html><script>alert(1)</script>"sv, "  \n<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"sv,
        "\xEF\xBB\xBF<!doctype html>"sv, "<?xml version='1.0'?>"sv, "MZ\x90\0\x03"sv,
        "\x7F"
        "ELF\x02"sv,
        "#!/bin/sh\n\x01"sv, ""sv, "   \n"sv, "abc\0def"sv, "\xFF\xFE\x00"sv, "PK\x03\x04 some.jar META-INF/"sv,
        "RIFF\0\0\0\0AVI "sv})
    EXPECT_EQ(detect_media_type(bytes), "") << bytes;
}

TEST(FileTypeTest, OnlyHarmlessTypesAreShownInThePage) {
  EXPECT_TRUE(is_shown_inline("application/pdf"));
  for (const char* type : {"text/html", "image/svg+xml", "application/x-ole-storage", ""})
    EXPECT_FALSE(is_shown_inline(type)) << type;
}

}  // namespace
}  // namespace chancery::web_server
