// For tests: a worker that reads files, for which the test speaks.
#pragma once

#include "media/in/file/file_ingest.hpp"
#include "wire/avc/h264.hpp"

#include <vector>

namespace lyceum::media {

// 854 × 480, Main, as x264 says it.
inline SharedBytes test_h264_record() {
  const Bytes sps{0x67, 0x4d, 0x40, 0x1e, 0xec, 0xa0, 0x6c, 0x1e, 0xf3, 0x78, 0x0b, 0x50, 0x10, 0x10,
                  0x14, 0x00, 0x00, 0x0f, 0xa4, 0x00, 0x07, 0x53, 0x00, 0x3c, 0x58, 0xba, 0x80};
  return SharedBytes(avc::make_h264_config(sps, Bytes{0x68, 0xea}));
}
inline SharedBytes test_aac_record() { return SharedBytes(Bytes{0x11, 0x90}); }  // LC, 48 kHz, stereo

class WorkerVoice {
 public:
  FileIngest::Start starter() {
    return [this](WorkerEvents& events) -> Result<std::unique_ptr<WorkerProcess>> {
      events_ = &events;
      alive = true;
      return std::make_unique<Process>(*this);
    };
  }

  void say(const Bytes& message) { events_->on_message(ByteView(message).subspan(4)); }
  void say(const worker::Unit& unit) {
    Bytes all;
    for (const SharedBytes& piece : write(unit))
      all.insert(all.end(), piece.view().begin(), piece.view().end());
    say(all);
  }
  void die(WorkerEnd how = WorkerEnd::crashed, int code = 0) {
    events_->on_gone({.how = how, .code = code, .why = "test", .cpu = cpu});
  }
  // Up to where batches may be asked for.
  void open(bool picture = true, bool sound = true, std::int64_t duration_us = 10'000'000) {
    say(worker::write(worker::Hello{}));
    say(worker::write(worker::Facts{duration_us, picture, sound, false, false}));
  }
  void configure(bool picture = true, bool sound = true) {
    if (picture) say(worker::write(worker::UnitConfig{worker::UnitTrack::picture, test_h264_record()}));
    if (sound) say(worker::write(worker::UnitConfig{worker::UnitTrack::sound, test_aac_record()}));
  }
  void picture(std::int64_t dts, std::int64_t pts, bool key) {
    const std::uint8_t type = key ? 0x65 : 0x41;
    say(worker::Unit{worker::UnitTrack::picture, dts, pts, key, SharedBytes(Bytes{0, 0, 0, 2, type, 1})});
  }
  void sound(std::int64_t time) {
    say(worker::Unit{worker::UnitTrack::sound, time, time, true, SharedBytes(Bytes(100, 0x21))});
  }
  // Pictures and sound of that stretch of the file, as the worker gives them.
  void play(std::int64_t from_us, std::int64_t until_us, bool with_picture = true) {
    constexpr std::int64_t lead = 10'000'000, frame = 40'000;
    for (std::int64_t at = from_us; at < until_us; at += frame) {
      if (with_picture) picture(lead + at, lead + at, at % 2'000'000 == 0);
      for (; sound_at_ < at + frame; sound_at_ = ++sounds_ * 1024 * 1'000'000 / 48'000)
        sound(lead + sound_at_);
    }
  }

  bool alive = false;
  std::chrono::microseconds cpu{0};
  std::vector<worker::Open> opens;
  int nexts = 0;

 private:
  class Process final : public WorkerProcess {
   public:
    explicit Process(WorkerVoice& voice) : voice_(voice) {}
    ~Process() override { voice_.alive = false; }
    void send(std::vector<SharedBytes> pieces) override {
      const auto order = worker::read_to_file_worker(pieces.at(0).view().subspan(4)).value();
      if (const auto* open = std::get_if<worker::Open>(&order)) voice_.opens.push_back(*open);
      if (std::holds_alternative<worker::Next>(order)) ++voice_.nexts;
    }
    std::chrono::microseconds cpu() const override { return voice_.cpu; }

   private:
    WorkerVoice& voice_;
  };

  WorkerEvents* events_ = nullptr;
  std::int64_t sounds_ = 0, sound_at_ = 0;
};

}  // namespace lyceum::media
