// Backups that somebody made by hand to do harm.
#include "store/backup/backup.hpp"
#include "store/backup/backup_fixture.hpp"
#include "store/backup/restore.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

struct Forged {
  std::string path;
  std::string content = "x";
  int type = AE_IFREG;
  std::string link = {};
};

class HostileBackup : public testing::Test {
 protected:
  // What restore says to a tar of a good header and these.
  std::string answer(const std::vector<Forged>& members, std::string header = good_header()) {
    const std::unique_ptr<archive, int (*)(archive*)> tar(archive_write_new(), archive_write_free);
    archive_write_set_format_pax_restricted(tar.get());
    archive_write_open_filename(tar.get(), site_.file().c_str());
    add(tar.get(), {.path = std::string(kHeaderMember), .content = std::move(header)});
    for (const auto& one : members) add(tar.get(), one);
    archive_write_close(tar.get());
    const auto restored = restore_backup({.from = site_.file(), .data = site_.other(), .now = Utc()},
                                         [](std::string_view, std::uint64_t, std::uint64_t) {});
    EXPECT_FALSE(fs::exists(site_.other()));
    return restored ? "restored" : restored.error().detail;
  }
  static void add(archive* tar, const Forged& one) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname(entry.get(), one.path.c_str());
    archive_entry_set_filetype(entry.get(), static_cast<unsigned>(one.type));
    archive_entry_set_perm(entry.get(), 0777);
    if (one.type == AE_IFLNK) archive_entry_set_symlink(entry.get(), one.link.c_str());
    if (one.type == AE_IFREG && !one.link.empty()) archive_entry_set_hardlink(entry.get(), one.link.c_str());
    const bool body = one.type == AE_IFREG && one.link.empty();
    archive_entry_set_size(entry.get(), body ? static_cast<la_int64_t>(one.content.size()) : 0);
    archive_write_header(tar, entry.get());
    if (body) archive_write_data(tar, one.content.data(), one.content.size());
  }
  static std::string good_header() {
    return write_header({.lyceum = "1", .schema = 1, .database_bytes = 1000, .media_bytes = 1000});
  }

  TrialFolder site_{"hostile_test"};
};

TEST_F(HostileBackup, paths_that_lead_out_are_refused) {
  for (const std::string path :
       {"/etc/cron.d/x", "../x", "media/../../x", "media/./x", "media//x", "media/.ssh", "media/a/b/c/d/e",
        "secret.key/x", "lyceum.db", "media\\x", "media/a\nb", "media/"})
    EXPECT_NE(answer({{.path = path}}).find("no part of a backup"), std::string::npos) << path;
  EXPECT_NE(answer({{.path = "media/" + std::string(300, 'a')}}).find("no part"), std::string::npos);
}

TEST_F(HostileBackup, links_and_devices_are_refused) {
  EXPECT_NE(answer({{.path = "media/x", .type = AE_IFLNK, .link = "/etc"}}).find("not a plain file"),
            std::string::npos);
  EXPECT_NE(answer({{.path = "media/x", .link = "/etc/passwd"}}).find("not a plain file"), std::string::npos);
  EXPECT_NE(answer({{.path = "media/x", .type = AE_IFIFO}}).find("not a plain file"), std::string::npos);
  EXPECT_NE(answer({{.path = "media/x", .type = AE_IFDIR}}).find("no part"), std::string::npos);
}

TEST_F(HostileBackup, more_than_it_says_is_refused) {
  EXPECT_NE(answer({{.path = "media/x", .content = std::string(1001, 'x')}}).find("larger than it says"),
            std::string::npos);
  EXPECT_NE(answer({{.path = "secret.key", .content = std::string(33, 'x')}}).find("larger"),
            std::string::npos);
  EXPECT_NE(answer({{.path = "media/x"}, {.path = "media/x"}}).find("twice"), std::string::npos);
}

TEST_F(HostileBackup, a_header_that_promises_too_much_is_refused_before_anything_is_written) {
  const auto huge =
      write_header({.lyceum = "1", .schema = 1, .database_bytes = 1ull << 60, .media_bytes = 5});
  EXPECT_NE(answer({}, huge).find("MB left"), std::string::npos);
  for (const std::string text :
       {"", "{", "[]", "{}", "{\"format\":1}", "{\"format\":-1}", "{\"format\":\"1\"}"})
    EXPECT_NE(answer({}, text).find("damaged"), std::string::npos) << text;
  EXPECT_NE(answer({}, std::string(100'000, ' ')).find("too large"), std::string::npos);
  EXPECT_NE(answer({}, "{\"format\":2}").find("format 2"), std::string::npos);
}

TEST_F(HostileBackup, sums_that_do_not_fit_are_refused) {
  EXPECT_NE(answer({{.path = "SHA256SUMS", .content = "nonsense\n"}}).find("list of sums"),
            std::string::npos);
  EXPECT_NE(answer({{.path = "SHA256SUMS", .content = ""}}).find("no sum for"), std::string::npos);
  EXPECT_NE(answer({}).find("cut off"), std::string::npos);
}

TEST_F(HostileBackup, something_else_is_no_backup) {
  for (const std::string& text :
       {std::string(), std::string("hello"), std::string(5000, '\0'), std::string(5000, 'x')}) {
    TrialFolder::write(site_.file(), text);
    const auto restored = restore_backup({.from = site_.file(), .data = site_.other(), .now = Utc()},
                                         [](std::string_view, std::uint64_t, std::uint64_t) {});
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().detail.find("no backup"), std::string::npos) << restored.error().detail;
  }
}

}  // namespace
}  // namespace lyceum::store
