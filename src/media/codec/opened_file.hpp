// An uploaded file, opened: which of its tracks are wanted, and their packets one after the other.
#pragma once

#include "media/codec/formats.hpp"
#include "wire/worker/file_message.hpp"

#include <expected>
#include <functional>
#include <span>

namespace lyceum::media {

// What a file is of no use for; what else goes wrong with FFmpeg (memory) counts as damaged.
template <class T>
using Usable = std::expected<T, worker::Useless>;
using Useless = std::unexpected<worker::Useless>;

// Fills `into` from an offset on → how many bytes: 0 at the end, below 0 when it cannot be read.
using ReadAt = std::function<int(std::uint64_t offset, std::span<std::uint8_t> into)>;

class OpenedFile {
 public:
  // Both libraries outlive it.
  static Usable<std::unique_ptr<OpenedFile>> open(const Ffmpeg& ffmpeg, const Formats& formats, ReadAt read,
                                                  const worker::Open& order);
  ~OpenedFile();
  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;

  // Null: there is none, or it is not wanted.
  AVStream* picture() const { return picture_; }
  AVStream* sound() const { return sound_; }
  bool is_mp4() const;
  std::int64_t start_us() const;     // at which the file's own time begins
  std::int64_t duration_us() const;  // as it says; 0: it does not say

  // The next packet of a wanted track. False: the end, or what cannot be read further.
  bool read(AVPacket& packet);

 private:
  OpenedFile(const Ffmpeg& ffmpeg, const Formats& formats, ReadAt read, std::uint64_t size);
  static int read_more(void* self, std::uint8_t* into, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);
  Usable<void> open(bool picture);
  Usable<void> choose(bool picture);
  AVStream* best(AVMediaType type) const;

  const Ffmpeg& ffmpeg_;
  const Formats& formats_;
  ReadAt read_;
  const std::uint64_t size_;
  std::uint64_t at_ = 0;
  AVIOContext* io_ = nullptr;
  AVFormatContext* context_ = nullptr;
  AVStream *picture_ = nullptr, *sound_ = nullptr;
};

}  // namespace lyceum::media
