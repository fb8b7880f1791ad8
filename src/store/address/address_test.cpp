#include "store/address/address.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

TEST(StoreAddress, passwords_are_never_shown) {
  EXPECT_EQ(without_password(""), "");
  EXPECT_EQ(without_password("postgresql://ann:s3cret@db:5432/lyceum"),
            "postgresql://ann:***@db:5432/lyceum");
  EXPECT_EQ(without_password("postgresql://ann@db/lyceum"), "postgresql://ann@db/lyceum");
  EXPECT_EQ(without_password("postgresql:///lyceum?host=/run/pg&password=s3cret&sslpassword=s3cret"),
            "postgresql:///lyceum?host=/run/pg&password=***&sslpassword=***");
  EXPECT_EQ(without_password("postgresql:///lyceum?%70assword=s3cret"),
            "postgresql:///lyceum?%70assword=***");
}

TEST(StoreAddress, not_even_of_an_address_that_is_wrong) {
  for (const auto* wrong : {"postgresql://ann:s3cret/s3cret@db/x", "postgresql://ann:s3cret@s3cret@db/x",
                            "postgresql://ann:s3cret?s3cret@db/x", "postgresql://ann:s3cret#@db/x",
                            "mysql://ann:s3cret@db/x", "host=db password=s3cret", "postgresql:ann:s3cret@db",
                            "postgresql://ann:s3cret", "postgresql://ann:s3cret%zz@db/x"}) {
    EXPECT_EQ(without_password(wrong).find("s3cret"), std::string::npos) << without_password(wrong);
    const auto checked = check_store_url(wrong);
    ASSERT_FALSE(checked) << wrong;
    EXPECT_EQ(checked.error().detail.find("s3cret"), std::string::npos) << checked.error().detail;
  }
}

TEST(StoreAddress, what_libpq_reads_is_let_through) {
  for (const auto* right :
       {"", "postgresql://", "postgres://ann:a%40b@db:5432/lyceum",
        "postgresql://h1:1,h2:2/x?sslmode=require",
        "postgresql:///x?host=/run/postgresql&options=-csearch_path%3Da", "postgresql://[::1]:5432/x"})
    EXPECT_TRUE(check_store_url(right)) << right;
}

}  // namespace
}  // namespace lyceum::store
