#include "bench/room/crowd.hpp"

#include "bench/measure/clock.hpp"
#include "bench/measure/stamp.hpp"

#include <algorithm>
#include <limits>

#include <sys/epoll.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::size_t connecting_max = 256;
constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t try_again = second / 5;  // the server is not up yet
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

// The numbers of messages say what they are about; comments are counted from the last of these.
constexpr std::int64_t like_id = 1, answer_id = 2, open_id = 3, close_id = 4, first_comment_id = 100;

}  // namespace

Crowd::Crowd(Target target, const Dialect& dialect, Senders senders, std::vector<std::string> viewer_tokens)
    : target_(std::move(target)),
      dialect_(dialect),
      senders_(std::move(senders)),
      tokens_(std::move(viewer_tokens)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      scratch_(256 * 1024),
      last_comment_(first_comment_id) {}

Crowd::~Crowd() { ::close(epoll_); }

const std::string& Crowd::token_of(const Viewer& viewer) const {
  return is_sender(viewer) ? senders_.token : tokens_[viewer.number % tokens_.size()];
}

bool Crowd::call(Viewer& viewer) {
  std::string query;
  if (viewer.upto != 0 && !tally_.epoch().empty())
    query = "epoch=" + tally_.epoch() + "&after=" + std::to_string(viewer.upto);
  ++pending_;
  if (!viewer.connect(target_, upgrade_request(target_, dialect_.subprotocol(), token_of(viewer), query)))
    return false;
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &viewer}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, viewer.descriptor(), &event);
  return true;
}

std::optional<std::string> Crowd::grow(std::size_t total) {
  const std::int64_t give_up = monotonic_ns() + 120 * second;
  while (open_ < total) {
    while (viewers_.size() < total && pending_ < connecting_max)
      if (!call(*viewers_.emplace_back(std::make_unique<Viewer>(viewers_.size()))))
        return "out of descriptors or ports at socket " + std::to_string(viewers_.size());
    poll(100);
    if (!first_failure_.empty()) return "a socket failed: " + first_failure_;
    if (monotonic_ns() > give_up)
      return "only " + std::to_string(open_) + " sockets are open after two minutes";
  }
  return std::nullopt;
}

void Crowd::poll(int wait_ms) {
  std::array<epoll_event, 512> events;
  const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
  for (int i = 0; i < count; ++i) {
    auto& viewer = *static_cast<Viewer*>(events[static_cast<std::size_t>(i)].data.ptr);
    if (viewer.state() != Viewer::State::closed) viewer.on_ready(*this, scratch_);
  }
}

// What is due

void Crowd::run(double seconds, const Deeds& deeds) {
  const std::int64_t begin = monotonic_ns();
  const std::int64_t end = begin + static_cast<std::int64_t>(seconds * second);
  for (Beat* beat : {&comments_, &likes_, &coming_}) beat->begin(begin);
  for (;;) {
    do_what_is_due(deeds);
    const std::int64_t now = monotonic_ns();
    if (now >= end) return;
    const std::int64_t next = std::min(end, next_due(deeds));
    poll(static_cast<int>(std::clamp<std::int64_t>((next - now) / 1'000'000, 0, 100)));
  }
}

std::int64_t Crowd::next_due(const Deeds& deeds) const {
  std::int64_t next = away_.empty() ? never : away_.top().first;
  if (deeds.comments > 0) next = std::min(next, comments_.next());
  if (deeds.likes > 0) next = std::min(next, likes_.next());
  if (deeds.coming > 0) next = std::min(next, coming_.next());
  if (answer_rate_ > 0) next = std::min(next, answers_.next());
  return next;
}

void Crowd::do_what_is_due(const Deeds& deeds) {
  const std::int64_t now = monotonic_ns();
  for (; deeds.comments > 0 && comments_.next() <= now; comments_.advance(deeds.comments))
    comment(comments_.next(), deeds.size);
  for (; deeds.likes > 0 && likes_.next() <= now; likes_.advance(deeds.likes))
    next_viewer().send_text(R"({"id":)" + std::to_string(like_id) + R"(,"do":"like","count":1})");
  for (; deeds.coming > 0 && coming_.next() <= now; coming_.advance(deeds.coming)) {
    Viewer& viewer = next_viewer();
    viewer.close(*this);
  }
  for (; answer_rate_ > 0 && answers_.next() <= now; answers_.advance(answer_rate_))
    answer_poll(answers_.next());
  while (!away_.empty() && away_.top().first <= now && pending_ < connecting_max) {
    Viewer& viewer = *away_.top().second;
    away_.pop();
    if (!call(viewer)) viewer.close(*this);
  }
}

void Crowd::comment(std::int64_t due, std::size_t size) {
  Viewer& sender = *viewers_[static_cast<std::size_t>(last_comment_) % senders_.count];
  if (sender.state() != Viewer::State::open) return;
  sender.send_text(dialect_.comment(++last_comment_, stamped_text(due, size)));
  tally_.sent(due);
}

// The next one behind the senders that is in.
Viewer& Crowd::next_viewer() {
  for (std::size_t tries = 0; tries < viewers_.size(); ++tries) {
    Viewer& viewer = *viewers_[++turn_ % viewers_.size()];
    const bool waits = viewer.asked_at != 0;  // for an answer: who hangs up now would never hear it
    if (viewer.number >= senders_.count && viewer.state() == Viewer::State::open && !waits) return viewer;
  }
  return *viewers_.back();
}

