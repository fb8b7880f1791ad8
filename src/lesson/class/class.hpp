// One running class, on its lesson's home reactor.
#pragma once

#include "lesson/class/classes.hpp"

namespace lyceum::lesson {

class Classes::Class {
 public:
  // `cut` runs on `where`.
  struct Encoder {
    std::uint64_t number = 0;  // 0: none; else names this publication
    media::PublisherInfo info;
    std::move_only_function<void(media::SendOff)> cut;
    Mailbox* where = nullptr;
    Utc since;
    Mono last_frame{};
  };

  Class(Mailbox& home, ClassWatcher& watcher, Lesson lesson, std::chrono::seconds grace);
  ~Class();

  // Takes the encoder in, cutting off the one before; or refuses it: stream_busy.
  Result<void> admit(Encoder encoder, Mono now, Utc utc);
  // A frame of the encoder of that number; of any other: ignored.
  void frame(std::uint64_t number, const media::FramePtr& frame, Mono now);
  void problem(std::uint64_t number, Error problem);
  void describe(std::uint64_t number, const media::EncoderWords& words);
  void left(std::uint64_t number, Mono now, Utc utc);
  void cut(media::SendOff why);
  // By an operator: the encoder is told, and gone at once; the studio reads why.
  void kick(std::string words, Mono now, Utc utc);

  StreamStatus status(Mono now);
  milliseconds gop(Mono now);
  bool publishing() const { return encoder_.number != 0; }
  State state = State::scheduled;
  Timers::Handle expiry = 0;  // when nobody has come back by then; 0: never left

 private:
  static constexpr std::size_t kProblemsMax = 8;

  bool busy(const media::PublisherInfo& newcomer, Mono now) const;

  ClassWatcher& watcher_;
  const LessonId id_;
  const std::chrono::seconds grace_;
  media::Stream stream_;
  Encoder encoder_;
  media::PublisherInfo last_;
  std::vector<Error> problems_;  // at most kProblemsMax
  std::optional<RefusedEncoder> refused_;
  std::optional<KickedEncoder> kicked_;
  std::optional<Utc> back_by_;
  std::int64_t began_ = 0;  // UNIX second in which the stream's first second began; 0: not yet
};

}  // namespace lyceum::lesson
