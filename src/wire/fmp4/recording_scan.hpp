// Reads a recording back: one track, written as init segment and then, segment after segment, a `prft` and
// the fragments that viewers got live. The file needs no index beside it, and its torn end is found here.
//
// Sans-IO: asks for the ranges it wants, and jumps over the samples.
//   RecordingScan scan(file_size);
//   while (auto range = scan.wanted()) LYCEUM_CHECK(scan.give(read(range->offset, range->length)));
#pragma once

#include "base/result/result.hpp"
#include "base/time/clock.hpp"
#include "wire/fmp4/fragment_reader.hpp"
#include "wire/fmp4/sample_entry.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace lyceum::fmp4 {

struct RecordedSegment {
  std::uint64_t offset = 0;  // of its first moof, in the file
  std::uint32_t bytes = 0;
  std::uint64_t start = 0;     // decode time, ticks
  std::uint64_t duration = 0;  // ticks
  Utc begins{};                // when its first frame was taken
  bool independent = false;    // starts with a frame at which decoding may start
};

struct RecordedTrack {
  Track track;
  std::uint32_t init_bytes = 0;  // the init segment stands at the beginning
  std::vector<RecordedSegment> segments;
};

// One complete fragment.
struct RecordedFragment {
  std::uint64_t data_offset = 0;  // of its first sample, in the file
  TrackRunHead run;
};

class RecordingScan {
 public:
  static constexpr std::size_t moof_max = 4 * 1024 * 1024;
  static constexpr std::size_t segments_max = 1'000'000;

  struct Range {
    std::uint64_t offset;
    std::size_t length;
  };
  using OnFragment = std::function<void(RecordedFragment)>;

  explicit RecordingScan(std::uint64_t file_size, OnFragment on_fragment = nullptr)
      : size_(file_size), on_fragment_(std::move(on_fragment)) {}

  // The bytes to give next, inside the file; nothing when the end, or what was torn, is reached.
  std::optional<Range> wanted() const;
  // Precondition: the bytes of wanted(). Refused: what is no recording from its first box on.
  Result<void> give(ByteView bytes);

  const RecordedTrack& found() const { return found_; }
  // Everything before is whole; what is behind was torn off by a crash and belongs away.
  std::uint64_t whole_until() const { return whole_until_; }

 private:
  Result<bool> take_box(ByteView rest);
  Result<void> take_moov(ByteView box);
  bool take_moof(ByteView box);
  void take_mdat(std::uint64_t box_size, std::size_t head);
  void stop() { torn_ = true; }

  std::uint64_t size_;
  OnFragment on_fragment_;
  std::uint64_t at_ = 0;  // of the next box
  std::size_t window_ = 4096;
  std::optional<Utc> begins_;        // a prft came: the next fragment begins a segment
  std::optional<TrackRunHead> run_;  // of the moof whose mdat is awaited
  std::uint64_t moof_at_ = 0;
  std::uint64_t whole_until_ = 0;
  bool has_moov_ = false;
  bool torn_ = false;
  RecordedTrack found_;
};

}  // namespace lyceum::fmp4
