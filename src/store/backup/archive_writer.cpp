#include "store/backup/archive_writer.hpp"

#include "store/backup/file.hpp"

#include <algorithm>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace lyceum::store {
namespace {
constexpr std::size_t kPiece = 1 << 20;
}

void ArchiveWriter::Free::operator()(archive* one) const { archive_write_free(one); }

Result<ArchiveWriter> ArchiveWriter::open(int descriptor, Utc made_at) {
  ArchiveWriter writer(std::unique_ptr<archive, Free>(archive_write_new()), made_at);
  archive* tar = writer.tar_.get();
  if (archive_write_set_format_pax_restricted(tar) != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block(tar, 1) != ARCHIVE_OK ||
      archive_write_open_fd(tar, descriptor) != ARCHIVE_OK)
    return writer.failed();
  return writer;
}

Failure ArchiveWriter::failed() const {
  const char* said = archive_error_string(tar_.get());
  return Failure(
      backup_failed("cannot write the backup: " + std::string(said == nullptr ? "unknown" : said)));
}

Result<void> ArchiveWriter::begin(std::string_view member, std::uint64_t bytes) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_pathname(entry.get(), std::string(member).c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
  archive_entry_set_mtime(entry.get(), utc_micros(made_at_) / 1'000'000, 0);
  if (archive_write_header(tar_.get(), entry.get()) != ARCHIVE_OK) return failed();
  return {};
}

Result<void> ArchiveWriter::write(ByteView bytes) {
  if (archive_write_data(tar_.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size()))
    return failed();
  return {};
}

Result<void> ArchiveWriter::add(std::string_view member, std::string_view content) {
  LYCEUM_CHECK(begin(member, content.size()));
  LYCEUM_CHECK(write(as_bytes(content)));
  sums_.emplace(member, sha256(as_bytes(content)));
  return {};
}

Result<bool> ArchiveWriter::add_file(std::string_view member, const std::string& from, std::uint64_t bytes,
                                     const std::function<void(std::uint64_t)>& moved) {
  auto file = File::open(from);
  if (!file || file->size() < bytes) return false;
  LYCEUM_CHECK(begin(member, bytes));
  Sha256 sum;
  std::vector<std::uint8_t> piece(std::min<std::uint64_t>(kPiece, std::max<std::uint64_t>(bytes, 1)));
  while (bytes > 0) {
    const auto wanted = std::span(piece).first(std::min<std::uint64_t>(piece.size(), bytes));
    LYCEUM_TRY(const std::size_t count, file->read(wanted));
    if (count == 0) return Failure(backup_failed(from + " became shorter while it was read"));
    LYCEUM_CHECK(write(wanted.first(count)));
    sum.add(wanted.first(count));
    moved(count);
    bytes -= count;
  }
  sums_.emplace(member, sum.finish());
  return true;
}

Result<void> ArchiveWriter::finish() {
  const std::string text = write_sums(sums_);
  LYCEUM_CHECK(begin(kSumsMember, text.size()));
  LYCEUM_CHECK(write(as_bytes(text)));
  if (archive_write_close(tar_.get()) != ARCHIVE_OK) return failed();
  return {};
}

}  // namespace lyceum::store
