#include "app/data/data_folder.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::app {
namespace {

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("lyceum_data_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

TEST(DataFolder, the_secret_is_made_once_and_is_the_owners_alone) {
  const Folder folder;
  const auto data = DataFolder::open(folder.path);
  ASSERT_TRUE(data) << data.error().detail;
  const auto first = data->secret();
  const auto second = data->secret();
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(std::ranges::equal(first->bytes(), second->bytes()));
  struct stat info {};
  ASSERT_EQ(::stat((folder.path / "secret.key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
}

TEST(DataFolder, a_broken_secret_is_named_and_not_replaced) {
  const Folder folder;
  const auto data = DataFolder::open(folder.path);
  std::ofstream(folder.path / "secret.key") << "short";
  EXPECT_NE(data->secret().error().detail.find("secret.key"), std::string::npos);
}

TEST(DataFolder, a_file_in_its_place_is_refused_with_a_sentence) {
  const Folder folder;
  std::ofstream(folder.path.string()) << "a file";
  EXPECT_NE(DataFolder::open(folder.path).error().detail.find("cannot make the data folder"),
            std::string::npos);
}

TEST(DataFolder, with_half_a_restore_in_it_is_refused) {
  const Folder folder;
  std::filesystem::create_directories(folder.path / "restoring");
  EXPECT_NE(DataFolder::open(folder.path).error().detail.find("did not finish"), std::string::npos);
}

TEST(DataFolder, the_database_opens_twice_at_once) {
  const Folder folder;
  const auto data = DataFolder::open(folder.path);
  auto one = data->open_database();
  auto two = data->open_database();
  ASSERT_TRUE(one && two) << (one ? two.error().detail : one.error().detail);
  (*one)->close();
  (*two)->close();
}

}  // namespace
}  // namespace lyceum::app
