#include "money/access/access.hpp"

namespace lyceum::money {

std::optional<AccessRefusal> Standing::why_not(Action action) const {
  switch (action) {
    case Action::see:
      return see;
    case Action::play:
      return play;
    case Action::watch:
      return watch;
    case Action::speak:
      return speak;
    case Action::moderate:
      return moderate;
    case Action::own:
      return own;
  }
  return AccessRefusal::not_allowed;
}

Result<void> Standing::allow(Action action) const {
  if (const auto why = why_not(action)) return Failure(refuse(*why));
  return {};
}

}  // namespace lyceum::money
