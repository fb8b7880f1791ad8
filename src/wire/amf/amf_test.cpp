#include "wire/amf/read.hpp"
#include "wire/amf/write.hpp"

#include <gtest/gtest.h>

namespace lyceum::amf {
namespace {

Value read_one(const Bytes& bytes) {
  ByteReader in(bytes);
  auto value = read_value(in);
  EXPECT_TRUE(value.has_value());
  EXPECT_TRUE(in.at_end());
  return value.value_or(Value("failed"));
}

TEST(Amf, a_number_is_a_marker_and_eight_bytes) {
  EXPECT_EQ(read_one({0x00, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0}), Value(1.0));
}

TEST(Amf, object_and_ecma_array_are_read_alike) {
  const Bytes members{0,    3, 'a', 'p', 'p',            // name
                      0x02, 0, 4,   'l', 'i', 'v', 'e',  // string "live"
                      0,    0, 0x09};                    // empty name, object end
  Bytes object{0x03};
  object.insert(object.end(), members.begin(), members.end());
  Bytes ecma{0x08, 0, 0, 0, 99};  // count is a hint and here a wrong one
  ecma.insert(ecma.end(), members.begin(), members.end());
  EXPECT_EQ(read_one(object).find("app")->text(), "live");
  EXPECT_EQ(read_one(ecma).find("app")->text(), "live");
  EXPECT_EQ(read_one(ecma).find("none"), nullptr);
}

TEST(Amf, a_missing_end_marker_at_the_end_is_forgiven) {
  EXPECT_EQ(read_one({0x08, 0, 0, 0, 1, 0, 1, 'w', 0x01, 1}).find("w")->is, Value(true).is);
}

TEST(Amf, a_typed_object_is_an_object) {
  EXPECT_EQ(read_one({0x10, 0, 1, 'C', 0, 1, 'x', 0x05, 0, 0, 9}).find("x")->is, Value().is);
}

TEST(Amf, an_empty_name_before_a_value_is_a_member) {
  EXPECT_EQ(read_one({0x03, 0, 0, 0x05, 0, 0, 9}).object()->members.size(), 1U);
}

TEST(Amf, every_kind_survives_writing_and_reading) {
  const Value all(Array{Value(), Value(Undefined{}), Value(-0.5), Value(true), Value("文字"),
                        Value(Date{1e12}), Value(std::string(70'000, 'x')),
                        Value(Object{{{"k", Value(Array{Value(1.0)})}}, false}),
                        Value(Object{{{"m", Value(2.0)}}, true})});
  EXPECT_EQ(read_one(write_all({all})), all);
}

TEST(Amf, values_are_read_to_the_end) {
  const auto all = read_all(write_all({Value("connect"), Value(1.0), Value()}));
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(*all, (Array{Value("connect"), Value(1.0), Value()}));
}

// Inputs that must be refused.

TEST(AmfRefused, truncated_values) {
  const Bytes whole = write_all({Value("name"), Value(1.0), Value(Object{{{"a", Value(Date{})}}, false})});
  int refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size)
    if (!read_all(ByteView(whole).first(size))) ++refused;
  // Accepted: nothing, after the first and after the second value, and an object that ends before or after a
  // member.
  EXPECT_EQ(refused, static_cast<int>(whole.size()) - 5);
}

TEST(AmfRefused, references_and_amf3) {
  EXPECT_FALSE(read_all(Bytes{0x07, 0, 1}));
  EXPECT_FALSE(read_all(Bytes{0x11, 0x01}));
  EXPECT_FALSE(read_all(Bytes{0x09}));  // an end without a beginning
}

TEST(AmfRefused, deep_nesting) {
  Value nested;
  for (int i = 0; i < max_depth; ++i) nested = Value(Array{nested});
  EXPECT_TRUE(read_all(write_all({nested})));
  EXPECT_FALSE(read_all(write_all({Value(Array{nested})})));
  Bytes bomb;
  for (int i = 0; i < 10'000; ++i) bomb.insert(bomb.end(), {0x03, 0, 1, 'a'});
  EXPECT_FALSE(read_all(bomb));
}

TEST(AmfRefused, counts_and_lengths_beyond_the_input) {
  EXPECT_FALSE(read_all(Bytes{0x0A, 0xFF, 0xFF, 0xFF, 0xFF}));
  EXPECT_FALSE(read_all(Bytes{0x0C, 0xFF, 0xFF, 0xFF, 0xFF, 'x'}));
  EXPECT_FALSE(read_all(Bytes(max_values + 1, 0x05)));
}

}  // namespace
}  // namespace lyceum::amf
