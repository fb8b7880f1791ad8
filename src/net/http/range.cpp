#include "net/http/range.hpp"

#include <algorithm>
#include <charconv>

namespace lyceum::net {
namespace {

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

Error not_satisfiable(std::uint64_t size) {
  return {.status = 416,
          .code = "range_not_satisfiable",
          .en = "That part of the file does not exist.",
          .zh = "请求的范围超出文件。",
          .detail = "size " + std::to_string(size)};
}

}  // namespace

Result<ByteRange> range_of(const Request& request, std::uint64_t size) {
  const ByteRange all{0, size};
  const auto field = request.header("range");
  if (!field || !field->starts_with("bytes=")) return all;
  const std::string_view spec = field->substr(6);
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return all;
  const auto first = number(spec.substr(0, dash)), last = number(spec.substr(dash + 1));
  if (!first && dash == 0 && last) {  // the last so many bytes
    const std::uint64_t length = std::min(*last, size);
    if (length == 0) return Failure(not_satisfiable(size));
    return ByteRange{size - length, length};
  }
  if (!first || (!last && dash + 1 != spec.size()) || (last && *last < *first)) return all;  // malformed
  if (*first >= size) return Failure(not_satisfiable(size));
  const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
  return ByteRange{*first, end - *first + 1};
}

Response range_response(const ByteRange& range, std::uint64_t size) {
  Response response;
  response.headers.add("Accept-Ranges", "bytes");
  if (range.length == size) return response;
  response.status = 206;
  response.headers.add("Content-Range", "bytes " + std::to_string(range.offset) + "-" +
                                            std::to_string(range.offset + range.length - 1) + "/" +
                                            std::to_string(size));
  return response;
}

}  // namespace lyceum::net
