#include "media/out/hls/refusal.hpp"

#include <array>

namespace lyceum::media {

Error refuse(HlsRefusal why) {
  struct Row {
    int status;
    std::string_view code, en, zh;
    std::int64_t retry_after_ms;
  };
  static constexpr std::array<Row, 4> rows = {{
      {404, "stream_not_there", "There is no such stream, or no longer.", "没有这个流，或已不存在。", 0},
      {400, "hls_too_far_ahead", "That part of the stream lies too far ahead.", "请求的片段过于超前。", 0},
      {503, "stream_quiet", "Nothing new has come from the lecturer.", "讲师端暂时没有新的画面。", 1000},
      {503, "hls_too_many_waiting", "Too many players are waiting.", "等待的播放器过多。", 1000},
  }};
  const Row& row = rows[static_cast<std::size_t>(why)];
  return {.status = row.status,
          .code = row.code,
          .en = row.en,
          .zh = row.zh,
          .detail = {},
          .retry_after_ms = row.retry_after_ms};
}

}  // namespace lyceum::media
