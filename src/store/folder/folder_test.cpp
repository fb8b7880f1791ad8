#include "store/folder/folder.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

TEST(FolderLock, one_at_a_time_has_a_folder) {
  const auto folder = std::filesystem::temp_directory_path() / ("folder_test." + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  {
    const auto first = FolderLock::take(folder);
    ASSERT_TRUE(first);
    const auto second = FolderLock::take(folder);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().detail.find("in use"), std::string::npos);
  }
  EXPECT_TRUE(FolderLock::take(folder));
  std::filesystem::remove_all(folder);
  EXPECT_NE(FolderLock::take(folder).error().detail.find("cannot open"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::store
