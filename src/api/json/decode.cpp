#include "api/json/decode.hpp"

namespace lyceum::api {

Error bad_field(std::string_view field, std::string_view what) {
  return {.status = 422,
          .code = "bad_field",
          .en = "A field is missing or has the wrong form.",
          .zh = "有字段缺失或格式不对。",
          .detail = std::string(field) + ": " + std::string(what)};
}

Result<boost::json::value> parse_json(std::string_view text) {
  if (text.size() > 64 * 1024) return Failure(malformed("bad_json", "body over 64 kB"));
  boost::json::parse_options options;
  options.max_depth = 8;
  boost::json::error_code error;
  auto value = boost::json::parse(text, error, {}, options);
  if (error) return Failure(malformed("bad_json", error.message()));
  return value;
}

}  // namespace lyceum::api
