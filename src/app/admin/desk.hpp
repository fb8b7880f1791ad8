// The data folder opened for one command of `lyceum admin`, with the same services that the server uses.
#pragma once

#include "app/config/config.hpp"
#include "app/data/data_folder.hpp"
#include "app/stores/people_side.hpp"
#include "base/flow/manual_loop.hpp"
#include "lesson/plan/lesson_desk.hpp"
#include "money/access/cached_access.hpp"

#include <memory>

namespace lyceum::app {

class Desk {
 public:
  static Result<std::unique_ptr<Desk>> open(const Config& config);
  Desk(std::unique_ptr<store::Database> database, const SecretKey& secret, const Config& config);
  ~Desk();

  PeopleSide& people() { return people_; }
  Stores& stores() { return stores_; }
  lesson::LessonDesk& lessons() { return lessons_; }
  lesson::IngestKeys& keys() { return keys_; }
  const Clock& clock() const { return clock_; }

  template <class T>
  T run(Task<T> task) {
    return loop_.run_task(std::move(task));
  }

  // Who works here: who holds the data folder holds the site. An operator without an account.
  static people::Account machine();
  // Refusal: account_not_found.
  Result<people::Account> find_account(const std::string& login);
  // Refusal: lesson_not_found.
  Result<lesson::Lesson> find_lesson(const std::string& number);
  // A server has the folder or the database at this moment.
  bool server_runs() const;

 private:
  // A running server is told by nobody here: it sees what changed when its own answers have grown old (30 s).
  struct NoNews final : money::AccessChanges {
    void access_changed(LessonId, AccountId) override {}
  };

  SystemClock clock_;
  ManualLoop loop_;
  const std::string folder_, store_url_;
  std::unique_ptr<store::Database> database_;
  Stores stores_;
  PeopleSide people_;
  lesson::StreamKeys stream_keys_;
  money::CachedAccess access_;
  NoNews no_news_;
  lesson::Needs lesson_needs_;
  const lesson::FixedPolicy policy_;
  lesson::LessonDesk lessons_;
  lesson::IngestKeys keys_;
};

// A mistake on the command line, told in one sentence.
Failure usage(std::string detail);

}  // namespace lyceum::app
