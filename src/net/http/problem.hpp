// Errors as RFC 9457 problem documents, in the client's language.
#pragma once

#include "net/http/message.hpp"

namespace lyceum::net {

enum class Language { en, zh };

// The better liked of the two in an Accept-Language field (RFC 9110 §12.5.4); English when there is none.
Language preferred_language(std::optional<std::string_view> accept_language);

// application/problem+json {type, title, status, code, retry_after_ms?}; Retry-After in seconds; never
// cached. The error's `detail` stays in the log.
Response problem_response(const Error& error, Language language);
Response problem_response(const Error& error, const Request& request);

// What the HTTP layer itself refuses; others may use them too.
Error not_found();
Error method_not_allowed();
Error bad_request(std::string detail);
Error body_too_large();
Error headers_too_large();
Error request_timeout();

}  // namespace lyceum::net
