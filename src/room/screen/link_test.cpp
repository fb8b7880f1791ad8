#include "room/screen/link.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

TEST(Link, addresses_are_found_with_and_without_a_scheme) {
  for (const auto* text :
       {"https://a.b", "go to http://1.2.3.4/x", "www.anything.museum", "WWW.A.B", "加我 abc.com/x",
        "看example.cn。", "ａｂｃ．ｃｏｍ", "shop.example.co", "t.me/abc", "a.com."})
    EXPECT_TRUE(has_link(text)) << text;
}

TEST(Link, numbers_files_and_abbreviations_are_none) {
  for (const auto* text : {"", "3.5", "e.g. this", "main.cpp", "see fig.2", "你好。再见", "wait...me", "end.",
                           ".com", "v1.2.3", "a.b.c", "com.example.Thing"})
    EXPECT_FALSE(has_link(text)) << text;
}

}  // namespace
}  // namespace lyceum::room
