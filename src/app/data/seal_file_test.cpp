#include "app/data/seal_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::app {
namespace {

class SealFileTest : public testing::Test {
 protected:
  SealFileTest() {
    std::filesystem::create_directories(top + "/data/media");
    write(top + "/seal.key", std::string(64, 'a') + "\n");
  }
  ~SealFileTest() override { std::filesystem::remove_all(top); }
  static void write(const std::string& path, const std::string& text, mode_t mode = 0600) {
    std::ofstream(path) << text;
    ::chmod(path.c_str(), mode);
  }
  std::string why(const std::string& path) const {
    const auto seal = read_seal({.path = path}, top + "/data");
    return seal ? "" : seal.error().detail;
  }
  bool tells(const std::string& path, std::string_view word) const {
    return why(path).find(word) != std::string::npos;
  }

  const std::string top =
      std::filesystem::temp_directory_path().string() + "/seal_file_test." + std::to_string(getpid());
};

TEST_F(SealFileTest, a_key_beside_the_data_folder_seals) {
  EXPECT_EQ(why(top + "/seal.key"), "");
  EXPECT_TRUE(read_seal({.path = top + "/seal.key"}, top + "/data")->closes());
  EXPECT_FALSE(read_seal({.path = top + "/seal.key", .seals = false}, top + "/data")->closes());
  EXPECT_FALSE(read_seal({}, top + "/data")->closes());
}

TEST_F(SealFileTest, what_is_wrong_with_it_is_said) {
  EXPECT_TRUE(tells(top + "/none.key", "No such file"));
  for (const char* inside : {"/data/seal.key", "/data/media/seal.key", "/data/../data/seal.key"}) {
    write(top + inside, std::string(64, 'a'));
    EXPECT_TRUE(tells(top + inside, "lies in the data folder")) << inside;
  }
  std::filesystem::create_symlink(top + "/data/seal.key", top + "/link.key");
  EXPECT_TRUE(tells(top + "/link.key", "lies in the data folder"));
  write(top + "/open.key", std::string(64, 'a'), 0644);
  EXPECT_TRUE(tells(top + "/open.key", "chmod"));
  write(top + "/short.key", "abc");
  EXPECT_TRUE(tells(top + "/short.key", "64 hexadecimal digits"));
  write(top + "/long.key", std::string(20'000, '#'));
  EXPECT_TRUE(tells(top + "/long.key", "no key file"));
  EXPECT_TRUE(tells(top, "no key file"));
}

}  // namespace
}  // namespace lyceum::app
