// Version 5: uploaded lessons.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 3> kStatements{
    "ALTER TABLE lesson ADD COLUMN kind TEXT NOT NULL DEFAULT 'live'",
    // The file on its way to becoming a lesson's recording: at most one a lesson, and none once it has. The
    // bytes lie in uploads/. state: uploading, preparing, refused (then `refusal` is why, a code).
    R"(CREATE TABLE upload(
      lesson_id BIGINT NOT NULL PRIMARY KEY REFERENCES lesson(id), number BIGINT NOT NULL, state TEXT NOT NULL,
      name TEXT NOT NULL, bytes BIGINT NOT NULL, received BIGINT NOT NULL, refusal TEXT NOT NULL,
      tries BIGINT NOT NULL, begun_us BIGINT NOT NULL, touched_us BIGINT NOT NULL))",
    "CREATE INDEX upload_state ON upload(state, touched_us)",
};

}  // namespace

Migration fifth_step() { return kStatements; }

}  // namespace lyceum::store
