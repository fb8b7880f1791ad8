#include "lesson/class/classes.hpp"

#include "base/log/log.hpp"
#include "lesson/class/class.hpp"
#include "lesson/lesson/refusal.hpp"
#include "lesson/lesson/rules.hpp"

namespace lyceum::lesson {

struct Classes::Shard {
  explicit Shard(net::Reactor& reactor) : loop(reactor) {}

  Class* find(LessonId id) {
    const auto found = running.find(id);
    return found == running.end() ? nullptr : found->second.get();
  }

  net::Reactor& loop;
  std::unordered_map<LessonId, std::unique_ptr<Class>> running;
  std::uint64_t next_encoder = 1;
};

// The encoder's end, on the reactor of its connection: frames go home by one message each.
class Classes::Feed final : public media::Publication {
 public:
  Feed(Classes& classes, Shard& home, LessonId lesson, std::uint64_t number)
      : classes_(classes), home_(home), lesson_(lesson), number_(number) {}
  ~Feed() override {
    home_.loop.post([&classes = classes_, &home = home_, lesson = lesson_, number = number_] {
      if (Class* running = home.find(lesson)) {
        const Mono now = classes.clock_.mono();
        const auto gop = running->gop(now);
        running->left(number, now, classes.clock_.utc());
        classes.note_and_expire(home, lesson, gop);
      }
    });
  }

  void publish(media::FramePtr frame) override {
    at_home([sent = std::move(frame), &clock = classes_.clock_](Class& running, std::uint64_t number) {
      running.frame(number, sent, clock.mono());
    });
  }
  void problem(const Error& problem) override {
    at_home([problem](Class& running, std::uint64_t number) { running.problem(number, problem); });
  }
  void describe(const media::EncoderWords& words) override {
    at_home([words](Class& running, std::uint64_t number) { running.describe(number, words); });
  }

 private:
  template <class Work>
  void at_home(Work work) {
    auto visit = [&home = home_, lesson = lesson_, number = number_, does = std::move(work)] {
      if (Class* running = home.find(lesson)) does(*running, number);
    };
    if (&Mailbox::current() == &home_.loop) return visit();
    home_.loop.post(std::move(visit));
  }

