// Version 2: replays.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 1> kStatements{
    // `chapters`: [[at_ms, "title"], …], or null (store/replays). The recording itself lies in media/.
    R"(CREATE TABLE replay(
      lesson_id BIGINT NOT NULL PRIMARY KEY REFERENCES lesson(id), duration_ms BIGINT NOT NULL,
      hidden BIGINT NOT NULL, trim_start_ms BIGINT, trim_end_ms BIGINT, chapters TEXT NOT NULL))",
};

}  // namespace

Migration second_step() { return kStatements; }

}  // namespace lyceum::store
