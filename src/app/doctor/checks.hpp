// The checks. Each looks at one thing, changes nothing, and ends within some seconds (the database's by its
// size).
#pragma once

#include "app/config/config.hpp"
#include "app/doctor/finding.hpp"
#include "base/time/clock.hpp"

#include <optional>

namespace lyceum::app {

// The data folder.
Finding check_folder(const std::string& folder);
Finding check_space(const std::string& folder);
// The key that private texts are sealed with.
Finding check_seal_key(const Config& config);
// `newest_row`: filled in for check_clock.
Finding check_database_file(const std::string& folder, std::optional<Utc>& newest_row);
Finding check_database_server(const std::string& url, std::optional<Utc>& newest_row);

// The machine.
Finding check_clock(std::optional<Utc> newest_row, Utc now);
// Of the server that runs, or else of a process started from here.
Finding check_descriptors(const Config& config);
Finding check_io_uring();
Finding check_processors();
// Loads FFmpeg's libraries into this process, as the worker does into its own.
Finding check_codecs();
Finding check_slides();
Finding check_presentations(const Config& config);
// Starts the process that decodes pictures, as the server does: does it come up, shut in?
Finding check_worker();
Finding check_versions();

// The network. `server`: is one running here, and does it serve?
Finding check_server(const Config& config);
Finding check_http_port(const Config& config);
Finding check_rtmp_port(const Config& config);
Finding check_public_url(const Config& config, Utc now);
// Do rooms and the low-latency stream come through whatever stands at http.public_url?
Finding check_proxy(const Config& config);

}  // namespace lyceum::app
