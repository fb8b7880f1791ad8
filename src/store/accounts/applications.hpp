// The applications to teach in the database.
#pragma once

#include "people/account/application.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Applications final : public people::ApplicationRepository {
 public:
  explicit Applications(Database& database) : database_(database) {}

  Task<Result<std::optional<people::Application>>> find(AccountId account) override;
  Task<Result<people::Application>> apply(Actor by, std::string words, bool open, Utc now) override;
  Task<Result<people::Applicant>> decide(Actor by, AccountId account, people::ApplicationState to,
                                         std::string answer, Utc now) override;
  Task<Result<void>> seen(AccountId account) override;
  Task<Result<people::ApplicantPage>> list(people::ApplicantQuery query) override;
  Task<Result<std::int64_t>> waiting() override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
