// What an offer 商品推送 says: a card with a title, a line below it, a picture, and where it leads.
#pragma once

#include "room/word/json.hpp"
#include "room/word/refusal.hpp"

namespace lyceum::room {

struct OfferContent {
  std::string title;          // 1 to 60 characters
  std::string text = {};      // at most 100; empty: none
  std::string link;           // http(s)://host…, or /… on this site; at most 500 bytes
  std::uint64_t picture = 0;  // of the lesson's pictures (GET /lessons/{id}/pictures/{picture}); 0: none

  bool operator==(const OfferContent&) const = default;
};

// {"title":"…","text":"…","link":"…","picture":3}: without what there is none of.
void append_json(std::string& out, const OfferContent& content);
// Nothing: a member is missing, unknown or of the wrong type.
std::optional<OfferContent> read_offer(const boost::json::object& object);

// As it may be shown. Refusals: malformed, offer_invalid.
std::expected<OfferContent, Refusal> checked(OfferContent typed);

// Leads to a page by http or https, or to one of this site: nothing a browser runs, and no name or password
// in front of the host that would make it look like another.
bool is_web_link(std::string_view link);

}  // namespace lyceum::room
