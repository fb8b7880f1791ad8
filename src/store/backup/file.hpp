// A file that is read or written from its beginning to its end.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace lyceum::store {

// Errors hold a sentence with the file's name and the reason. Blocks.
class File {
 public:
  static Result<File> open(const std::string& path);
  // A folder, to be synced after a file in it was renamed.
  static Result<File> open_folder(const std::string& path);
  // A new one, for its owner alone; what has its name is removed.
  static Result<File> make(const std::string& path);
  // Standard input or output: used, not closed.
  static File borrowed(int descriptor, std::string name) { return File(descriptor, std::move(name), false); }
  File(File&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)),
        path_(std::move(other.path_)),
        owned_(other.owned_) {}
  File& operator=(File&&) = delete;
  ~File();

  int descriptor() const { return descriptor_; }
  std::uint64_t size() const;
  // 0: the end.
  Result<std::size_t> read(std::span<std::uint8_t> into);
  Result<void> write(ByteView bytes);
  Result<void> sync();

 private:
  File(int descriptor, std::string path, bool owned)
      : descriptor_(descriptor), path_(std::move(path)), owned_(owned) {}

  int descriptor_;
  std::string path_;
  bool owned_;
};

}  // namespace lyceum::store
