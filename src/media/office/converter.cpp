#include "media/office/converter.hpp"

#include <csignal>

namespace lyceum::media {
namespace {

Result<void> judge(const net::ChildEnd& end) {
  if (end.signal == 0 && end.code == 0) return {};
  if (end.signal == SIGKILL) return Failure(lesson::document_conversion_costly());
  switch (static_cast<OfficeEnd>(end.signal == 0 ? end.code : 0)) {
    case OfficeEnd::unreadable:
      return Failure(lesson::document_unconvertible());
    case OfficeEnd::locked:
      return Failure(lesson::document_locked());
    case OfficeEnd::costly:
      return Failure(lesson::document_conversion_costly());
    case OfficeEnd::failed:
      break;
  }
  return Failure(internal_error("office worker: ended with " + std::to_string(end.code) + ", signal " +
                                std::to_string(end.signal)));
}

}  // namespace

// One process, until it has ended.
class Converter::Run final : net::ChildHandler {
 public:
  Run(Converter& converter, Resume<Result<void>> resume)
      : converter_(converter), resume_(std::move(resume)) {}
  ~Run() { converter_.reactor_.cancel(timer_); }

  void start(const net::ChildCommand& command) {
    auto child = net::Child::start(converter_.reactor_, command, *this);
    if (!child) return finish(Failure(std::move(child).error()));
    child_ = std::move(*child);
    const auto within = std::chrono::seconds(converter_.order_.seconds) + grace;
    timer_ = converter_.reactor_.after(within, [this] { child_->kill(); });
  }

 private:
  void on_bytes(ByteView) override {}  // it has nothing to say
  void on_end(const net::ChildEnd& end) override { finish(judge(end)); }
  // The last thing that it does.
  void finish(Result<void> outcome) {
    auto resume = std::move(resume_);
    converter_.run_.reset();
    resume(std::move(outcome));
  }

  Converter& converter_;
  Resume<Result<void>> resume_;
  std::unique_ptr<net::Child> child_;
  Timers::Handle timer_ = 0;
};

Converter::Converter(net::Reactor& reactor, OfficeOrder order)
    : reactor_(reactor), order_(std::move(order)) {}
Converter::~Converter() = default;

Task<Result<void>> Converter::to_pdf(int from, int into) {
  co_return co_await wait_for<Result<void>>([&](Resume<Result<void>> resume) {
    run_ = std::make_unique<Run>(*this, std::move(resume));
    run_->start({"/proc/self/exe",
                 {"worker", "--office", order_.program, "--seconds", std::to_string(order_.seconds)},
                 {from, into}});
  });
}

}  // namespace lyceum::media
