#include "room/hands/event.hpp"

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_account(std::string& out, AccountId account) { out += R"("account":")" + account.str() + '"'; }

bool read_account(const boost::json::object& object, AccountId& out) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  out = account.value_or(AccountId{});
  return account.has_value();
}

}  // namespace

void append_fields(std::string& out, const HandRaised& event) {
  out += R"("from":)";
  append_json(out, event.from);
}
void append_fields(std::string& out, const HandCalled& event) { append_account(out, event.account); }
void append_fields(std::string& out, const HandLowered& event) { append_account(out, event.account); }

bool read_fields(const boost::json::object& object, HandRaised& event) {
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  if (person) event.from = std::move(*person);
  return person.has_value();
}
bool read_fields(const boost::json::object& object, HandCalled& event) {
  return read_account(object, event.account);
}
bool read_fields(const boost::json::object& object, HandLowered& event) {
  return read_account(object, event.account);
}

}  // namespace lyceum::room
