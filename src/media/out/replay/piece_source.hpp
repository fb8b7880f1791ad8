// A range of a recording's file as the body of a response.
#pragma once

#include "media/recording/files.hpp"
#include "net/http/message.hpp"
#include "net/http/range.hpp"

namespace lyceum::media {

// `files` outlives it.
class PieceSource final : public net::BodySource {
 public:
  // One read and one write of the socket; what a slow viewer holds.
  static constexpr std::size_t piece_bytes = 256 * 1024;

  PieceSource(RecordingFiles& files, LessonId lesson, std::string name, net::ByteRange range)
      : files_(files), lesson_(lesson), name_(std::move(name)), size_(range.length), range_(range) {}

  std::uint64_t size() const override { return size_; }
  Task<Result<SharedBytes>> next() override;

 private:
  RecordingFiles& files_;
  const LessonId lesson_;
  const std::string name_;
  const std::uint64_t size_;
  net::ByteRange range_;  // what is left
};

}  // namespace lyceum::media
