// Version 10: addresses barred from rooms, as hashes.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 1> kStatements{
    R"(CREATE TABLE address_bar(
      lesson_id BIGINT NOT NULL, account_id BIGINT NOT NULL, mark BYTEA NOT NULL, since_us BIGINT NOT NULL,
      until_us BIGINT NOT NULL, PRIMARY KEY(lesson_id, account_id)))",
};

}  // namespace

Migration tenth_step() { return kStatements; }

}  // namespace lyceum::store
