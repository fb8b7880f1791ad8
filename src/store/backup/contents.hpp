// What a backup holds, and how that is written down. The file is a tar:
//
//   lyceum-backup.json   what this is: format, versions, time, size when restored
//   secret.key
//   lyceum.db.zst        the database, compressed by Zstandard
//   media/…              the recordings, as they are
//   SHA256SUMS           of every member before it, in the form that `sha256sum -c` reads
//
// The sums stand last, so that a backup is written in one pass, also into a pipe; a file that was cut off
// has none.
#pragma once

#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace lyceum::store {

inline constexpr std::string_view kHeaderMember = "lyceum-backup.json";
inline constexpr std::string_view kDatabaseMember = "lyceum.db.zst";
inline constexpr std::string_view kSumsMember = "SHA256SUMS";
inline constexpr int kBackupFormat = 1;
inline constexpr std::size_t kMembersMax = 1'000'000;

struct BackupHeader {
  int format = kBackupFormat;
  std::string lyceum;  // the version that wrote it
  int schema = 0;      // of the database
  std::int64_t made_us = 0;
  std::uint64_t database_bytes = 0;  // uncompressed
  std::uint64_t media_bytes = 0;     // at most: a recording may be deleted while the backup is made
};

std::string write_header(const BackupHeader& header);
Result<BackupHeader> read_header(std::string_view text);

// Path of a member → its sum.
using Sums = std::map<std::string, Digest, std::less<>>;
std::string write_sums(const Sums& sums);
Result<Sums> read_sums(std::string_view text);

// media/…: at most four levels of A–Z a–z 0–9 . _ -, none beginning with a dot, 200 characters in all. There
// is no absolute path and no ".." among them.
bool is_media_path(std::string_view path);

// How far it is: for the terminal. `total` 0: not known.
using Progress = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

// Why it could not be made, or not be restored: a sentence for the operator.
Error backup_failed(std::string detail);
Error restore_failed(std::string detail);

}  // namespace lyceum::store
