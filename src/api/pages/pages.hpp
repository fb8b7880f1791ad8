// The web app over HTTP: built-in files, index.html for every other page, and the headers that protect a
// browser.
#pragma once

#include "net/http/router.hpp"

#include <functional>
#include <string>

namespace lyceum::api {

// What of the site's settings stands in index.html, so that it is there before any script runs.
struct SiteHead {
  std::string name;   // the title
  std::string icon;   // address of the logo; empty: the product's own
  std::string style;  // address of a style sheet over the theme; empty: none
  bool operator==(const SiteHead&) const = default;
};

// The router's fallback. `head` is asked for each page, on any thread. Files under /assets/ carry a hash in
// their name and are cached for ever; index.html is asked for again each time (ETag). Bodies go out as the
// .br or .gz made at build time when the client takes them; no copy is made. Paths of the API that do not
// exist stay 404 problems.
net::Handler page_handler(std::function<SiteHead()> head);

// index.html with the head's values in place of the built ones; texts are escaped.
std::string with_head(std::string html, const SiteHead& head);

// Content-Security-Policy, Referrer-Policy, X-Content-Type-Options, frame rules (OWASP ASVS 5 V3.4).
void add_page_headers(net::Headers& headers);

}  // namespace lyceum::api
