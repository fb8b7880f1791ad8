#include "store/backup/compress.hpp"

#include "store/backup/file.hpp"

#include <memory>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace lyceum::store {
namespace {

constexpr std::size_t kPiece = 1 << 20;

using Writer = std::unique_ptr<archive, int (*)(archive*)>;

std::string said(archive* one) {
  const char* text = archive_error_string(one);
  return text == nullptr ? "unknown" : text;
}

}  // namespace

Result<void> compress_file(const std::string& from, const std::string& to, const Progress& progress) {
  LYCEUM_TRY(File in, File::open(from));
  LYCEUM_TRY(File out, File::make(to));
  const std::uint64_t total = in.size();
  const Writer writer(archive_write_new(), archive_write_free);
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_write_set_bytes_per_block(writer.get(), 0);
  if (archive_write_set_format_raw(writer.get()) != ARCHIVE_OK ||
      archive_write_add_filter_zstd(writer.get()) != ARCHIVE_OK ||
      archive_write_open_fd(writer.get(), out.descriptor()) != ARCHIVE_OK ||
      archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK)
    return Failure(backup_failed("cannot compress into " + to + ": " + said(writer.get())));
  std::vector<std::uint8_t> piece(kPiece);
  for (std::uint64_t done = 0;;) {
    LYCEUM_TRY(const std::size_t count, in.read(piece));
    if (count == 0) break;
    if (archive_write_data(writer.get(), piece.data(), count) != static_cast<la_ssize_t>(count))
      return Failure(backup_failed("cannot write " + to + ": " + said(writer.get())));
    progress("compressing", done += count, total);
  }
  if (archive_write_close(writer.get()) != ARCHIVE_OK)
    return Failure(backup_failed("cannot write " + to + ": " + said(writer.get())));
  return {};
}

Result<void> decompress_file(const std::string& from, const std::string& to, std::uint64_t bytes,
                             const Progress& progress) {
  const Writer reader(archive_read_new(), archive_read_free);
  archive_entry* entry = nullptr;
  if (archive_read_support_format_raw(reader.get()) != ARCHIVE_OK ||
      archive_read_support_filter_zstd(reader.get()) != ARCHIVE_OK ||
      archive_read_open_filename(reader.get(), from.c_str(), kPiece) != ARCHIVE_OK ||
      archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
    return Failure(restore_failed("its database cannot be unpacked: " + said(reader.get())));
  LYCEUM_TRY(File out, File::make(to));
  std::vector<std::uint8_t> piece(kPiece);
  for (std::uint64_t done = 0;;) {
    const la_ssize_t count = archive_read_data(reader.get(), piece.data(), piece.size());
    if (count < 0) return Failure(restore_failed("its database cannot be unpacked: " + said(reader.get())));
    done += static_cast<std::uint64_t>(count);
    if (done > bytes || (count == 0 && done != bytes))
      return Failure(restore_failed("its database is not as large as the backup says"));
    if (count == 0) return {};
    LYCEUM_CHECK(out.write(ByteView(piece).first(static_cast<std::size_t>(count))));
    progress("unpacking", done, bytes);
  }
}

}  // namespace lyceum::store
