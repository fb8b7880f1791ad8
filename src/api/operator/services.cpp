#include "api/operator/services.hpp"

#include "people/account/refusal.hpp"

namespace lyceum::api {

Result<AccountId> account_param(const net::Request& request) {
  const auto id = AccountId::parse(request.param("id"));
  if (!id) return Failure(people::refuse(people::Refusal::account_not_found));
  return *id;
}

}  // namespace lyceum::api
