#include "media/out/flv/refusal.hpp"

namespace lyceum::media {

Error refuse(FlvRefusal why) {
  if (why == FlvRefusal::not_there)
    return {.status = 404,
            .code = "stream_not_there",
            .en = "There is no such stream, or no longer.",
            .zh = "没有这个流，或已不存在。",
            .detail = {}};
  return {.status = 503,
          .code = "flv_too_many_viewers",
          .en = "Too many people are watching this way.",
          .zh = "以这种方式观看的人数过多。",
          .detail = {},
          .retry_after_ms = 1000};
}

}  // namespace lyceum::media
