// Becoming a lecturer: accounts apply, operators decide. One object for all reactors.
#pragma once

#include "people/account/application.hpp"
#include "people/session/people.hpp"

namespace lyceum::people {

class TeachingDesk {
 public:
  TeachingDesk(Needs needs, ApplicationRepository& applications)
      : needs_(needs), applications_(applications) {}

  // The account's newest; nullopt: never applied.
  Task<Result<std::optional<Application>>> of(AccountId account) { return applications_.find(account); }
  // `open`: the site's setting says that people may apply. Refusals: application_words, may_apply's.
  Task<Result<Application>> apply(Account by, std::string words, bool open, std::string address);
  Task<Result<void>> seen(AccountId account) { return applications_.seen(account); }

  // Operators. Refusals: not_allowed, application_words (an operator who declines says why),
  // application_not_found.
  Task<Result<Applicant>> approve(Account by, AccountId account, std::string answer, std::string address);
  Task<Result<Applicant>> decline(Account by, AccountId account, std::string answer, std::string address);
  Task<Result<ApplicantPage>> list(Account by, ApplicantQuery query);
  Task<Result<std::int64_t>> waiting() { return applications_.waiting(); }

 private:
  Task<Result<Applicant>> decide(Account by, AccountId account, ApplicationState to, std::string answer,
                                 std::string address);

  Needs needs_;
  ApplicationRepository& applications_;
};

}  // namespace lyceum::people
