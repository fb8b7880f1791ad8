// A backup that somebody made by hand. Only members under names that a backup has come out of it, each once,
// with no more bytes than they said; header and sums that are accepted survive writing and reading again.
#include "store/backup/archive_reader.hpp"

#include <algorithm>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace lyceum;
using namespace lyceum::store;

constexpr std::uint64_t text_max = 64 * 1024;

void check_header(std::string_view text) {
  const auto header = read_header(text);
  if (!header) return;
  const auto again = read_header(write_header(*header));
  if (!again || again->database_bytes != header->database_bytes || again->media_bytes != header->media_bytes)
    std::abort();
}

void check_sums(std::string_view text) {
  const auto sums = read_sums(text);
  if (!sums) return;
  const auto again = read_sums(write_sums(*sums));
  if (!again || *again != *sums) std::abort();
}

// A path that leaves the folder it is put into, or that a shell would stumble on.
bool is_harmless(const std::string& path) {
  return path.size() <= 200 && !path.starts_with('/') && !path.starts_with('.') &&
         path.find("..") == std::string::npos && path.find("/.") == std::string::npos;
}

Result<void> drain(ArchiveReader& tar, const Member& member) {
  std::vector<std::uint8_t> piece(4096);
  std::uint64_t taken = 0;
  for (;;) {
    LYCEUM_TRY(const std::size_t count, tar.read(piece));
    if (count == 0) return {};
    taken += count;
    if (taken > member.bytes) std::abort();
  }
}

Result<void> read_through(int descriptor) {
  LYCEUM_TRY(ArchiveReader tar, ArchiveReader::open(descriptor));
  std::set<std::string> seen;
  for (;;) {
    LYCEUM_TRY(const auto member, tar.next());
    if (!member) return {};
    if (!is_harmless(member->path) || !seen.insert(member->path).second) std::abort();
    if (member->path != kHeaderMember && member->path != kSumsMember) {
      LYCEUM_CHECK(drain(tar, *member));
      continue;
    }
    LYCEUM_TRY(const std::string text, tar.text(*member, text_max));
    if (text.size() != member->bytes) std::abort();
    member->path == kHeaderMember ? check_header(text) : check_sums(text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_header(as_text({data, size}));
  check_sums(as_text({data, size}));
  static const int file = ::memfd_create("backup", MFD_CLOEXEC);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) std::abort();
  ::lseek(file, 0, SEEK_SET);
  static_cast<void>(read_through(file));
  return 0;
}
