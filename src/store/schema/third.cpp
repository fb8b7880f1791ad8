// Version 3: who was answered after a class.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 3> kStatements{
    // One for each comment that answers somebody else's after the class, while it is not deleted.
    R"(CREATE TABLE room_reply(
      account_id BIGINT NOT NULL REFERENCES account(id), lesson_id BIGINT NOT NULL REFERENCES lesson(id),
      n BIGINT NOT NULL, t_us BIGINT NOT NULL, PRIMARY KEY (lesson_id, n)))",
    "CREATE INDEX room_reply_newest ON room_reply(account_id, t_us)",
    R"(CREATE TABLE room_reply_seen(
      account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account(id), t_us BIGINT NOT NULL))",
};

}  // namespace

Migration third_step() { return kStatements; }

}  // namespace lyceum::store
