#include "app/data/data_folder.hpp"

#include "base/flow/manual_loop.hpp"
#include "base/secret/random.hpp"
#include "store/postgres/postgres_database.hpp"
#include "store/schema/schema.hpp"
#include "store/sealing/sealing.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace lyceum::app {
namespace {

Failure unusable(std::string detail) {
  return Failure(Error{.status = 500,
                       .code = "data_folder",
                       .en = "The data folder cannot be used.",
                       .zh = "数据目录无法使用。",
                       .detail = std::move(detail)});
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

// Makes the file under another name first: a key is there whole or not at all, also after a power cut.
Result<void> write_secret(const std::string& path, ByteView secret) {
  const std::string draft = path + "." + std::to_string(::getpid());
  {
    const Descriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.get() < 0 ||
        ::write(file.get(), secret.data(), secret.size()) != static_cast<ssize_t>(secret.size()) ||
        ::fsync(file.get()) != 0)
      return unusable("cannot write " + draft + ": " + std::strerror(errno));
  }
  const int linked =
      ::link(draft.c_str(), path.c_str());  // fails if another process was first, whose key then counts
  const int error = errno;
  ::unlink(draft.c_str());
  if (linked != 0 && error != EEXIST) return unusable("cannot make " + path + ": " + std::strerror(error));
  return {};
}

}  // namespace

Result<DataFolder> DataFolder::open(const std::string& path, const std::string& store_url,
                                    const SealFile& seal_file) {
  std::error_code error;
  if (const auto half = store::in_folder(path, store::kRestoringFolder); std::filesystem::exists(half, error))
    return unusable("a restore into " + path + " did not finish: run it again, or remove " + half);
  std::filesystem::create_directories(store::in_folder(path, store::kMediaFolder), error);
  if (error) return unusable("cannot make the data folder " + path + ": " + error.message());
  if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0)
    return unusable("the data folder " + path + " is not writable: " + std::strerror(errno));
  LYCEUM_TRY(auto seal, read_seal(seal_file, path));
  return DataFolder(path, store_url, std::move(seal));
}

Result<std::unique_ptr<store::Database>> DataFolder::open_engine() const {
  if (!store_url_.empty()) return store::open_postgres({.url = store_url_});
  store::SqliteOptions options;
  options.path = store::in_folder(path_, store::kDatabaseFile);
  return store::open_sqlite(options);
}

Result<std::unique_ptr<store::Database>> DataFolder::open_database() const {
  LYCEUM_TRY(auto database, open_engine());
  database->use_seal(seal_);
  ManualLoop loop;
  Result<void> ready;
  if (auto version = loop.run_task(store::migrate(*database)); !version)
    ready = Failure(std::move(version).error());
  else
    ready = loop.run_task(store::check_seal(*database));
  if (ready) return database;
  database->close();
  return Failure(std::move(ready).error());
}

Result<SecretKey> DataFolder::secret() const {
  const std::string path = store::in_folder(path_, store::kSecretFile);
  if (!std::filesystem::exists(path)) LYCEUM_CHECK(write_secret(path, random_bytes(SecretKey::kSize)));
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<std::uint8_t, SecretKey::kSize + 1> bytes{};
  if (file.get() < 0 ||
      ::read(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(SecretKey::kSize))
    return unusable(path + " is not a key of 32 bytes");
  return SecretKey(std::span<const std::uint8_t, SecretKey::kSize>(bytes.data(), SecretKey::kSize));
}

}  // namespace lyceum::app
