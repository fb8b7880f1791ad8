#include "store/backup/archive_reader.hpp"

#include "store/folder/folder.hpp"

#include <algorithm>
#include <array>

#include <archive.h>
#include <archive_entry.h>

namespace lyceum::store {
namespace {

constexpr std::size_t kBlock = 256 * 1024;

bool is_member(std::string_view path) {
  constexpr std::array names{kHeaderMember, kSecretFile, kDatabaseMember, kSumsMember};
  return std::ranges::find(names, path) != names.end() || is_media_path(path);
}

bool is_plain_file(archive_entry* entry) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr &&
         archive_entry_symlink(entry) == nullptr && archive_entry_sparse_count(entry) == 0 &&
         archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) >= 0;
}

// For the terminal: what a hostile name holds is not shown raw.
std::string shown(const char* path) {
  if (path == nullptr) return "a file without a name";
  std::string text(path);
  if (text.size() > 100) text = text.substr(0, 100) + "…";
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return "\"" + text + "\"";
}

}  // namespace

void ArchiveReader::Free::operator()(archive* one) const { archive_read_free(one); }

Result<ArchiveReader> ArchiveReader::open(int descriptor) {
  ArchiveReader reader{std::unique_ptr<archive, Free>(archive_read_new())};
  archive* tar = reader.tar_.get();
  if (archive_read_support_format_tar(tar) != ARCHIVE_OK ||
      archive_read_open_fd(tar, descriptor, kBlock) != ARCHIVE_OK)
    return reader.damaged();
  return reader;
}

Failure ArchiveReader::damaged() const {
  const char* said = archive_error_string(tar_.get());
  return Failure(restore_failed("it is damaged, cut off, or no backup of Lyceum (" +
                                std::string(said == nullptr ? "unknown" : said) + ")"));
}

Result<std::optional<Member>> ArchiveReader::next() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(tar_.get(), &entry);
  if (code == ARCHIVE_EOF) return std::nullopt;
  if (code != ARCHIVE_OK) return damaged();
  const char* path = archive_entry_pathname(entry);
  if (path == nullptr || !is_member(path))
    return Failure(restore_failed("it holds " + shown(path) + ", which is no part of a backup"));
  if (!is_plain_file(entry)) return Failure(restore_failed(shown(path) + " in it is not a plain file"));
  if (!seen_.insert(path).second) return Failure(restore_failed("it holds " + shown(path) + " twice"));
  if (seen_.size() > kMembersMax) return Failure(restore_failed("it holds too many files"));
  return Member{path, static_cast<std::uint64_t>(archive_entry_size(entry))};
}

Result<std::size_t> ArchiveReader::read(std::span<std::uint8_t> into) {
  const la_ssize_t count = archive_read_data(tar_.get(), into.data(), into.size());
  if (count < 0) return damaged();
  return static_cast<std::size_t>(count);
}

Result<std::string> ArchiveReader::text(const Member& member, std::uint64_t bytes_max) {
  if (member.bytes > bytes_max) return Failure(restore_failed(member.path + " in it is too large"));
  std::string content(member.bytes, '\0');
  std::size_t filled = 0;
  while (filled < content.size()) {
    std::array<std::uint8_t, 16 * 1024> piece;
    LYCEUM_TRY(const std::size_t count,
               read(std::span(piece).first(std::min(piece.size(), content.size() - filled))));
    if (count == 0) return damaged();
    std::ranges::copy(as_text(ByteView(piece).first(count)),
                      content.begin() + static_cast<std::ptrdiff_t>(filled));
    filled += count;
  }
  return content;
}

}  // namespace lyceum::store
