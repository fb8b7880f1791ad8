#include "net/http/parser.hpp"

#include "net/http/chunked_body.hpp"
#include "net/http/problem.hpp"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace lyceum::net {
namespace {

namespace http = boost::beast::http;
using Failed = boost::system::error_code;
using Text = boost::beast::string_view;

constexpr std::string_view chunked = "chunked";

std::string to_string(Text text) { return {text.data(), text.size()}; }

// Beast's push parser, writing into our Request without its containers. It reads headers only: fed with a
// chunked body in small pieces, the one of Boost 1.81 aborts.
class HeaderParser final : public http::basic_parser<true> {
 public:
  explicit HeaderParser(Request& request) : request_(request) {}

  int version() const { return version_; }  // 10 or 11

 private:
  void on_request_impl(http::verb, Text method, Text target, int version, Failed&) override {
    request_.method = to_string(method);
    request_.target = to_string(target);
    version_ = version;
  }
  void on_field_impl(http::field, Text name, Text value, Failed&) override {
    request_.headers.add(to_string(name), to_string(value));
  }
  void on_header_impl(Failed&) override {}
  void on_response_impl(int, Text, int, Failed&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Failed&) override {}
  std::size_t on_body_impl(Text, Failed&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, Text, Failed&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text, Failed&) override { return 0; }
  void on_finish_impl(Failed&) override {}

  Request& request_;
  int version_ = 11;
};

}  // namespace

struct RequestParser::Inside {
  Inside(Request& into, std::size_t header_max) : request(into), header(into), header_left(header_max) {
    header.header_limit(static_cast<std::uint32_t>(header_max));
    header.body_limit(boost::none);  // ours, per route
  }

  Request& request;
  HeaderParser header;
  ChunkedBody chunks;
  std::size_t header_left;  // bytes it may still have
  std::size_t body_max = 0;
  std::size_t body_left = 0;  // of a body whose length is known
  bool is_chunked = false;

  Result<std::size_t> put_header(ByteView bytes) {
    Failed failed;
    const std::size_t consumed = header.put(boost::asio::const_buffer(bytes.data(), bytes.size()), failed);
    if (failed == http::error::header_limit) return Failure(headers_too_large());
    if (failed && failed != http::error::need_more) return Failure(bad_request(failed.message()));
    // Beast's own limit counts only what it has not consumed yet, and with unlucky cuts not even that.
    header_left -= std::min(consumed, header_left);
    if (!header.is_header_done()) {
      if (bytes.size() - consumed >= header_left) return Failure(headers_too_large());
      return consumed;
    }
    LYCEUM_CHECK(frame_body());
    return consumed;
  }

  // RFC 9112 §6.3. Beast has refused two lengths, and a length beside Transfer-Encoding.
  Result<void> frame_body() {
    if (const auto coding = request.header("transfer-encoding")) {
      if (!request.headers.has_token("transfer-encoding", chunked) || coding->size() != chunked.size() ||
          request.headers.count("transfer-encoding") != 1)
        return Failure(bad_request("a transfer coding other than chunked"));
      if (header.version() < 11) return Failure(bad_request("chunks in HTTP/1.0"));
      is_chunked = true;
    } else if (const auto length = header.content_length()) {
      body_left = static_cast<std::size_t>(*length);
    }
    return {};
  }

  Result<std::size_t> put_body(ByteView bytes) {
    if (is_chunked) return chunks.put(bytes, request.body, body_max);
    const std::size_t size = std::min(bytes.size(), body_left);
    request.body += as_text(bytes.first(size));
    body_left -= size;
    return size;
  }
};

RequestParser::RequestParser(Request& request, std::size_t header_max)
    : inside_(std::make_unique<Inside>(request, header_max)) {}

RequestParser::~RequestParser() = default;

Result<std::size_t> RequestParser::put(ByteView bytes) {
  if (bytes.empty()) return 0;
  return header_done() ? inside_->put_body(bytes) : inside_->put_header(bytes);
}

bool RequestParser::header_done() const { return inside_->header.is_header_done(); }
bool RequestParser::done() const {
  return header_done() && (inside_->is_chunked ? inside_->chunks.done() : inside_->body_left == 0);
}

Result<void> RequestParser::set_body_max(std::size_t bytes) {
  inside_->body_max = bytes;
  if (inside_->body_left > bytes) return Failure(body_too_large());
  return {};
}

bool RequestParser::keep_alive() const { return inside_->header.keep_alive(); }
bool RequestParser::is_http_1_0() const { return inside_->header.version() == 10; }
std::size_t RequestParser::body_left() const { return inside_->body_left; }

}  // namespace lyceum::net
