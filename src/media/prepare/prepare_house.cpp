#include "media/prepare/prepare_house.hpp"

#include "wire/worker/file_message.hpp"

#include <cstdlib>

namespace lyceum::media {

PrepareHouse::PrepareHouse(net::ReactorPool& reactors, Recordings& recordings, RecordingFiles& files,
                           Drawer* drawer, const Clock& clock)
    : reactors_(reactors), recordings_(recordings), files_(files), drawer_(drawer), clock_(clock) {}

PrepareHouse::~PrepareHouse() = default;

Task<Result<PreparedFile>> PrepareHouse::prepare(LessonId lesson, int file, FileOrder order,
                                                 Error abandoned) {
  LYCEUM_CO_CHECK(co_await files_.discard(lesson));
  auto numbers = [&](const RecordingState& state) {
    return PrepareOrder{lesson, order, state.recording.next_number(), state.recording.next_strip()};
  };
  LYCEUM_CO_TRY(const PrepareOrder whole, co_await recordings_.look(lesson, std::move(numbers)));
  Ended outcome = co_await wait_for<Ended>([&](Resume<Ended> resume) {
    reactors_.home(lesson.value).post([this, lesson, file, whole, resume = std::move(resume)]() mutable {
      begin(lesson, file, whole, std::move(resume));
    });
  });
  if (!outcome) co_return Failure(std::move(abandoned));
  co_return std::move(*outcome);
}

void PrepareHouse::begin(LessonId lesson, int file, PrepareOrder order, Resume<Ended> resume) {
  net::Reactor& home = reactors_.home(lesson.value);
  PrepareTools tools{.timers = home,
                     .start_worker =
                         [&home, file](WorkerEvents& events) {
                           return start_worker(home, own_file_worker(file), worker::from_file_worker_max,
                                               events);
                         },
                     .files = files_.preparing(),
                     .drawer = drawer_,
                     .clock = clock_,
                     .class_runs = [this] { return classes_ > 0; }};
  auto started = Preparation::start(std::move(tools), order,
                                    [this](Result<PreparedFile> made) { end(std::move(made)); });
  if (!started) return resume(Result<PreparedFile>(Failure(started.error())));
  const std::lock_guard lock(mutex_);
  if (job_) std::abort();  // one at a time
  job_ = std::make_unique<Job>(lesson, std::move(*started), std::move(resume));
}

// On the job's reactor.
void PrepareHouse::end(Ended outcome) {
  std::unique_ptr<Job> job;
  {
    const std::lock_guard lock(mutex_);
    job = std::move(job_);
  }
  job->resume(std::move(outcome));
}

void PrepareHouse::abandon(LessonId lesson) {
  reactors_.home(lesson.value).post([this, lesson] {
    {
      const std::lock_guard lock(mutex_);
      if (!job_ || job_->lesson != lesson) return;
    }
    end(std::nullopt);
  });
}

std::optional<int> PrepareHouse::progress(LessonId lesson) const {
  const std::lock_guard lock(mutex_);
  if (!job_ || job_->lesson != lesson) return std::nullopt;
  return job_->preparation->progress();
}

}  // namespace lyceum::media
