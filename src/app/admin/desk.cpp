#include "app/admin/desk.hpp"

#include "lesson/lesson/refusal.hpp"
#include "people/account/refusal.hpp"

namespace lyceum::app {

Failure usage(std::string detail) {
  return Failure(Error{.status = 400,
                       .code = "usage",
                       .en = "The command line is wrong.",
                       .zh = "命令行有误。",
                       .detail = std::move(detail)});
}

Result<std::unique_ptr<Desk>> Desk::open(const Config& config) {
  LYCEUM_TRY(const auto folder,
             DataFolder::open(config.text("data.dir"), config.text("store.url"), seal_file(config)));
  LYCEUM_TRY(const auto secret, folder.secret());
  LYCEUM_TRY(auto database, folder.open_database());
  return std::make_unique<Desk>(std::move(database), secret, config);
}

Desk::Desk(std::unique_ptr<store::Database> database, const SecretKey& secret, const Config& config)
    : folder_(config.text("data.dir")),
      store_url_(config.text("store.url")),
      database_(std::move(database)),
      stores_(*database_, clock_),
      people_(stores_, clock_),
      stream_keys_(secret),
      access_(stores_.entitlements, clock_),
      lesson_needs_{stores_.lessons, stores_.members, stores_.entitlements, access_,
                    no_news_,        people_.hasher,  stream_keys_,         clock_},
      lessons_(lesson_needs_, policy_),
      keys_(lesson_needs_) {}

Desk::~Desk() {
  people_.hasher.close();
  database_->close();
}

people::Account Desk::machine() {
  people::Account account;
  account.is_operator = true;
  return account;
}

Result<people::Account> Desk::find_account(const std::string& login) {
  LYCEUM_TRY(const auto found, run(stores_.accounts.find_login(login)));
  if (!found) return Failure(people::refuse(people::Refusal::account_not_found));
  return found->account;
}

Result<lesson::Lesson> Desk::find_lesson(const std::string& number) {
  const auto id = LessonId::parse(number);
  if (!id) return Failure(lesson::refuse(lesson::Refusal::lesson_not_found));
  return run(lessons_.get(*id));
}

bool Desk::server_runs() const { return SiteLock::is_held(folder_, store_url_); }

}  // namespace lyceum::app
