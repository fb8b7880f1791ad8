// Version 8: slides and handouts.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 2> kStatements{
    // The bytes and the pages lie in media/documents/. purpose: slides, handout. state: uploading, drawing,
    // ready, refused (then `refusal` is why, a code), converting.
    R"(CREATE TABLE document(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), number BIGINT NOT NULL, purpose TEXT NOT NULL,
      state TEXT NOT NULL, name TEXT NOT NULL, bytes BIGINT NOT NULL, received BIGINT NOT NULL,
      pages BIGINT NOT NULL, refusal TEXT NOT NULL, tries BIGINT NOT NULL, begun_us BIGINT NOT NULL,
      touched_us BIGINT NOT NULL, PRIMARY KEY(lesson_id, number)))",
    "CREATE INDEX document_state ON document(state, touched_us)",
};

}  // namespace

Migration eighth_step() { return kStatements; }

}  // namespace lyceum::store
