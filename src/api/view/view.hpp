// How domain objects look in JSON (openapi.json, components/schemas).
#pragma once

#include "base/names/role.hpp"
#include "lesson/lesson/repository.hpp"
#include "money/access/access.hpp"
#include "net/http/message.hpp"
#include "people/account/account.hpp"

#include <optional>

#include <boost/json.hpp>

namespace lyceum::api {

boost::json::object account_view(const people::Account& account);
// With what only operators see: whether it is blocked.
boost::json::object account_view_for_operator(const people::Account& account);

// `standing`: the caller's; `viewers`: people in the room now.
boost::json::object lesson_view(const lesson::Lesson& lesson, const money::Standing& standing,
                                std::int64_t viewers);

// What of a lesson waits for a review, or was declined: for its staff. null: nothing.
boost::json::value review_view(const lesson::Lesson& lesson);

// `origin`: the site's address, for the link.
boost::json::object invite_view(const lesson::Invite& invite, const std::string& origin);
boost::json::object member_view(const lesson::Member& member);

boost::json::value time_or_null(const std::optional<Utc>& time);

// {items, next}; an empty `next` becomes null.
net::Response page_response(boost::json::array items, const std::string& next);
net::Response view_response(int status, const boost::json::value& view);

}  // namespace lyceum::api
