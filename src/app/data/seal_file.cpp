#include "app/data/seal_file.hpp"

#include "base/secret/sealed.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_max = 16 * 1024;

Failure refused(std::string detail) {
  return Failure(Error{.status = 500,
                       .code = "seal_key",
                       .en = "The seal key cannot be used.",
                       .zh = "封存密钥无法使用。",
                       .detail = std::move(detail)});
}

bool lies_in(const std::string& file, const std::string& folder) {
  std::error_code error;
  const fs::path at = fs::weakly_canonical(file, error), top = fs::weakly_canonical(folder, error);
  const auto inside = at.lexically_relative(top);
  return !inside.empty() && *inside.begin() != "..";
}

// Overwritten when it goes.
struct Text {
  std::array<char, file_max> bytes{};
  ~Text() { wipe(bytes); }
};

}  // namespace

SealFile seal_file(const Config& config) {
  return {.path = config.text("store.seal_key_file"), .seals = config.flag("store.seal")};
}

Result<store::Seal> read_seal(const SealFile& file, const std::string& data_folder) {
  if (file.path.empty()) return store::Seal();
  if (lies_in(file.path, data_folder))
    return refused("store.seal_key_file (" + file.path +
                   ") lies in the data folder: whoever has a copy of the folder would have the key too");
  const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return refused("cannot read store.seal_key_file (" + file.path + "): " + std::strerror(errno));
  struct stat facts {};
  const bool told = ::fstat(descriptor, &facts) == 0;
  Text text;
  const ssize_t size = ::read(descriptor, text.bytes.data(), text.bytes.size());
  ::close(descriptor);
  if (!told || size < 0 || static_cast<std::size_t>(size) == text.bytes.size())
    return refused("store.seal_key_file (" + file.path + ") is no key file");
  if ((facts.st_mode & S_IRWXO) != 0)
    return refused("everybody on this machine may read store.seal_key_file: chmod o= " + file.path);
  const std::string_view read(text.bytes.data(), static_cast<std::size_t>(size));
  auto seal = store::Seal::read(read, file.seals ? store::Seal::Use::close : store::Seal::Use::open);
  if (!seal) return refused(file.path + ": " + seal.error().detail);
  return seal;
}

}  // namespace lyceum::app
