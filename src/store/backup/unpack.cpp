#include "store/backup/unpack.hpp"

#include "store/backup/archive_reader.hpp"
#include "store/backup/check.hpp"
#include "store/backup/compress.hpp"
#include "store/backup/file.hpp"
#include "store/folder/folder.hpp"
#include "store/schema/schema.hpp"

#include <filesystem>
#include <vector>

#include <unistd.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 1 << 20;
constexpr std::uint64_t kHeaderMax = 64 * 1024;
constexpr std::uint64_t kSumsMax = 512ull << 20;
// Zstandard leaves at most this much more than it was given.
constexpr std::uint64_t packed_max(std::uint64_t bytes) { return bytes + bytes / 128 + 64 * 1024; }

class Unpacking {
 public:
  Unpacking(ArchiveReader& tar, const std::string& folder, const Progress& progress)
      : tar_(tar), folder_(folder), progress_(progress) {}

  Result<Unpacked> run() {
    LYCEUM_CHECK(take_header());
    LYCEUM_CHECK(take_members());
    LYCEUM_CHECK(compare_sums());
    LYCEUM_CHECK(unpack_database());
    return unpacked_;
  }

 private:
  Result<void> take_header();
  Result<void> room_enough() const;
  Result<void> take_members();
  Result<void> take_file(const Member& member);
  Result<void> compare_sums() const;
  Result<void> unpack_database();

  ArchiveReader& tar_;
  const std::string& folder_;
  const Progress& progress_;
  Unpacked unpacked_;
  Sums sums_, told_;
  std::uint64_t media_bytes_ = 0;
};

Result<void> Unpacking::take_header() {
  LYCEUM_TRY(const auto first, tar_.next());
  if (!first || first->path != kHeaderMember)
    return Failure(
        restore_failed("it is no backup of Lyceum: it does not begin with " + std::string(kHeaderMember)));
  LYCEUM_TRY(const std::string text, tar_.text(*first, kHeaderMax));
  LYCEUM_TRY(unpacked_.header, read_header(text));
  sums_.emplace(kHeaderMember, sha256(as_bytes(text)));
  if (unpacked_.header.schema > static_cast<int>(migrations().size()))
    return Failure(newer_than_known(unpacked_.header.schema));
  return room_enough();
}

Result<void> Unpacking::room_enough() const {
  std::error_code error;
  const auto space = fs::space(folder_, error);
  const std::uint64_t needed = unpacked_.header.database_bytes + unpacked_.header.media_bytes;
  if (!error && (needed > space.available || needed < unpacked_.header.media_bytes))
    return Failure(restore_failed("it needs " + std::to_string(needed >> 20) + " MB, and " + folder_ +
                                  " has " + std::to_string(space.available >> 20) + " MB left"));
  return {};
}

Result<void> Unpacking::take_members() {
  for (;;) {
    LYCEUM_TRY(const auto member, tar_.next());
    if (!member) return Failure(restore_failed("it is cut off: the sums at its end are missing"));
    if (member->path == kSumsMember) {
      LYCEUM_TRY(const std::string text, tar_.text(*member, kSumsMax));
      LYCEUM_TRY(told_, read_sums(text));
      break;
    }
    LYCEUM_CHECK(take_file(*member));
  }
  LYCEUM_TRY(const auto more, tar_.next());
  if (more) return Failure(restore_failed("it goes on behind its end"));
  return {};
}

Result<void> Unpacking::take_file(const Member& member) {
  const bool media = is_media_path(member.path);
  const std::uint64_t allowed = media                        ? unpacked_.header.media_bytes - media_bytes_
                                : member.path == kSecretFile ? SecretKey::kSize
                                                             : packed_max(unpacked_.header.database_bytes);
  if (member.bytes > allowed) return Failure(restore_failed(member.path + " in it is larger than it says"));
  const std::string path = in_folder(folder_, member.path);
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return Failure(restore_failed("cannot make the folder of " + path + ": " + error.message()));
  LYCEUM_TRY(File out, File::make(path));
  Sha256 sum;
  std::vector<std::uint8_t> piece(kPiece);
  std::uint64_t left = member.bytes;
  while (left > 0) {
    LYCEUM_TRY(const std::size_t count, tar_.read(piece));
    if (count == 0 || count > left) return Failure(restore_failed(member.path + " in it is cut off"));
    const auto bytes = ByteView(piece).first(count);
    LYCEUM_CHECK(out.write(bytes));
    sum.add(bytes);
    left -= count;
    if (media) progress_("recordings", media_bytes_ += count, unpacked_.header.media_bytes);
  }
  unpacked_.media_files += media ? 1 : 0;
  sums_.emplace(member.path, sum.finish());
  return {};
}

Result<void> Unpacking::compare_sums() const {
  for (const auto& [path, sum] : sums_) {
    const auto told = told_.find(path);
    if (told == told_.end()) return Failure(restore_failed("it has no sum for " + path));
    if (told->second != sum)
      return Failure(
          restore_failed(path + " in it is damaged: its sum is not the one that was written down"));
  }
  for (const auto& [path, sum] : told_)
    if (!sums_.contains(path)) return Failure(restore_failed(path + " is missing in it"));
  for (const auto name : {kSecretFile, kDatabaseMember})
    if (!sums_.contains(name)) return Failure(restore_failed(std::string(name) + " is missing in it"));
  return {};
}

Result<void> Unpacking::unpack_database() {
  const std::string packed = in_folder(folder_, kDatabaseMember), path = in_folder(folder_, kDatabaseFile);
  LYCEUM_CHECK(decompress_file(packed, path, unpacked_.header.database_bytes, progress_));
  ::unlink(packed.c_str());
  progress_("checking the database", 0, 0);
  LYCEUM_TRY(const auto report, check_database(path, CheckDepth::full));
  if (!report.damage.empty()) return Failure(restore_failed("its database is damaged: " + report.damage));
  if (report.schema > static_cast<int>(migrations().size())) return Failure(newer_than_known(report.schema));
  if (fs::file_size(in_folder(folder_, kSecretFile)) != SecretKey::kSize)
    return Failure(restore_failed("its secret.key is not a key of 32 bytes"));
  return {};
}

}  // namespace

Result<Unpacked> unpack_backup(int descriptor, const std::string& folder, const Progress& progress) {
  LYCEUM_TRY(auto tar, ArchiveReader::open(descriptor));
  return Unpacking(tar, folder, progress).run();
}

}  // namespace lyceum::store
