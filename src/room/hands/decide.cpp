#include "room/hands/decide.hpp"

namespace lyceum::room {
namespace {

bool read_account(const boost::json::object& object, AccountId& out) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  out = account.value_or(AccountId{});
  return account.has_value();
}

}  // namespace

bool read_fields(const boost::json::object& object, RaiseHand& command) {
  const auto up = truth_field(object, "up");
  command.up = up.value_or(true);
  return up.has_value();
}
bool read_fields(const boost::json::object& object, CallHand& command) {
  return read_account(object, command.account);
}
bool read_fields(const boost::json::object& object, LowerHand& command) {
  return read_account(object, command.account);
}

std::expected<std::optional<HandRaised>, Refusal> raise(const Hands& hands, const Standing& who) {
  if (who.may_moderate || !who.may_speak) return refuse(No::not_allowed);
  if (hands.of(who.person->id) != nullptr) return std::nullopt;
  if (hands.all().size() >= hands_max) return refuse(No::too_many_waiting);
  return HandRaised{*who.person};
}

std::expected<std::optional<HandLowered>, Refusal> lower(const Hands& hands, const Standing& who,
                                                         AccountId account) {
  if (!who.may_moderate && account != who.person->id) return refuse(No::not_allowed);
  if (hands.of(account) == nullptr) return std::nullopt;
  return HandLowered{account};
}

std::expected<std::optional<HandCalled>, Refusal> call(const Hands& hands, const Standing& who,
                                                       AccountId account) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Hands::Hand* hand = hands.of(account);
  if (hand == nullptr) return refuse(No::not_found);
  if (hand->called) return std::nullopt;
  return HandCalled{account};
}

}  // namespace lyceum::room