  Classes& classes_;
  Shard& home_;
  const LessonId lesson_;
  const std::uint64_t number_;
};

Classes::Classes(net::ReactorPool& reactors, IngestKeys& keys, LessonDesk& desk, ClassWatcher& watcher,
                 const Clock& clock, std::chrono::seconds grace)
    : reactors_(reactors), keys_(keys), desk_(desk), watcher_(watcher), clock_(clock), grace_(grace) {
  for (std::size_t i = 0; i < reactors.size(); ++i)
    shards_.push_back(std::make_unique<Shard>(reactors.at(i)));
}

Classes::~Classes() = default;

Classes::Shard& Classes::home(LessonId id) { return *shards_[reactors_.home(id.value).index()]; }

Task<Result<std::unique_ptr<media::Publication>>> Classes::open(
    std::string stream_key, media::PublisherInfo info, std::move_only_function<void(media::SendOff)> cut) {
  LYCEUM_CO_TRY(auto lesson, co_await keys_.admit(std::move(stream_key)));
  if (lesson.cut_at) {
    Error cut_off = refuse(Refusal::class_cut);
    cut_off.words = lesson.cut_why;
    co_return Failure(std::move(cut_off));
  }
  if (lesson.state == State::ended) co_return Failure(refuse(Refusal::lesson_over));
  Shard& shard = home(lesson.id);
  const LessonId id = lesson.id;
  Class::Encoder encoder{.number = 0,
                         .info = std::move(info),
                         .cut = std::move(cut),
                         .where = &Mailbox::current(),
                         .since = clock_.utc(),
                         .last_frame = {}};
  auto admit = [&]() -> Result<std::uint64_t> {
    auto& slot = shard.running[id];
    if (!slot) slot = std::make_unique<Class>(shard.loop, watcher_, lesson, grace_);
    encoder.number = shard.next_encoder++;
    const std::uint64_t number = encoder.number;
    LYCEUM_CHECK(slot->admit(std::move(encoder), clock_.mono(), clock_.utc()));
    return number;
  };
  LYCEUM_CO_TRY(const std::uint64_t number, co_await call_on(shard.loop, std::move(admit)));
  co_return std::make_unique<Feed>(*this, shard, id, number);
}

// The key-frame interval is remembered for the next stream of this lesson; a stream nobody waits for is given
// back. The class is there.
void Classes::note_and_expire(Shard& shard, LessonId id, milliseconds gop) {
  if (gop.count() > 0)
    spawn([](LessonDesk& desk, LessonId lesson, milliseconds length) -> Task<void> {
      if (auto noted = co_await desk.note_gop(lesson, length); !noted)
        log_warning("key-frame interval not kept", {{"lesson", lesson.str()}, {"why", noted.error().detail}});
    }(desk_, id, gop));
  Class* left = shard.find(id);
  shard.loop.cancel(left->expiry);  // an encoder may come and go many times a second
  left->expiry = shard.loop.after(kIdle, [&shard, id] {
    if (Class* running = shard.find(id);
        running != nullptr && !running->publishing() && running->state != State::live)
      shard.running.erase(id);
  });
}

Task<Result<Lesson>> Classes::move(people::Account by, LessonId id, Move move) {
  LYCEUM_CO_TRY(auto lesson, co_await desk_.move(std::move(by), id, move));
  Shard& shard = home(id);
  auto tell = [&shard, &watcher = watcher_, id, state = lesson.state] {
    watcher.moved(id, state);
    if (Class* running = shard.find(id)) running->state = state;
    if (state == State::ended) shard.running.erase(id);
    return true;
  };
  co_await call_on(shard.loop, std::move(tell));
  co_return lesson;
}

Task<Result<Lesson>> Classes::cut(people::Account by, LessonId id, std::string why, std::string address) {
  LYCEUM_CO_TRY(auto lesson, co_await desk_.cut(std::move(by), id, std::move(why), std::move(address)));
  Shard& shard = home(id);
  auto tell = [&shard, &watcher = watcher_, id, words = lesson.cut_why] {
    watcher.cut(id, words);
    if (Class* running = shard.find(id)) running->cut({.reason = "cut by an operator", .words = words});
    shard.running.erase(id);
    return true;
  };
  co_await call_on(shard.loop, std::move(tell));
  co_return lesson;
}

Task<Result<void>> Classes::kick(people::Account by, LessonId id, std::string words) {
  if (!by.is_operator) co_return Failure(money::refuse(money::AccessRefusal::not_allowed));
  LYCEUM_CO_TRY(auto told, checked_words(words));
  const auto now = co_await status(id);
  if (!now.publishing) co_return Failure(refuse(Refusal::no_encoder));
  LYCEUM_CO_CHECK(co_await keys_.rotate(std::move(by), id, std::chrono::seconds(0)));
  Shard& shard = home(id);
  auto send_off = [&shard, id, &clock = clock_, said = std::move(told)] {
    if (Class* running = shard.find(id)) running->kick(said, clock.mono(), clock.utc());
    return true;
  };
  co_await call_on(shard.loop, std::move(send_off));
  co_return Result<void>();
}

Task<StreamStatus> Classes::status(LessonId id) {
  Shard& shard = home(id);
  auto read = [&shard, id, now = clock_.mono()] {
    Class* running = shard.find(id);
    return running == nullptr ? StreamStatus{} : running->status(now);
  };
  co_return co_await call_on(shard.loop, std::move(read));
}

void Classes::clear() {
  for (auto& shard : shards_) shard->running.clear();
}

}  // namespace lyceum::lesson
