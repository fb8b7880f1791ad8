// The whole server, put together: constructs the parts and connects them; decides nothing.
#pragma once

#include "app/config/config.hpp"

#include <memory>
#include <string>

namespace lyceum::app {

class Server {
 public:
  // Opens the data folder and the ports. Fails with a sentence for the operator: port taken, folder not
  // writable …
  static Result<std::unique_ptr<Server>> open(const Config& config);
  ~Server();

  // Starts the reactors, prints the ready line (and the set-up link, when there is no operator yet) to
  // standard output, runs until SIGTERM or SIGINT, drains: what was acknowledged is on disk, viewers are told
  // to come back. Fails when another server has taken the database away.
  Result<void> run();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace lyceum::app
