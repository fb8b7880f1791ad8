#include "net/http/problem.hpp"

#include <charconv>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace lyceum::net {
namespace {

// The weight of one element of Accept-Language, e.g. "zh-CN;q=0.8".
double weight_of(std::string_view element) {
  const std::size_t q = element.find("q=");
  if (q == std::string_view::npos) return 1;
  double weight = 0;
  std::from_chars(element.data() + q + 2, element.data() + element.size(), weight);
  return weight;
}

}  // namespace

Language preferred_language(std::optional<std::string_view> accept_language) {
  double en = 0;
  double zh = 0;
  for (std::string_view rest = accept_language.value_or(""); !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view element = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    element.remove_prefix(std::min(element.find_first_not_of(' '), element.size()));
    if (element.starts_with("zh")) zh = std::max(zh, weight_of(element));
    if (element.starts_with("en")) en = std::max(en, weight_of(element));
  }
  return zh > en ? Language::zh : Language::en;
}

Response problem_response(const Error& error, Language language) {
  boost::json::object body;
  body["type"] = "urn:lyceum:problem:" + std::string(error.code);
  body["title"] = language == Language::zh ? error.zh : error.en;
  body["status"] = error.status;
  body["code"] = error.code;
  if (!error.words.empty()) body["detail"] = error.words;
  if (error.retry_after_ms > 0) body["retry_after_ms"] = error.retry_after_ms;
  Response response = text_response(error.status, "application/problem+json", boost::json::serialize(body));
  response.headers.add("Content-Language", language == Language::zh ? "zh-CN" : "en");
  response.headers.add("Cache-Control", "no-store");
  if (error.retry_after_ms > 0)
    response.headers.add("Retry-After", std::to_string((error.retry_after_ms + 999) / 1000));
  return response;
}

Response problem_response(const Error& error, const Request& request) {
  return problem_response(error, preferred_language(request.header("accept-language")));
}

Error not_found() {
  return {.status = 404,
          .code = "not_found",
          .en = "There is nothing here.",
          .zh = "这里什么也没有。",
          .detail = ""};
}
Error method_not_allowed() {
  return {.status = 405,
          .code = "method_not_allowed",
          .en = "This cannot be done here.",
          .zh = "此处不支持该操作。",
          .detail = ""};
}
Error bad_request(std::string detail) {
  return {.status = 400,
          .code = "bad_request",
          .en = "The request is malformed.",
          .zh = "请求格式有误。",
          .detail = std::move(detail)};
}
Error body_too_large() {
  return {.status = 413,
          .code = "body_too_large",
          .en = "That is too much data.",
          .zh = "数据量过大。",
          .detail = ""};
}
Error headers_too_large() {
  return {.status = 431,
          .code = "headers_too_large",
          .en = "The request header is too large.",
          .zh = "请求头过大。",
          .detail = ""};
}
Error request_timeout() {
  return {.status = 408,
          .code = "request_timeout",
          .en = "The request took too long.",
          .zh = "请求超时。",
          .detail = ""};
}

}  // namespace lyceum::net
