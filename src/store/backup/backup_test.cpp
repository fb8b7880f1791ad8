#include "store/backup/backup.hpp"

#include "store/backup/backup_fixture.hpp"
#include "store/backup/restore.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

void quiet(std::string_view, std::uint64_t, std::uint64_t) {}

class BackupTest : public testing::Test {
 protected:
  Result<BackupReport> back_up() {
    return make_backup(
        {.data = site_.data(), .to = site_.file(), .scratch = {}, .lyceum = "1.2.3", .now = Utc()}, quiet);
  }
  Result<RestoreReport> restore(bool force = false) {
    return restore_backup({.from = site_.file(), .data = site_.other(), .force = force, .now = Utc()}, quiet);
  }
  std::string why() {
    const auto restored = restore();
    return restored ? "restored" : restored.error().detail;
  }

  TrialFolder site_{"backup_test"};
};

TEST_F(BackupTest, what_was_backed_up_comes_back_and_what_was_written_later_does_not) {
  const auto made = back_up();
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->media_files, 1U);
  site_.set("motto", "second");
  const auto restored = restore();
  ASSERT_TRUE(restored) << restored.error().detail;
  EXPECT_EQ(restored->header.lyceum, "1.2.3");
  EXPECT_EQ(restored->media_files, 1U);
  EXPECT_EQ(site_.setting(site_.other(), "motto"), "first");
  EXPECT_EQ(TrialFolder::read(site_.other() / "media/123456789/1.mp4"), TrialFolder::recording());
  EXPECT_EQ(TrialFolder::read(site_.other() / "secret.key"), std::string(32, 'k'));
  EXPECT_FALSE(fs::exists(site_.other() / "restoring"));
}

TEST_F(BackupTest, is_the_owners_alone_and_leaves_no_draft) {
  ASSERT_TRUE(back_up());
  struct stat about {};
  ASSERT_EQ(::stat(site_.file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  for (const auto& entry : fs::directory_iterator(site_.top()))
    EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
}

TEST_F(BackupTest, that_fails_leaves_the_one_before_as_it_was) {
  ASSERT_TRUE(back_up());
  const std::string before = TrialFolder::read(site_.file());
  fs::remove(site_.data() / "secret.key");
  const auto failed = back_up();
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().detail.find("secret.key"), std::string::npos);
  EXPECT_EQ(TrialFolder::read(site_.file()), before);
}

TEST_F(BackupTest, names_files_that_are_none_of_ours_and_follows_no_link) {
  TrialFolder::write(site_.data() / "media" / "a b.mp4", "x");
  fs::create_symlink("/etc/passwd", site_.data() / "media" / "link.mp4");
  const auto made = back_up();
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->left_out.size(), 2U);
  EXPECT_EQ(made->media_files, 1U);
}

TEST_F(BackupTest, a_byte_that_changed_anywhere_in_its_files_is_noticed) {
  ASSERT_TRUE(back_up());
  const std::string whole = TrialFolder::read(site_.file());
  // A member's content begins 512 bytes behind the beginning of its tar header, where its name stands.
  for (const std::string name :
       {"lyceum-backup.json", "secret.key", "lyceum.db.zst", "media/123456789/1.mp4"}) {
    const auto at = whole.find(name + std::string(1, '\0'));
    ASSERT_NE(at, std::string::npos) << name;
    std::string broken = whole;
    broken[at + 512 + 20] ^= 0x40;
    TrialFolder::write(site_.file(), broken);
    const std::string said = why();
    EXPECT_NE(said.find("damaged"), std::string::npos) << name << ": " << said;
    EXPECT_NE(said.find("site.tar"), std::string::npos) << said;
    EXPECT_FALSE(fs::exists(site_.other())) << "something is left of " << name;
  }
}

TEST_F(BackupTest, cut_off_anywhere_it_is_refused) {
  ASSERT_TRUE(back_up());
  const std::string whole = TrialFolder::read(site_.file());
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{100}, std::size_t{512}, whole.size() / 2, whole.size() - 1600}) {
    TrialFolder::write(site_.file(), whole.substr(0, size));
    const std::string said = why();
    EXPECT_TRUE(said.find("cut off") != std::string::npos || said.find("no backup") != std::string::npos)
        << size << ": " << said;
    EXPECT_FALSE(fs::exists(site_.other()));
  }
}

TEST_F(BackupTest, a_folder_with_something_in_it_is_refused_unless_that_is_moved_aside) {
  ASSERT_TRUE(back_up());
  fs::create_directories(site_.other());
  TrialFolder::write(site_.other() / "lyceum.db", "precious");
  EXPECT_NE(why().find("not empty"), std::string::npos);
  EXPECT_EQ(TrialFolder::read(site_.other() / "lyceum.db"), "precious");
  const auto forced = restore(true);
  ASSERT_TRUE(forced) << forced.error().detail;
  EXPECT_EQ(TrialFolder::read(fs::path(forced->moved_aside) / "lyceum.db"), "precious");
  EXPECT_EQ(site_.setting(site_.other(), "motto"), "first");
}

TEST_F(BackupTest, a_damaged_one_moves_nothing_aside) {
  ASSERT_TRUE(back_up());
  fs::create_directories(site_.other());
  TrialFolder::write(site_.other() / "lyceum.db", "precious");
  fs::resize_file(site_.file(), 4000);
  ASSERT_FALSE(restore(true));
  EXPECT_EQ(TrialFolder::read(site_.other() / "lyceum.db"), "precious");
  EXPECT_FALSE(fs::exists(site_.other() / "restoring"));
}

TEST_F(BackupTest, a_folder_in_use_is_refused) {
  ASSERT_TRUE(back_up());
  fs::create_directories(site_.other());
  const auto lock = FolderLock::take(site_.other());
  EXPECT_NE(why().find("in use"), std::string::npos);
}

TEST_F(BackupTest, a_newer_one_is_refused_before_anything_is_unpacked) {
  site_.set("unused", "");
  {
    auto database = std::move(*open_sqlite({.path = site_.data() / "lyceum.db"}));
    ManualLoop loop;
    ASSERT_TRUE(loop.run_task(database->write(
        [](Transaction& tx) { return tx.query("UPDATE schema_version SET version = 999 WHERE id = 1"); })));
  }
  ASSERT_TRUE(back_up());
  EXPECT_NE(why().find("the data has version 999, this Lyceum knows up to"), std::string::npos) << why();
}

}  // namespace
}  // namespace lyceum::store
