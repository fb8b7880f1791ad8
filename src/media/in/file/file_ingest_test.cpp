#include "media/in/file/file_ingest.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/in/file/problem.hpp"
#include "media/in/file/worker_voice.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using namespace std::chrono_literals;
using worker::Useless;

struct Rig final : FrameTaker {
  Rig() {
    ingest = FileIngest::start(loop, voice.starter(), {.size = 1000, .picture = true}, *this, clock).value();
  }
  void facts(const worker::Facts& said) override {
    told = said;
    ingest->next();
  }
  void frame(const FramePtr& frame) override { frames.push_back(frame); }
  void paused(MediaMicros at) override { position = at; }
  void ended(Result<void> result) override { outcome = std::move(result); }
  std::string_view code() const { return !outcome ? "" : *outcome ? "ok" : outcome->error().code; }

  ManualLoop loop;
  ManualClock clock;
  WorkerVoice voice;
  std::unique_ptr<FileIngest> ingest;
  std::optional<worker::Facts> told;
  std::vector<FramePtr> frames;
  MediaMicros position{0};
  std::optional<Result<void>> outcome;
};

TEST(FileIngest, a_file_is_asked_for_batch_by_batch) {
  Rig rig;
  EXPECT_TRUE(rig.voice.opens.empty()) << "not before it has shut itself in";
  rig.voice.open();
  ASSERT_EQ(rig.voice.opens.size(), 1U);
  EXPECT_EQ(rig.voice.opens[0].size, 1000U);
  EXPECT_EQ(rig.voice.nexts, 1);
  rig.voice.configure();
  rig.voice.play(0, 2'000'000);
  EXPECT_GE(rig.frames.size(), 100U);
  rig.voice.say(worker::write(worker::Pause{2'000'000}));
  EXPECT_EQ(rig.position, MediaMicros(2'000'000));
  EXPECT_EQ(rig.voice.nexts, 1) << "not before it is wanted";
  rig.ingest->next();
  rig.ingest->next();
  EXPECT_EQ(rig.voice.nexts, 2) << "once";
  rig.voice.say(worker::write(worker::Done{}));
  EXPECT_EQ(rig.code(), "ok");
}

TEST(FileIngest, the_reason_for_a_useless_file_is_the_lecturers_to_read) {
  Rig rig;
  rig.voice.say(worker::write(worker::Hello{}));
  rig.voice.say(worker::write(worker::Unusable{Useless::not_media}));
  EXPECT_EQ(rig.code(), "file_not_media");
  EXPECT_NE(rig.outcome->error().en.find("upload"), std::string_view::npos) << "says what to do";
}

TEST(FileIngest, a_worker_that_crashes_or_talks_nonsense_ends_its_file_and_nothing_else) {
  Rig crashed;
  crashed.voice.open();
  crashed.voice.die();
  EXPECT_EQ(crashed.code(), "file_unreadable");
  for (const Bytes& nonsense : {Bytes{0, 0, 0, 1, 99}, worker::write(worker::Hello{}),
                                worker::write(worker::Facts{1, true, true, false, false})}) {
    Rig rig;
    rig.voice.open();
    rig.voice.say(nonsense);
    EXPECT_EQ(rig.code(), "file_unreadable");
    rig.voice.say(worker::write(worker::Done{}));  // what follows counts for nothing
    EXPECT_EQ(rig.code(), "file_unreadable");
  }
}

TEST(FileIngest, a_machine_without_codecs_is_not_the_files_fault) {
  Rig rig;
  rig.voice.die(WorkerEnd::exited, static_cast<int>(worker::Exit::codec_missing));
  EXPECT_EQ(rig.code(), "file_worker_missing");
  EXPECT_GE(rig.outcome->error().status, 500);
}

TEST(FileIngest, work_without_a_word_or_out_of_proportion_is_ended) {
  Rig stuck;
  stuck.voice.open();
  stuck.voice.cpu = 121s;
  stuck.loop.advance(2s);
  EXPECT_EQ(stuck.code(), "file_too_costly");
  Rig costly;
  costly.voice.open();
  costly.voice.configure();
  costly.voice.play(0, 2'000'000);
  costly.voice.cpu = 1000s;
  costly.voice.say(worker::write(worker::Pause{2'000'000}));
  EXPECT_EQ(costly.code(), "file_too_costly");
  Rig waiting;  // for its next order: nobody's fault
  waiting.voice.open();
  waiting.voice.configure();
  waiting.voice.say(worker::write(worker::Pause{0}));
  waiting.clock.advance(2h);
  waiting.loop.advance(2h);
  EXPECT_EQ(waiting.code(), "");
}

TEST(FileIngest, a_file_does_not_become_more_than_its_length_explains) {
  Rig rig;
  rig.voice.open();
  rig.voice.configure();
  Bytes large(4'000'000, 0);
  large[4] = 0x65;
  const std::size_t inside = large.size() - 4;
  large[0] = static_cast<std::uint8_t>(inside >> 24);
  large[1] = static_cast<std::uint8_t>(inside >> 16);
  large[2] = static_cast<std::uint8_t>(inside >> 8);
  large[3] = static_cast<std::uint8_t>(inside);
  const SharedBytes payload(std::move(large));
  for (std::int64_t i = 1; i <= 20 && rig.code().empty(); ++i)
    rig.voice.say(worker::Unit{worker::UnitTrack::picture, i * 1000, i * 1000, true, payload});
  EXPECT_EQ(rig.code(), "file_too_costly");
}

TEST(FileProblem, each_code_leads_back_to_its_sentences) {
  for (int why = 1; why <= static_cast<int>(worker::last_useless); ++why) {
    const Error error = file_problem(static_cast<Useless>(why));
    EXPECT_EQ(file_problem(error.code).en, error.en);
    EXPECT_LT(error.status, 500);
  }
  EXPECT_EQ(file_problem("nobody knows").code, "file_unreadable");
}

}  // namespace
}  // namespace lyceum::media
