// Version 6: what the operator's pages need.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 17> kStatements{
    // From where it was done, and the account or lesson it was done to.
    "ALTER TABLE audit ADD COLUMN address TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE audit ADD COLUMN subject_id BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX audit_account ON audit(account_id, at_us)",
    "CREATE INDEX audit_subject ON audit(subject_id, at_us)",
    "ALTER TABLE account ADD COLUMN blocked_us BIGINT",
    "ALTER TABLE account ADD COLUMN blocked_why TEXT NOT NULL DEFAULT ''",
    // An operator ended the class: nobody sees or hears it any more. `published` 0: seen by its staff only.
    "ALTER TABLE lesson ADD COLUMN cut_us BIGINT",
    "ALTER TABLE lesson ADD COLUMN cut_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE lesson ADD COLUMN published BIGINT NOT NULL DEFAULT 1",
    // What waits for an operator's review, or was declined: the words as they would be, and the cover if it
    // is another one.
    R"(CREATE TABLE lesson_review(
      lesson_id BIGINT NOT NULL PRIMARY KEY REFERENCES lesson(id), state TEXT NOT NULL, title TEXT NOT NULL,
      description TEXT NOT NULL, cover_version BIGINT NOT NULL, cover BYTEA, why TEXT NOT NULL,
      asked_us BIGINT NOT NULL))",
    "CREATE INDEX lesson_review_asked ON lesson_review(state, asked_us)",
    // Who would like to teach.
    R"(CREATE TABLE application(
      account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account(id), state TEXT NOT NULL, words TEXT NOT NULL,
      answer TEXT NOT NULL, asked_us BIGINT NOT NULL, decided_us BIGINT, seen BIGINT NOT NULL))",
    "CREATE INDEX application_asked ON application(state, asked_us)",
    // The site's settings are rows of `setting` named "site.…"; who set them last.
    "ALTER TABLE setting ADD COLUMN set_us BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE setting ADD COLUMN set_by BIGINT NOT NULL DEFAULT 0",
    "CREATE TABLE site_picture(name TEXT NOT NULL PRIMARY KEY, body BYTEA NOT NULL)",
    "CREATE INDEX account_operator ON account(is_operator)",
};

}  // namespace

Migration sixth_step() { return kStatements; }

}  // namespace lyceum::store
