// poppler's real programs in real processes. This program is its own worker: see main().
#include "media/pages/page_maker.hpp"

#include "base/image/image.hpp"
#include "media/pages/page_worker.hpp"

#include <charconv>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

// A valid PDF of so many pages; `drawing` is what stands on each.
std::string pdf(int pages, const std::string& drawing = "0 0 200 100 re f") {
  std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "",
      "<< /Length " + std::to_string(drawing.size()) + " >>\nstream\n" + drawing + "\nendstream"};
  std::string kids;
  for (int page = 0; page < pages; ++page) {
    kids += std::to_string(objects.size() + 1) + " 0 R ";
    objects.emplace_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << >> /Contents 3 0 R >>");
  }
  objects[1] = "<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [" + kids + "] >>";
  std::string out = "%PDF-1.4\n", table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string at = std::to_string(out.size());
    table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1), start = std::to_string(out.size());
  return out + "xref\n0 " + size + "\n" + table + "trailer << /Size " + size +
         " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

class PagesTest : public testing::Test {
 protected:
  ~PagesTest() override {
    if (file_ >= 0) ::close(file_);
  }
  int file(const std::string& content) {
    file_ = ::memfd_create("document", MFD_CLOEXEC);
    EXPECT_EQ(::write(file_, content.data(), content.size()), static_cast<ssize_t>(content.size()));
    return file_;
  }
  template <class Answer>
  Answer run(Task<Answer> task) {
    std::optional<Answer> answer;
    reactor.post([&] {
      spawn([](Task<Answer> asked, std::optional<Answer>& into, net::Reactor& loop) -> Task<void> {
        into = co_await std::move(asked);
        loop.stop();
      }(std::move(task), answer, reactor));
    });
    reactor.run();
    return std::move(*answer);
  }
  std::string_view code_of(const std::string& content) {
    const auto counted = run(maker.count(file(content)));
    return counted ? std::string_view("counted") : counted.error().code;
  }

  net::Reactor reactor;
  PageMaker maker{reactor};

 private:
  int file_ = -1;
};

TEST_F(PagesTest, a_pdf_is_counted_and_each_page_is_a_jpeg) {
  const int three = file(pdf(3));
  ASSERT_EQ(run(maker.count(three)).value(), 3);
  for (const int number : {1, 3}) {
    const auto page = run(maker.page(three, number));
    ASSERT_TRUE(page) << page.error().code;
    EXPECT_EQ(sniff_image(page->view()), "image/jpeg");
  }
  EXPECT_FALSE(run(maker.page(three, 4))) << "there is none";
}

TEST_F(PagesTest, what_is_no_pdf_or_is_cut_off_is_refused) {
  EXPECT_EQ(code_of("PK\x03\x04 not a pdf"), "document_unreadable");
  EXPECT_EQ(code_of(pdf(3).substr(0, 150)), "document_unreadable");
  EXPECT_EQ(code_of(""), "document_unreadable");
  EXPECT_EQ(code_of("%PDF-1.4\n" + std::string(100'000, '\xFF')), "document_unreadable");
}

TEST_F(PagesTest, five_hundred_pages_are_enough) {
  EXPECT_EQ(run(maker.count(file(pdf(500)))).value(), 500);
  EXPECT_EQ(code_of(pdf(501)), "document_too_many_pages");
  EXPECT_EQ(code_of(pdf(10'000)), "document_too_many_pages");
}

TEST_F(PagesTest, a_page_that_takes_too_long_or_becomes_too_large_is_given_up_and_the_next_is_drawn) {
  const int good = file(pdf(1));
  PageMaker hasty(reactor, {.within = std::chrono::milliseconds(1)});
  EXPECT_EQ(run(hasty.page(good, 1)).error().code, "document_too_costly");
  PageMaker narrow(reactor, {.page_bytes = 1000});
  EXPECT_EQ(run(narrow.page(good, 1)).error().code, "document_too_costly");
  EXPECT_TRUE(run(maker.page(good, 1)));
}

}  // namespace
}  // namespace lyceum::media

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "worker") {
    int page = 0;
    const std::string_view text(argv[3]);
    std::from_chars(text.data(), text.data() + text.size(), page);
    std::_Exit(lyceum::media::run_page_worker(page));
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
