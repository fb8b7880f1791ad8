// The web app over HTTP: built-in files, index.html for every other page, and the headers that protect a
// browser.
#pragma once

#include "net/http/router.hpp"

namespace lyceum::api {

// The router's fallback. Files under /assets/ carry a hash in their name and are cached for ever; index.html
// is asked for again each time (ETag). Bodies go out as the .br or .gz made at build time when the client
// takes them; no copy is made. Paths of the API that do not exist stay 404 problems.
net::Handler page_handler();

// Content-Security-Policy, Referrer-Policy, X-Content-Type-Options, frame rules (OWASP ASVS 5 V3.4).
void add_page_headers(net::Headers& headers);

}  // namespace lyceum::api
