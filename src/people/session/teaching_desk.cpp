#include "people/session/teaching_desk.hpp"

#include "people/account/refusal.hpp"

namespace lyceum::people {

Task<Result<Application>> TeachingDesk::apply(Account by, std::string words, bool open, std::string address) {
  LYCEUM_CO_TRY(auto checked, checked_application_words(words, 10));
  Actor actor{by.id, std::move(address)};
  co_return co_await applications_.apply(std::move(actor), std::move(checked), open, needs_.clock.utc());
}

Task<Result<Applicant>> TeachingDesk::decide(Account by, AccountId account, ApplicationState to,
                                             std::string answer, std::string address) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  const std::size_t least = to == ApplicationState::declined ? 1 : 0;
  LYCEUM_CO_TRY(auto checked, checked_application_words(answer, least));
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_TRY(auto decided, co_await applications_.decide(std::move(actor), account, to, std::move(checked),
                                                            needs_.clock.utc()));
  needs_.sessions.forget(account);
  co_return decided;
}

Task<Result<Applicant>> TeachingDesk::approve(Account by, AccountId account, std::string answer,
                                              std::string address) {
  co_return co_await decide(std::move(by), account, ApplicationState::approved, std::move(answer),
                            std::move(address));
}

Task<Result<Applicant>> TeachingDesk::decline(Account by, AccountId account, std::string answer,
                                              std::string address) {
  co_return co_await decide(std::move(by), account, ApplicationState::declined, std::move(answer),
                            std::move(address));
}

Task<Result<ApplicantPage>> TeachingDesk::list(Account by, ApplicantQuery query) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  co_return co_await applications_.list(std::move(query));
}

}  // namespace lyceum::people
