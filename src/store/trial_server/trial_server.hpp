// A real PostgreSQL server for tests, started by tools/trial-postgres; it ends with the object, or with the
// process. Aborts when it cannot be had. Tests run in the top folder of the tree or below it.
#pragma once

#include <string>
#include <string_view>

#include <sys/types.h>

namespace lyceum::store {

class TrialServer {
 public:
  TrialServer();
  ~TrialServer();
  TrialServer(const TrialServer&) = delete;
  TrialServer& operator=(const TrialServer&) = delete;

  // Of a new, empty schema in its database: as good as a database of its own, and made in no time.
  std::string fresh_url() const { return fresh_schema(url_); }
  // All its processes end at once.
  void kill() { order("kill\n", "killed"); }
  // With what is on its disk.
  void start() { order("start\n", "ready"); }

  // The same in the server that `url` names.
  static std::string fresh_schema(const std::string& url);

 private:
  std::string answer() const;
  void order(std::string_view what, std::string_view wanted) const;

  pid_t process_ = -1;
  int orders_ = -1, answers_ = -1;
  std::string url_;
};

}  // namespace lyceum::store
