#include "store/trial/test_ground.hpp"

#include "store/postgres/postgres_database.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/trial_server/trial_server.hpp"

#include <cstdlib>
#include <filesystem>

#include <unistd.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

std::string fresh_url(const std::string& server) {
  if (server != "own") return TrialServer::fresh_schema(server);
  static const TrialServer own;
  return own.fresh_url();
}

}  // namespace

TestGround::TestGround(const std::string& name) {
  if (const char* server = std::getenv("LYCEUM_TEST_POSTGRES")) {
    url_ = fresh_url(server);
    return;
  }
  folder_ = fs::temp_directory_path() / (name + "." + std::to_string(::getpid()));
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

TestGround::~TestGround() {
  if (!folder_.empty()) fs::remove_all(folder_);
}

std::unique_ptr<Database> TestGround::open() const {
  if (url_.empty()) return std::move(*open_sqlite({.path = folder_ + "/lyceum.db"}));
  return std::move(*open_postgres({.url = url_}));
}

}  // namespace lyceum::store
