// The classes that run now: each binds a lesson to its stream and its encoder.
//
// The door for encoders: a stream key opens its lesson's stream. An encoder that returns takes over at once;
// a second one from another address, while the first still sends, is refused and remembered for the studio.
#pragma once

#include "lesson/plan/lesson_desk.hpp"
#include "media/hub/publish.hpp"
#include "media/hub/stream.hpp"
#include "net/reactor/pool.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lyceum::lesson {

// Told on the lesson's home reactor, in order. app/ passes it on to the room and to the outputs.
class ClassWatcher {
 public:
  virtual ~ClassWatcher() = default;
  // A stream is there, no frame yet: outputs subscribe. It stays where it is until stream_closed.
  virtual void stream_opened(const Lesson& lesson, media::Stream& stream) = 0;
  virtual void stream_closed(LessonId lesson) = 0;
  // The encoder came or went; during a class it is expected back by then.
  virtual void encoder(LessonId lesson, bool on, std::optional<Utc> back_by) = 0;
  // scheduled → live → ended.
  virtual void moved(LessonId lesson, State state) = 0;
  // An operator ended it: nobody gets another byte of it, and everybody reads why.
  virtual void cut(LessonId lesson, const std::string& why) = 0;
};

struct RefusedEncoder {
  std::string remote;
  Utc at;
};

// Sent away by an operator; it needs the new stream key.
struct KickedEncoder {
  std::string words;
  Utc at;
};

// What the studio shows.
struct StreamStatus {
  bool publishing = false;
  media::PublisherInfo publisher;  // of the present encoder, else of the last
  Utc since;                       // of the present encoder
  std::optional<Utc> back_by;      // the encoder went during the class and is waited for until then
  std::int64_t newest_second = 0;  // UNIX time at which the newest second of the series began
  media::HealthReport health;
  std::vector<Error> problems;  // of the present publication: what cannot be carried, or not played by many
  std::optional<RefusedEncoder> refused;  // the last one, while the one before it is still there
  std::optional<KickedEncoder> kicked;    // until another one comes
};

// Calls from any reactor. Everything given outlives it; it outlives the reactors' run.
class Classes final : public media::PublishDoor {
 public:
  // An encoder that has been silent for so long may be replaced from another address.
  static constexpr std::chrono::seconds kSilent{3};
  // A stream without an encoder, of a lesson that is not live, is given back after that time.
  static constexpr std::chrono::seconds kIdle{60};
  // For how long a class is told that its lecturer is reconnecting, when nothing else is set.
  static constexpr std::chrono::seconds kGrace{120};

  // `grace`: after it the class goes on and waits; only what it is told changes.
  Classes(net::ReactorPool& reactors, IngestKeys& keys, LessonDesk& desk, ClassWatcher& watcher,
          const Clock& clock, std::chrono::seconds grace = kGrace);
  ~Classes() override;

  // Refusals: bad_stream_key 403, lesson_over 409, stream_busy 409.
  Task<Result<std::unique_ptr<media::Publication>>> open(
      std::string stream_key, media::PublisherInfo info,
      std::move_only_function<void(media::SendOff)> cut) override;

  // Starts or stops a lesson; stopping ends its stream. Rights and refusals: LessonDesk::move.
  Task<Result<Lesson>> move(people::Account by, LessonId id, Move move);

  // By an operator: ends the class for everybody, tells the encoder. Refusals: LessonDesk::cut.
  Task<Result<Lesson>> cut(people::Account by, LessonId id, std::string why, std::string address);
  // By an operator: the encoder is told `words` and hung up on; it comes back with the new key only.
  // Refusals: not_allowed, words_invalid, no_encoder.
  Task<Result<void>> kick(people::Account by, LessonId id, std::string words);

  std::chrono::seconds grace() const { return grace_; }
  // Nothing is published: publishing is false.
  Task<StreamStatus> status(LessonId id);

  // Gives all streams back. After the reactors have stopped, before the watcher goes.
  void clear();

 private:
  friend class ClassTest;
  class Class;
  class Feed;
  struct Shard;  // the classes of one home reactor, on its thread

  Shard& home(LessonId id);
  void note_and_expire(Shard& shard, LessonId id, milliseconds gop);

  net::ReactorPool& reactors_;
  IngestKeys& keys_;
  LessonDesk& desk_;
  ClassWatcher& watcher_;
  const Clock& clock_;
  const std::chrono::seconds grace_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace lyceum::lesson
