// The real LibreOffice in a real process, and shell scripts in its place. This program is its own worker: see
// main().
#include "media/office/converter.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const std::string office = "/usr/lib/libreoffice/program/soffice.bin";

// LibreOffice's format in one file of XML, with that on its only slide.
std::string presentation(const std::string& content) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><office:document )"
         R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
         R"(xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" )"
         R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
         R"(xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" )"
         R"(xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" )"
         R"(office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body>)"
         R"(<office:presentation><draw:page draw:name="one"><draw:frame svg:x="2cm" svg:y="2cm" )"
         R"(svg:width="20cm" svg:height="4cm">)" +
         content + "</draw:frame></draw:page></office:presentation></office:body></office:document>";
}
std::string slide(const std::string& text) {
  return presentation("<draw:text-box><text:p>" + text + "</text:p></draw:text-box>");
}

std::set<std::string> folders() {
  std::set<std::string> found;
  for (const auto& one : fs::directory_iterator(fs::temp_directory_path()))
    if (one.path().filename().string().starts_with("lyceum-office.")) found.insert(one.path());
  return found;
}

// Those that were not there before.
std::set<std::string> new_folders(const std::set<std::string>& before) {
  std::set<std::string> found = folders();
  std::erase_if(found, [&](const std::string& one) { return before.contains(one); });
  return found;
}

class ConverterTest : public testing::Test {
 protected:
  ConverterTest() {
    fs::create_directories(place_ + "/program");
    fs::permissions(place_, fs::perms(0755));
  }
  ~ConverterTest() override {
    fs::remove_all(place_);
    for (const int file : {from_, into_}) ::close(file);
  }
  // A shell script where LibreOffice would be; its last word is the presentation, $HOME its folder.
  OfficeOrder instead(const std::string& script, int seconds = 20) const {
    const std::string program = place_ + "/program/soffice.bin";
    std::ofstream(program) << "#!/bin/sh\n" + script + "\n";
    fs::permissions(program, fs::perms(0755));
    return {program, seconds};
  }
  // The code of the refusal, or the first bytes of the PDF.
  std::string convert(const std::string& content, const OfficeOrder& order) {
    Converter converter(reactor, order);
    EXPECT_EQ(::ftruncate(from_, 0), 0);
    EXPECT_EQ(::ftruncate(into_, 0), 0);
    EXPECT_EQ(::pwrite(from_, content.data(), content.size(), 0), static_cast<ssize_t>(content.size()));
    ::lseek(into_, 0, SEEK_SET);
    std::optional<Result<void>> answer;
    reactor.post([&] {
      spawn(
          [](Task<Result<void>> asked, std::optional<Result<void>>& into, net::Reactor& loop) -> Task<void> {
            into = co_await std::move(asked);
            loop.stop();
          }(converter.to_pdf(from_, into_), answer, reactor));
    });
    reactor.run();
    if (!*answer) return std::string(answer->error().code);
    char start[5]{};
    return {start, static_cast<std::size_t>(::pread(into_, start, sizeof start, 0))};
  }

  net::Reactor reactor;

  const std::string place_ = testing::TempDir() + "converter_test." + std::to_string(::getpid());
  const int from_ = ::memfd_create("presentation", MFD_CLOEXEC), into_ = ::memfd_create("pdf", MFD_CLOEXEC);
};

class OfficeTest : public ConverterTest {
 protected:
  void SetUp() override {
    if (!office_is_there(office) || !office_can_be_shut_in()) GTEST_SKIP() << "no LibreOffice here";
  }
};

TEST_F(OfficeTest, a_presentation_becomes_a_pdf_and_its_folder_is_gone) {
  const auto before = folders();
  EXPECT_EQ(convert(slide("讲堂"), {office, 60}), "%PDF-");
  EXPECT_TRUE(new_folders(before).empty());
}

