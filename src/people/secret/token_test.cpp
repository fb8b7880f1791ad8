#include "people/secret/token.hpp"

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

TEST(Token, has_256_bits_and_is_known_by_its_hash) {
  const auto token = new_token();
  EXPECT_EQ(token.size(), 43u);
  EXPECT_NE(token, new_token());
  EXPECT_EQ(token_hash(token), token_hash(token));
  EXPECT_NE(token_hash(token), token_hash(new_token()));
}

TEST(Token, other_forms_are_no_tokens) {
  const auto token = new_token();
  for (const auto& bad : {std::string(), token + "A", token.substr(1), token.substr(1) + "!",
                          std::string(1000, 'A'), std::string("123456789")})
    EXPECT_FALSE(token_hash(bad)) << bad;
}

}  // namespace
}  // namespace lyceum::people
