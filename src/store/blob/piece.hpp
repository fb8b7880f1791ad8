// Files that come in pieces: what writing one of them takes, so that it is on the disk when it is told.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace lyceum::store {

// A descriptor that is closed when it goes; negative: none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  const int number_;
};

// store_full or store_failed, for an errno.
Error file_failed(const char* what, int code);

// At `offset`; what was behind it is cut off. The folder is made with the first piece. False: what should
// stand before it is missing (a backup holds none).
Result<bool> write_piece(const std::filesystem::path& path, std::uint64_t offset, ByteView bytes);

// `from` takes the place of `to`, in one step; both stand in one folder. False: there is no `from`.
Result<bool> replace_file(const std::filesystem::path& from, const std::filesystem::path& to);

// At most that many bytes from there; fewer only at the end. nullopt: there is no such file.
Result<std::optional<Bytes>> read_piece(const std::filesystem::path& path, std::uint64_t offset,
                                        std::size_t length);

}  // namespace lyceum::store
