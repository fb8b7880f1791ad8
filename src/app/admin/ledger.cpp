#include "app/admin/admin.hpp"
#include "app/admin/desk.hpp"

#include <ostream>

namespace lyceum::app {

Result<void> check_ledger(const Config& config, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto check, desk->run(desk->stores().ledger.check()));
  for (const std::string& finding : check.findings()) out << finding << '\n';
  out << check.postings() << " postings, " << check.open_holds() << " holds open, "
      << (check.sums() ? std::string("everything adds up") : std::to_string(check.found()) + " findings")
      << '\n';
  if (check.sums()) return {};
  Error error = internal_error("the ledger does not add up");
  error.code = "ledger";
  return Failure(std::move(error));
}

}  // namespace lyceum::app
