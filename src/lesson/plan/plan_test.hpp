// The ground on which the services of lessons are tested.
#pragma once

#include "base/flow/manual_loop.hpp"
#include "lesson/plan/fake_lessons.hpp"
#include "lesson/plan/lesson_desk.hpp"
#include "money/access/cached_access.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {

using namespace std::chrono_literals;

class PlanTest : public testing::Test {
 protected:
  static people::Account person(std::int64_t id, bool is_lecturer) {
    people::Account account;
    account.id = {id};
    account.is_lecturer = is_lecturer;
    return account;
  }
  template <class T>
  T run(Task<T> task) {
    return loop.run_task(std::move(task));
  }
  template <class T>
  static std::string_view code(const Result<T>& result) {
    return result ? "ok" : result.error().code;
  }
  LessonId lesson(AccessKind kind = AccessKind::free, const std::string& password = {}) {
    Draft draft;
    draft.title = "A lesson";
    draft.access = kind;
    draft.password = password;
    return run(desk.create(lecturer, draft)).value().id;
  }
  std::string_view watch(LessonId id, const people::Account& who) {
    const auto standing = run(access.ask(id, who.id));
    return standing ? code(standing->allow(money::Action::watch)) : standing.error().code;
  }

  const people::Account lecturer = person(1, true), anna = person(7, false), ben = person(8, false);
  ManualLoop loop;
  ManualClock clock;
  FakeLessons lessons;
  people::PasswordHasher hasher{{.passes = 1, .memory_bytes = 8192, .queue_max = 100}};
  money::CachedAccess access{lessons, clock};
  StreamKeys stream_keys{SecretKey::random()};
  Needs needs{lessons, lessons, lessons, access, access, hasher, stream_keys, clock};
  FixedPolicy policy;
  LessonDesk desk{needs, policy};
  IngestKeys keys{needs};
  Reception reception{needs};
};

}  // namespace lyceum::lesson
