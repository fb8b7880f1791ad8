// What went wrong, said once: for the person (two languages), for the client (a stable code), for the log
// (detail).
//
// L0–L2 return Result<T>; nothing there throws. Adapters may throw inside and turn it into a Result at their
// border. Programmer errors abort. The HTTP border turns an Error into an RFC 9457 problem document, the room
// door into {"err":{…}}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum {

struct Error {
  int status = 500;                 // HTTP status (RFC 9110) that fits; wire parsers use 400
  std::string_view code;            // stable snake_case name, static storage
  std::string_view en;              // one sentence for the person, static storage
  std::string_view zh;              // the same in Chinese, static storage
  std::string detail;               // for the log; never shown, never a secret
  std::int64_t retry_after_ms = 0;  // > 0: the same request may succeed after that time
  std::string words = {};           // what an operator wrote about it: shown to the person after the sentence
};

// Bytes from outside that break their format: 400, logged with `detail`. `code` names the place
// ("rtmp_chunk").
inline Error malformed(std::string_view code, std::string detail) {
  return {.status = 400,
          .code = code,
          .en = "The data is malformed.",
          .zh = "数据格式有误。",
          .detail = std::move(detail)};
}

// The machine or a library failed: 500, logged; the person learns only that it was not their fault.
inline Error internal_error(std::string detail) {
  return {.status = 500,
          .code = "internal",
          .en = "Something went wrong on our side.",
          .zh = "服务器出错了。",
          .detail = std::move(detail)};
}

}  // namespace lyceum
