// The server of this test program: one for all of its tests.
#pragma once

#include "store/trial_server/trial_server.hpp"

namespace lyceum::store {

inline TrialServer& server_under_test() {
  static TrialServer server;
  return server;
}

}  // namespace lyceum::store
