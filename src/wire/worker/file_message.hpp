// What the server and the worker that reads an uploaded file say to each other (`lyceum worker --file`). The
// file itself is the worker's descriptor 3, which it may only read.
//
// Framed as in message.hpp, and as little believed. The worker says Hello, is told Open once, answers Facts
// or Unusable, and then gives what the file holds in batches: a batch for every Next, ended by Pause; Done
// ends the last one.
#pragma once

#include "wire/worker/message.hpp"

namespace lyceum::worker {

inline constexpr std::size_t to_file_worker_max = 64;                // lengths, as they stand before a
inline constexpr std::size_t from_file_worker_max = frame_max + 64;  // message
inline constexpr std::size_t sound_max = 64 * 1024;                  // bytes of a frame of sound
inline constexpr std::int64_t longest_us = std::int64_t{24} * 3600 * 1'000'000;  // of a file
// A batch ends when one of these is passed.
inline constexpr std::size_t batch_bytes = 1024 * 1024;
inline constexpr std::int64_t batch_us = 4'000'000;  // of what is shown

// Server → worker.
struct Open {
  std::uint64_t size = 0;  // bytes of the file
  bool picture = true;     // false: only its sound is wanted
};
struct Next {};

// Why a file is of no use. In this order on the wire, from 1; new ones go to the end.
enum class Useless : std::uint8_t {
  not_media = 1,  // no format that we know, or broken from its beginning
  no_picture,     // a video was wanted
  no_sound,       // neither sound nor, where it was wanted, a picture
  codec,          // a way of coding that we do not know
  too_large,      // a picture beyond all sizes
  too_long,       // longer than longest_us
  empty,          // nothing in it that lasts
  damaged,        // broken in the middle, or cut off
};
inline constexpr Useless last_useless = Useless::damaged;

// Worker → server.
struct Facts {
  std::int64_t duration_us = 0;  // as the file says, at most longest_us; 0: it does not say
  bool picture = false, sound = false;
  bool picture_remade = false, sound_remade = false;  // coded again, because browsers could not play it
};

enum class UnitTrack : std::uint8_t { picture = 0, sound = 1 };

// What the following units of a track need to be decoded: avcC with lengths of four bytes, or
// AudioSpecificConfig. Comes before the first unit, and again when it changes.
struct UnitConfig {
  UnitTrack track = UnitTrack::picture;
  SharedBytes record;  // at most config_max
};

// One access unit. Times in µs from the beginning of the file, 0 to 2^62; decode times of a track never fall.
struct Unit {
  UnitTrack track = UnitTrack::picture;
  std::int64_t dts = 0, pts = 0;
  bool key = false;     // of a picture
  SharedBytes payload;  // NAL units, each after its length in 4 bytes; AAC without a header
};

// The batch is over.
struct Pause {
  std::int64_t position_us = 0;  // how far the file has been read; at most longest_us
};
struct Done {};
struct Unusable {
  Useless why = Useless::not_media;
};

using ToFileWorker = std::variant<Open, Next>;
using FromFileWorker = std::variant<Hello, Facts, UnitConfig, Unit, Pause, Done, Unusable>;

Bytes write(const Open& open);
Bytes write(const Next& next);
// In pieces, so that nothing is copied. Preconditions: sizes and times within the limits above.
std::vector<SharedBytes> write(const Unit& unit);
Bytes write(const Facts& facts);
Bytes write(const UnitConfig& config);
Bytes write(const Pause& pause);
Bytes write(const Done& done);
Bytes write(const Unusable& unusable);

// `message`: without its length.
Result<ToFileWorker> read_to_file_worker(ByteView message);
Result<FromFileWorker> read_from_file_worker(ByteView message);

}  // namespace lyceum::worker
