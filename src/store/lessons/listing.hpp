// The list of lessons, page by page.
#pragma once

#include "lesson/lesson/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

Result<lesson::LessonPage> list_lessons(Transaction& tx, const lesson::LessonQuery& query);

}  // namespace lyceum::store