// A vote

std::optional<std::string> Crowd::vote(double seconds, const Deeds& deeds) {
  vote_ = {};
  viewers_.front()->send_text(
      R"({"id":)" + std::to_string(open_id) +
      R"(,"do":"poll_open","content":{"kind":"single","title":"Which?","options":["A","B","C","D"]}})");
  const std::int64_t give_up = monotonic_ns() + 5 * second;
  while (vote_.poll == 0 && monotonic_ns() < give_up) run(0.05, deeds);
  if (vote_.poll == 0) return "the poll was not opened";
  answers_.begin(monotonic_ns());
  for (const auto& viewer : viewers_)
    if (!is_sender(*viewer)) to_answer_.push_back(viewer.get());
  answer_rate_ = static_cast<double>(to_answer_.size()) / seconds;
  run(seconds, deeds);
  for (int waits = 0; waits < 20 && (answer_rate_ > 0 || vote_.taken + refused_ < vote_.asked); ++waits)
    run(0.5, deeds);
  viewers_.front()->send_text(R"({"id":)" + std::to_string(close_id) + R"(,"do":"poll_close","poll":)" +
                              std::to_string(vote_.poll) + '}');
  run(1.5, deeds);
  return std::nullopt;
}

void Crowd::answer_poll(std::int64_t due) {
  if (to_answer_.empty()) {
    answer_rate_ = 0;
    return;
  }
  Viewer& viewer = *to_answer_.front();
  to_answer_.pop_front();
  if (viewer.state() != Viewer::State::open) return to_answer_.push_back(&viewer);  // is coming back
  ++vote_.asked;
  viewer.asked_at = due;
  viewer.send_text(R"({"id":)" + std::to_string(answer_id) + R"(,"do":"poll_answer","poll":)" +
                   std::to_string(vote_.poll) + R"(,"choices":[)" + std::to_string(viewer.number % 4) + "]}");
}

void Crowd::answered(Viewer& viewer, std::string_view text, bool refused) {
  const auto id = static_cast<std::int64_t>(number_after(text, ":").value_or(0));
  refused_ += refused;
  if (id == answer_id && !refused) {
    ++vote_.taken;
    vote_.latencies.add(monotonic_ns() - std::exchange(viewer.asked_at, 0));
  }
  if (id == open_id && !refused) vote_.poll = number_after(text, R"("n":)").value_or(0);
  accepted_ += id > first_comment_id && !refused;
}

// Coming back

void Crowd::return_within(double seconds) {
  comes_back_ = true;
  return_s_ = seconds;
  return_ = {};
}

void Crowd::hang_up() {
  for (const auto& viewer : viewers_)
    if (!is_sender(*viewer) && viewer->state() == Viewer::State::open) viewer->close(*this);
}

void Crowd::come_back_later(Viewer& viewer) {
  const bool was_trying = viewer.why.starts_with("Connection");
  const auto within = static_cast<double>(random_()) / static_cast<double>(std::minstd_rand::max());
  const auto wait = was_trying ? try_again : static_cast<std::int64_t>(return_s_ * within * second);
  away_.emplace(monotonic_ns() + wait, &viewer);
}

// What the viewers tell

void Crowd::count_from_now(double seconds) { tally_.count_from(monotonic_ns(), seconds); }

std::pair<std::uint32_t, std::uint32_t> Crowd::fewest_and_most() const {
  const auto [fewest, most] =
      std::ranges::minmax_element(viewers_, {}, [](const auto& viewer) { return viewer->comments; });
  return {(*fewest)->comments, (*most)->comments};
}

void Crowd::on_shaken(Viewer& viewer) {
  if (return_.first_shaken == 0) return_.first_shaken = monotonic_ns();
  if (dialect_.is_in_at_once()) return welcome(viewer);
  for (const std::string& text : dialect_.greeting(token_of(viewer))) viewer.send_text(text);
}

void Crowd::welcome(Viewer& viewer) {
  if (viewer.state() == Viewer::State::open) return;
  viewer.joined();
  --pending_;
  ++open_;
  if (!comes_back_) return;
  ++return_.back;
  --return_.away;
  return_.last_back = monotonic_ns();
}

void Crowd::on_text(Viewer& viewer, std::string_view text) {
  const Heard heard = dialect_.hear(text);
  if (heard.ping) viewer.send_text(dialect_.pong());
  if (heard.welcome) welcome(viewer);
  if (heard.answer) return answered(viewer, text, heard.refusal);
  if (vote_.poll != 0 && text.find(R"("type":"poll_closed")") != std::string_view::npos) {
    const std::string_view closed = text.substr(text.find(R"("type":"poll_closed")"));
    vote_.result = closed.substr(0, closed.find('}'));
  }
  tally_.arrived(viewer, text, monotonic_ns());
}

void Crowd::on_closed(Viewer& viewer) {
  // Of a viewer that was not in yet, only the attempt has ended.
  const bool was_in = viewer.was_in();
  --(was_in ? open_ : pending_);
  if (!comes_back_) {
    if (first_failure_.empty()) first_failure_ = viewer.why.empty() ? "closed" : viewer.why;
    return;
  }
  return_.cut_off += was_in;
  return_.away += was_in;
  come_back_later(viewer);
}

}  // namespace lyceum::bench
