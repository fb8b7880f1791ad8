#include "room/offers/event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_offer(std::string& out, Offset offer) {
  out += R"("offer":)";
  append_json(out, offer);
}

void append_content(std::string& out, const OfferContent& content) {
  out += R"("content":)";
  append_json(out, content);
}

// In the record only, where an account in quotes is what an erasure looks for: numbers stay.
void append_accounts(std::string& out, std::string_view member, const std::vector<AccountId>& accounts) {
  out += member;
  out += '[';
  for (const AccountId account : accounts) {
    if (out.back() != '[') out += ',';
    append_json(out, account.value);
  }
  out += ']';
}

bool read_offer_number(const boost::json::object& object, Offset& out) {
  const auto offer = count_field(object, "offer");
  out = offer.value_or(0);
  return offer.has_value();
}

bool read_content(const boost::json::object& object, OfferContent& out) {
  const auto* content = object_field(object, "content");
  auto read = content == nullptr ? std::nullopt : read_offer(*content);
  if (read) out = std::move(*read);
  return read.has_value();
}

bool read_accounts(const boost::json::object& object, std::string_view name, std::vector<AccountId>& out) {
  const auto* accounts = object.if_contains(name);
  if (accounts == nullptr || !accounts->is_array()) return false;
  for (const auto& account : accounts->get_array()) {
    if (!account.is_int64()) return false;
    out.push_back(AccountId{account.get_int64()});
  }
  return true;
}

}  // namespace

void append_fields(std::string& out, const OfferKept& event) {
  if (event.offer != 0) {
    append_offer(out, event.offer);
    out += ',';
  }
  append_content(out, event.content);
}
void append_fields(std::string& out, const OfferDropped& event) { append_offer(out, event.offer); }
void append_fields(std::string& out, const OfferShown& event) {
  append_offer(out, event.offer);
  out += ',';
  append_content(out, event.content);
}
void append_fields(std::string& out, const OfferHidden& event) { append_offer(out, event.offer); }
void append_fields(std::string& out, const OfferReached& event) {
  append_offer(out, event.offer);
  append_accounts(out, R"(,"seen":)", event.seen);
  append_accounts(out, R"(,"clicked":)", event.clicked);
}
void append_fields(std::string& out, const OfferCounted& event) {
  append_offer(out, event.offer);
  out += R"(,"seen":)";
  append_json(out, event.seen);
  out += R"(,"clicked":)";
  append_json(out, event.clicked);
}

bool read_fields(const boost::json::object& object, OfferKept& event) {
  event.offer = count_field(object, "offer").value_or(0);
  return read_content(object, event.content);
}
bool read_fields(const boost::json::object& object, OfferDropped& event) {
  return read_offer_number(object, event.offer);
}
bool read_fields(const boost::json::object& object, OfferShown& event) {
  return read_offer_number(object, event.offer) && read_content(object, event.content);
}
bool read_fields(const boost::json::object& object, OfferHidden& event) {
  return read_offer_number(object, event.offer);
}
bool read_fields(const boost::json::object& object, OfferReached& event) {
  return read_offer_number(object, event.offer) && read_accounts(object, "seen", event.seen) &&
         read_accounts(object, "clicked", event.clicked);
}
bool read_fields(const boost::json::object& object, OfferCounted& event) {
  const auto seen = whole_field(object, "seen");
  const auto clicked = whole_field(object, "clicked");
  event.seen = seen.value_or(0);
  event.clicked = clicked.value_or(0);
  return seen && clicked && read_offer_number(object, event.offer);
}

}  // namespace lyceum::room
