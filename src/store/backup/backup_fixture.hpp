// A data folder with a little of everything in it: the ground on which backups are tested.
#pragma once

#include "base/flow/manual_loop.hpp"
#include "store/folder/folder.hpp"
#include "store/schema/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace lyceum::store {

class TrialFolder {
 public:
  explicit TrialFolder(const std::string& name)
      : top_(std::filesystem::temp_directory_path() / (name + "." + std::to_string(::getpid()))) {
    std::filesystem::remove_all(top_);
    std::filesystem::create_directories(data() / "media" / "123456789");
    write(data() / kSecretFile, std::string(32, 'k'));
    write(data() / "media" / "123456789" / "1.mp4", recording());
    database_ = std::move(*open_sqlite({.path = data() / kDatabaseFile}));
    if (!loop_.run_task(migrate(*database_))) std::abort();
    set("motto", "first");
  }
  ~TrialFolder() {
    database_.reset();
    std::filesystem::remove_all(top_);
  }

  std::filesystem::path top() const { return top_; }
  std::filesystem::path data() const { return top_ / "data"; }
  std::filesystem::path file() const { return top_ / "site.tar"; }
  std::filesystem::path other() const { return top_ / "other"; }
  static std::string recording() {
    std::string bytes;
    for (int i = 0; i < 50'000; ++i) bytes += static_cast<char>(i * i >> 3);
    return bytes;
  }

  void set(const std::string& name, const std::string& value) {
    auto put = database_->write([=](Transaction& tx) {
      return tx.query(
          "INSERT INTO setting(name, value) VALUES ($1, $2) ON CONFLICT(name) DO UPDATE SET value = $2", name,
          value);
    });
    if (!loop_.run_task(std::move(put))) std::abort();
  }
  std::string setting(const std::filesystem::path& folder, const std::string& name) {
    auto opened = std::move(*open_sqlite({.path = folder / kDatabaseFile}));
    auto rows = loop_.run_task(opened->read(
        [=](Transaction& tx) { return tx.query("SELECT value FROM setting WHERE name = $1", name); }));
    return rows && !rows->empty() ? (*rows)[0].text(0) : "";
  }

  static void write(const std::filesystem::path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
  }
  static std::string read(const std::filesystem::path& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
  }

 private:
  std::filesystem::path top_;
  ManualLoop loop_;
  std::unique_ptr<Database> database_;
};

}  // namespace lyceum::store