TEST_F(OfficeTest, what_is_no_presentation_is_refused) {
  EXPECT_EQ(convert("PK\x03\x04 and no more", {office, 60}), "document_unconvertible");
  EXPECT_EQ(convert(slide("cut").substr(0, 300), {office, 60}), "document_unconvertible");
  EXPECT_EQ(convert("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(4000, '\x01'), {office, 60}),
            "document_unconvertible");
}

TEST_F(OfficeTest, a_link_to_elsewhere_is_not_followed) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listener, 5), 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  const std::string url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/picture.png";
  EXPECT_EQ(
      convert(presentation("<draw:image xlink:href=\"" + url + "\" xlink:type=\"simple\"/>"), {office, 60}),
      "%PDF-");
  EXPECT_LT(::accept(listener, nullptr, nullptr), 0);
  ::close(listener);
}

TEST_F(ConverterTest, one_with_a_password_is_told_apart) {
  std::string name;
  for (const char c : std::string_view("EncryptedPackage")) name += {c, '\0'};
  const std::string file = "\xD0\xCF\x11\xE0" + std::string(262'140 - 10, '\0') + name;  // across two reads
  EXPECT_EQ(convert(file, instead("exit 0")), "document_locked");
}

TEST_F(ConverterTest, who_hangs_or_writes_without_end_or_says_nothing_is_given_up) {
  const auto before = folders();
  EXPECT_EQ(convert("x", instead("while :; do :; done", 1)), "document_conversion_costly");
  EXPECT_EQ(convert("x", instead("exec sleep 1000", 1)), "document_conversion_costly");
  EXPECT_EQ(convert("x", instead("exec yes >$HOME/slides.pdf")), "document_conversion_costly");
  EXPECT_EQ(convert("x", instead("exit 0")), "document_unconvertible");
  EXPECT_EQ(convert("x", instead("exit 81")), "document_unconvertible") << "wants to be started for ever";
  EXPECT_EQ(convert("x", instead("kill -SEGV $$")), "document_unconvertible");
  EXPECT_TRUE(new_folders(before).empty());
}

TEST_F(ConverterTest, what_it_leaves_instead_of_a_pdf_is_not_taken) {
  EXPECT_EQ(convert("x", instead("echo %PDF-1.7 >$HOME/slides.pdf")), "%PDF-");
  EXPECT_EQ(convert("x", instead("exec ln -s /etc/passwd $HOME/slides.pdf")), "document_unconvertible");
  EXPECT_EQ(convert("x", instead("exec mkfifo $HOME/slides.pdf")), "document_unconvertible");
  EXPECT_EQ(convert("x", instead("exec mkdir $HOME/slides.pdf")), "document_unconvertible");
  EXPECT_EQ(convert("x", instead(": >$HOME/slides.pdf")), "document_unconvertible");
}

TEST_F(ConverterTest, one_that_is_killed_with_its_server_leaves_a_folder_that_a_later_one_deletes) {
  const auto before = folders();
  std::set<std::string> left;
  auto converter = std::make_unique<Converter>(reactor, instead("exec sleep 1000"));
  reactor.post([&] {
    spawn([](Converter& asked, int file) -> Task<void> {
      auto done = co_await asked.to_pdf(file, file);
      static_cast<void>(done);
    }(*converter, from_));
  });
  std::function<void()> look = [&] {
    left = new_folders(before);
    if (!left.empty()) return reactor.stop();
    reactor.after(5ms, look);
  };
  reactor.after(5ms, look);
  reactor.run();
  converter.reset();
  // Whoever was killed takes a moment to be gone, and its folder is its own until then.
  for (int tries = 0; tries < 200 && fs::exists(*left.begin()); ++tries)
    EXPECT_EQ(convert("x", instead("exit 0")), "document_unconvertible");
  EXPECT_FALSE(fs::exists(*left.begin()));
}

}  // namespace
}  // namespace lyceum::media

int main(int argc, char** argv) {
  if (argc == 6 && std::string_view(argv[1]) == "worker") {
    int seconds = 0;
    const std::string_view text(argv[5]);
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    std::_Exit(lyceum::media::run_office_worker({argv[3], seconds}));
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
