// How a running stream looks to its staff in JSON (openapi.json: Stream, StreamSeries).
#pragma once

#include "lesson/class/classes.hpp"
#include "media/record/state.hpp"
#include "net/http/problem.hpp"

#include <boost/json.hpp>

namespace lyceum::api {

// What is sent now, what is wrong with it, and what to change. All words in `language`.
boost::json::object stream_view(const lesson::StreamStatus& status, net::Language language);

// The seconds that began after `after` (UNIX time), oldest first: a list a figure.
boost::json::object series_view(const lesson::StreamStatus& status, std::int64_t after);

// Picture and sound together, as measured now; 0 when nothing is sent.
std::int64_t bitrate_kbps(const lesson::StreamStatus& status);

// Why a recording that should grow does not; null: it does, or need not.
boost::json::value fault_view(const std::optional<Error>& fault, net::Language language);

}  // namespace lyceum::api
