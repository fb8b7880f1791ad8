// Where the stream key hides: encoders have one, two or three fields for it and join them in their own ways.
#pragma once

#include <string>
#include <string_view>

namespace lyceum::rtmp {

// From the `app` and `tcUrl` of connect and the stream name of publish, in this order:
//   1. `key=…` in the query of the stream name, of the app, of the tcUrl (rtmp://host/live?key=KEY)
//   2. the last part of the stream name (rtmp://host/live + KEY)
//   3. the last part of the app, when the stream name is empty (rtmp://host/live/KEY or rtmp://host/KEY)
// Empty when there is none. FFmpeg cuts a tcUrl at 1,024 characters; what is cut there is still whole in
// `app`.
std::string find_stream_key(std::string_view app, std::string_view tc_url, std::string_view stream);

}  // namespace lyceum::rtmp
