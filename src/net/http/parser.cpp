#include "net/http/parser.hpp"

#include "net/http/problem.hpp"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace lyceum::net {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using Failed = boost::system::error_code;
using Text = beast::string_view;

std::string to_string(Text text) { return {text.data(), text.size()}; }

Error error_of(const Failed& failed) {
  if (failed == http::error::header_limit) return headers_too_large();
  if (failed == http::error::body_limit) return body_too_large();
  return bad_request(failed.message());
}

}  // namespace

// Beast's push parser, writing into our Request without its containers.
class RequestParser::Inside final : public http::basic_parser<true> {
 public:
  explicit Inside(Request& request) : request_(request) {}

  int version() const { return version_; }  // 10 or 11

  const Request& request() const { return request_; }

  std::size_t body_max = 0;
  std::size_t body_size = 0;  // 0: not known, chunks

 private:
  void on_request_impl(http::verb, Text method, Text target, int version, Failed&) override {
    version_ = version;
    request_.method = to_string(method);
    request_.target = to_string(target);
  }
  void on_field_impl(http::field, Text name, Text value, Failed&) override {
    if (!in_trailer_) request_.headers.add(to_string(name), to_string(value));
  }
  void on_header_impl(Failed&) override { in_trailer_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Failed&) override {}
  std::size_t on_body_impl(Text body, Failed& failed) override {
    if (request_.body.size() + body.size() > body_max) {
      failed = http::error::body_limit;
      return 0;
    }
    request_.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, Failed&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, Failed& failed) override {
    return on_body_impl(body, failed);
  }
  void on_response_impl(int, Text, int, Failed&) override {}
  void on_finish_impl(Failed&) override {}

  Request& request_;
  int version_ = 11;
  bool in_trailer_ = false;  // trailer fields are read and dropped (RFC 9112 §7.1.2)
};

RequestParser::RequestParser(Request& request, std::size_t header_max)
    : inside_(std::make_unique<Inside>(request)), header_left_(header_max) {
  inside_->header_limit(static_cast<std::uint32_t>(header_max));
  inside_->body_limit(boost::none);  // ours, per route
}

RequestParser::~RequestParser() = default;

Result<std::size_t> RequestParser::put(ByteView bytes) {
  const bool only_header = !header_done();
  std::size_t consumed = 0;
  while (!done() && consumed < bytes.size() && only_header == !header_done()) {
    Failed failed;
    const std::size_t step =
        inside_->put(boost::asio::const_buffer(bytes.data() + consumed, bytes.size() - consumed), failed);
    consumed += step;
    if (failed == http::error::need_more) break;
    if (failed) return Failure(error_of(failed));
  }
  // Beast's own limit counts only what it has not consumed yet, and with unlucky cuts not even that.
  header_left_ -= only_header ? std::min(consumed, header_left_) : 0;
  if (!header_done() && bytes.size() - consumed >= header_left_) return Failure(headers_too_large());
  return consumed;
}

bool RequestParser::header_done() const { return inside_->is_header_done(); }
bool RequestParser::done() const { return inside_->is_done(); }

Result<void> RequestParser::set_body_max(std::size_t bytes) {
  inside_->body_max = bytes;
  if (const auto length = inside_->content_length()) {
    if (*length > bytes) return Failure(body_too_large());
    inside_->body_size = static_cast<std::size_t>(*length);
  }
  return {};
}

bool RequestParser::keep_alive() const { return inside_->keep_alive(); }
bool RequestParser::is_http_1_0() const { return inside_->version() == 10; }

std::size_t RequestParser::body_left() const {
  const std::size_t have = inside_->request().body.size();
  return inside_->body_size > have ? inside_->body_size - have : 0;
}

}  // namespace lyceum::net
