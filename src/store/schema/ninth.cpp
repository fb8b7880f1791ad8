// Version 9: pictures for what is shown in a room.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 1> kStatements{
    R"(CREATE TABLE lesson_picture(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), number BIGINT NOT NULL, body BYTEA NOT NULL,
      PRIMARY KEY(lesson_id, number)))",
};

}  // namespace

Migration ninth_step() { return kStatements; }

}  // namespace lyceum::store
