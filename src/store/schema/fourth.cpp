// Version 4: for how long replays are kept.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 4> kStatements{
    // When it was recorded; `keep_days` of its own, 0: for ever; when somebody watched it last, to the hour.
    "ALTER TABLE replay ADD COLUMN recorded_us BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE replay ADD COLUMN keep_days BIGINT",
    "ALTER TABLE replay ADD COLUMN watched_us BIGINT",
    R"(UPDATE replay SET recorded_us = (
      SELECT COALESCE(lesson.ended_us, lesson.started_us, lesson.created_us) FROM lesson
      WHERE lesson.id = replay.lesson_id))",
};

}  // namespace

Migration fourth_step() { return kStatements; }

}  // namespace lyceum::store
