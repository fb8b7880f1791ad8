// Version 7: who was in a class for how long.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 2> kStatements{
    // From when until when an account was in the room while the class ran. role: 0 learner … 3 lecturer.
    // Goes with the account.
    R"(CREATE TABLE stay(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), account_id BIGINT NOT NULL REFERENCES account(id),
      since_us BIGINT NOT NULL, until_us BIGINT NOT NULL, role BIGINT NOT NULL,
      PRIMARY KEY(lesson_id, account_id, since_us)))",
    "CREATE INDEX stay_account ON stay(account_id, lesson_id)",
};

}  // namespace

Migration seventh_step() { return kStatements; }

}  // namespace lyceum::store
