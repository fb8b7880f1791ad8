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
constexpr std::array<Line, 10> kLines{{
    {503, "store_busy", "The server is busy. Try again in a moment.", "服务器繁忙，请稍后再试。", 1000},
    {503, "store_timeout", "The server took too long. Try again in a moment.", "服务器响应超时，请稍后再试。",
     1000},
    {507, "store_full", "The server has no space left.", "服务器存储空间已满。", 0},
    {503, "store_closed", "The server is shutting down.", "服务器正在关闭。", 2000},
    {503, "store_unreachable", "The database cannot be reached. Try again in a moment.",
     "数据库暂时无法访问，请稍后再试。", 2000},
    {503, "store_uncertain", "It is not certain whether this was saved. Look before you try again.",
     "无法确定是否已保存，请先查看再重试。", 0},
    {400, "store_text", "The text holds characters that cannot be kept.", "文本包含无法保存的字符。", 0},
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

bool is_uncertain(const Error& error) {
  return error.code == kLines.at(static_cast<std::size_t>(Refusal::uncertain)).code;
}

}  // namespace lyceum::store
