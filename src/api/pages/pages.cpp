#include "api/pages/pages.hpp"

#include "api/pages/assets.hpp"
#include "net/http/problem.hpp"

#include <array>
#include <memory>
#include <mutex>

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

// The index page for the present head: made when the head changes. A copy of the pointer is taken under the
// lock, so that a page being sent outlives the next change.
class IndexPage {
 public:
  IndexPage(ByteView built, std::function<SiteHead()> head)
      : built_(as_text(built)), head_(std::move(head)) {}

  net::Response serve(const net::Request& request) {
    const auto made = current();
    net::Response response;
    response.headers.add("ETag", made->etag);
    response.headers.add("Cache-Control", "no-cache");
    add_page_headers(response.headers);
    if (request.header("If-None-Match") == made->etag) {
      response.status = 304;
      return response;
    }
    response.headers.add("Content-Type", "text/html; charset=utf-8");
    response.body.push_back(made->html);
    return response;
  }

 private:
  struct Made {
    SiteHead head;
    SharedBytes html;
    std::string etag;
  };

  std::shared_ptr<const Made> current() {
    SiteHead head = head_();
    const std::lock_guard lock(mutex_);
    if (!made_ || made_->head != head) {
      const std::string html = with_head(built_, head);
      made_ = std::make_shared<const Made>(Made{std::move(head), SharedBytes(html), etag_of(as_bytes(html))});
    }
    return made_;
  }

  const std::string built_;
  const std::function<SiteHead()> head_;
  std::mutex mutex_;  // guards made_
  std::shared_ptr<const Made> made_;
};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void replace_between(std::string& html, std::string_view begin, std::string_view end,
                     const std::string& text) {
  const auto from = html.find(begin);
  const auto to = from == html.npos ? html.npos : html.find(end, from + begin.size());
  if (to != html.npos) html.replace(from + begin.size(), to - from - begin.size(), text);
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

std::string with_head(std::string html, const SiteHead& head) {
  replace_between(html, "<title>", "</title>", escaped(head.name));
  if (!head.icon.empty())
    replace_between(html, "<link rel=\"icon\"", ">", " href=\"" + escaped(head.icon) + "\" /");
  if (const auto end = html.find("</head>"); !head.style.empty() && end != html.npos)
    html.insert(end, "<link rel=\"stylesheet\" href=\"" + escaped(head.style) + "\" />\n  ");
  return html;
}

net::Handler page_handler(std::function<SiteHead()> head) {
  auto pages = std::make_shared<const Pages>(load());
  const auto built = pages->find("/index.html");
  auto index =
      built == pages->end() ? nullptr : std::make_shared<IndexPage>(built->second.plain, std::move(head));
  return [pages, index](net::Request& request) -> Task<net::Response> {
    const auto found = pages->find(request.path);
    if (index && (found == pages->end() ? is_app_page(request.path) : found->first == "/index.html"))
      co_return index->serve(request);
    if (found == pages->end()) co_return net::problem_response(net::not_found(), request);
    co_return serve(found->second, request);
  };
}

}  // namespace lyceum::api
