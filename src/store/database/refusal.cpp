#include "store/database/refusal.hpp"

#include <array>

namespace lyceum::store {
namespace {

struct Line {
  int status;
  std::string_view code, en, zh;
  std::int64_t retry_after_ms;
};

// In the order of Refusal.
constexpr std::array<Line, 7> kLines{{
    {503, "store_busy", "The server is busy. Try again in a moment.", "服务器繁忙，请稍后再试。", 1000},
    {503, "store_timeout", "The server took too long. Try again in a moment.", "服务器响应超时，请稍后再试。",
     1000},
    {507, "store_full", "The server has no space left.", "服务器存储空间已满。", 0},
    {503, "store_closed", "The server is shutting down.", "服务器正在关闭。", 2000},
    {500, "store_conflict", "Something went wrong on our side.", "服务器出错了。", 0},
    {500, "store_newer", "The data was written by a newer version of Lyceum.", "数据由更新版本的讲堂写入。",
     0},
    {500, "store_failed", "Something went wrong on our side.", "服务器出错了。", 0},
}};

}  // namespace

Error refuse(Refusal why, std::string detail) {
  const Line& line = kLines.at(static_cast<std::size_t>(why));
  return {.status = line.status,
          .code = line.code,
          .en = line.en,
          .zh = line.zh,
          .detail = std::move(detail),
          .retry_after_ms = line.retry_after_ms};
}

}  // namespace lyceum::store
