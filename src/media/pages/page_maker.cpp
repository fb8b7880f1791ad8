#include "media/pages/page_maker.hpp"

#include "base/image/image.hpp"
#include "media/pages/page_worker.hpp"

#include <charconv>
#include <csignal>

namespace lyceum::media {
namespace {

constexpr std::size_t info_bytes_max = 64 * 1024;  // titles and the like come before the number

// Of the line "Pages:   12".
std::optional<int> pages_in(std::string_view info) {
  constexpr std::string_view key = "Pages:";
  for (std::size_t at = info.find(key); at != info.npos; at = info.find(key, at + 1)) {
    if (at > 0 && info[at - 1] != '\n') continue;
    std::string_view rest = info.substr(at + key.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    int pages = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), pages);
    if (error == std::errc() && end != rest.data() + rest.size() && *end == '\n') return pages;
  }
  return std::nullopt;
}

Result<void> judge(const net::ChildEnd& end) {
  if (end.signal == 0 && end.code == 0) return {};
  if (end.signal == 0 && (end.code == pages_tool_missing || end.code == pages_not_shut_in))
    return Failure(lesson::pages_unavailable());
  return Failure(end.signal == SIGXCPU || end.signal == SIGKILL ? lesson::document_too_costly()
                                                                : lesson::document_unreadable());
}

}  // namespace

// One process, until it has ended.
class PageMaker::Run final : net::ChildHandler {
 public:
  Run(PageMaker& maker, std::size_t bytes_max, Resume<Result<Bytes>> resume)
      : maker_(maker), bytes_max_(bytes_max), resume_(std::move(resume)) {}
  ~Run() { maker_.reactor_.cancel(timer_); }

  void start(const net::ChildCommand& command) {
    auto child = net::Child::start(maker_.reactor_, command, *this);
    if (!child) return finish(Failure(std::move(child).error()));
    child_ = std::move(*child);
    timer_ = maker_.reactor_.after(maker_.limits_.within, [this] { give_up(); });
  }

 private:
  void on_bytes(ByteView bytes) override {
    if (too_costly_) return;
    if (bytes.size() > bytes_max_ - said_.size()) return give_up();
    said_.insert(said_.end(), bytes.begin(), bytes.end());
  }
  void on_end(const net::ChildEnd& end) override {
    if (too_costly_) return finish(Failure(lesson::document_too_costly()));
    if (auto fine = judge(end); !fine) return finish(Failure(std::move(fine).error()));
    finish(std::move(said_));
  }
  void give_up() {
    too_costly_ = true;
    child_->kill();
  }
  // The last thing that it does.
  void finish(Result<Bytes> outcome) {
    auto resume = std::move(resume_);
    maker_.run_.reset();
    resume(std::move(outcome));
  }

  PageMaker& maker_;
  const std::size_t bytes_max_;
  Resume<Result<Bytes>> resume_;
  std::unique_ptr<net::Child> child_;
  Bytes said_;
  bool too_costly_ = false;
  Timers::Handle timer_ = 0;
};

PageMaker::PageMaker(net::Reactor& reactor, PageLimits limits) : reactor_(reactor), limits_(limits) {}
PageMaker::~PageMaker() = default;

Task<Result<Bytes>> PageMaker::ask(int file, int page, std::size_t bytes_max) {
  co_return co_await wait_for<Result<Bytes>>([&](Resume<Result<Bytes>> resume) {
    run_ = std::make_unique<Run>(*this, bytes_max, std::move(resume));
    run_->start({"/proc/self/exe", {"worker", "--page", std::to_string(page)}, {file}});
  });
}

Task<Result<int>> PageMaker::count(int file) {
  LYCEUM_CO_TRY(const Bytes info, co_await ask(file, 0, info_bytes_max));
  const auto pages = pages_in(as_text(info));
  if (!pages || *pages < 1) co_return Failure(lesson::document_unreadable());
  if (*pages > lesson::pages_max) co_return Failure(lesson::document_too_many_pages());
  co_return *pages;
}

Task<Result<SharedBytes>> PageMaker::page(int file, int number) {
  LYCEUM_CO_TRY(Bytes jpeg, co_await ask(file, number, limits_.page_bytes));
  if (sniff_image(jpeg) != "image/jpeg") co_return Failure(lesson::document_unreadable());
  co_return SharedBytes(std::move(jpeg));
}

}  // namespace lyceum::media
