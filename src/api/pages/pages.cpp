#include "api/pages/pages.hpp"

#include "api/pages/assets.hpp"
#include "net/http/problem.hpp"

#include <array>

#include <openssl/evp.h>

namespace lyceum::api {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
}};

std::string_view content_type(std::string_view path) {
  for (const auto& [ending, type] : kTypes)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

// Names the content, so that a client that has it gets 304 (RFC 9110 §8.8.3).
std::string etag_of(ByteView bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string tag = "\"";
  for (std::size_t i = 0; i < 8; ++i) {
    tag += kHex[digest[i] >> 4];
    tag += kHex[digest[i] & 15];
  }
  return tag + '"';
}

struct Page {
  std::string_view type;
  std::string etag;
  ByteView plain, brotli, gzip;  // the last two empty when the build did not make them
  bool for_ever = false;
};

using Pages = std::map<std::string_view, Page>;

Pages load() {
  Pages pages;
  const auto& files = built_in_files();
  const auto variant = [&](std::string_view path, std::string_view ending) {
    const auto found = files.find(std::string(path) + std::string(ending));
    return found == files.end() ? ByteView{} : found->second;
  };
  for (const auto& [path, bytes] : files) {
    if (path.ends_with(".br") || path.ends_with(".gz")) continue;
    pages[path] = {content_type(path),   etag_of(bytes),       bytes,
                   variant(path, ".br"), variant(path, ".gz"), path.starts_with("/assets/")};
  }
  return pages;
}

net::Response serve(const Page& page, const net::Request& request) {
  net::Response response;
  response.headers.add("ETag", page.etag);
  response.headers.add("Cache-Control", page.for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.add("Vary", "Accept-Encoding");
  add_page_headers(response.headers);
  if (request.header("If-None-Match") == page.etag) {
    response.status = 304;
    return response;
  }
  response.headers.add("Content-Type", std::string(page.type));
  ByteView body = page.plain;
  if (!page.brotli.empty() && request.headers.has_token("Accept-Encoding", "br")) {
    response.headers.add("Content-Encoding", "br");
    body = page.brotli;
  } else if (!page.gzip.empty() && request.headers.has_token("Accept-Encoding", "gzip")) {
    response.headers.add("Content-Encoding", "gzip");
    body = page.gzip;
  }
  response.body.push_back(SharedBytes::of_static(body));
  return response;
}

// A page of the app has no dot in its last segment and is no API path: the app's own router shows it.
bool is_app_page(std::string_view path) {
  for (const std::string_view other : {"/api/", "/hls/", "/flv/", "/replay/"})
    if (path.starts_with(other)) return false;
  return path.substr(path.rfind('/') + 1).find('.') == path.npos;
}

}  // namespace

void add_page_headers(net::Headers& headers) {
  headers.add(
      "Content-Security-Policy",
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
      "media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self' ws: wss:; object-src 'none'; "
      "base-uri 'none'; frame-ancestors 'self'; form-action 'self'");
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "strict-origin-when-cross-origin");
}

net::Handler page_handler() {
  return [pages = load()](net::Request& request) -> Task<net::Response> {
    auto found = pages.find(request.path);
    if (found == pages.end() && is_app_page(request.path)) found = pages.find("/index.html");
    if (found == pages.end()) co_return net::problem_response(net::not_found(), request);
    co_return serve(found->second, request);
  };
}

}  // namespace lyceum::api
