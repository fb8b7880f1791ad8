// The small adapters by which parts that may not know each other are plugged together.
#pragma once

#include "lesson/class/classes.hpp"
#include "lesson/document_desk/draw_line.hpp"
#include "lesson/keeper/keeper.hpp"
#include "lesson/replay/replay.hpp"
#include "lesson/upload_desk/prepare_line.hpp"
#include "media/office/converter.hpp"
#include "media/out/flv/output.hpp"
#include "media/out/gate/replay_gate.hpp"
#include "media/out/hls/output.hpp"
#include "media/pages/page_maker.hpp"
#include "media/prepare/prepare_house.hpp"
#include "media/record/recordings.hpp"
#include "media/transcode/picture/live_pictures.hpp"
#include "media/transcode/variant/variants.hpp"
#include "money/access/cached_access.hpp"
#include "money/viewing/viewing.hpp"
#include "net/reactor/pool.hpp"
#include "people/account/repository.hpp"
#include "room/door/room_server.hpp"
#include "room/screen/word_filter.hpp"
#include "site/settings/settings.hpp"
#include "store/blob/disk_files.hpp"

#include <mutex>

namespace lyceum::app {

// Where a lesson stands, for a room that opens.
class LessonFacts final : public room::LessonFacts {
 public:
  LessonFacts(lesson::LessonDesk& desk, lesson::Classes& classes, const Clock& clock)
      : desk_(desk), classes_(classes), clock_(clock) {}
  Task<Result<room::Progress>> progress(LessonId lesson) override;

 private:
  lesson::LessonDesk& desk_;
  lesson::Classes& classes_;
  const Clock& clock_;
};

// What the site's settings say about teaching, asked anew each time.
class TeachingPolicy final : public lesson::TeachingPolicy {
 public:
  explicit TeachingPolicy(const site::Settings& settings) : settings_(settings) {}
  bool everybody_teaches() const override {
    return settings_.now()->who_teaches() == site::WhoTeaches::everybody;
  }
  bool reviews_lessons() const override { return settings_.now()->flag("review_lessons"); }

 private:
  const site::Settings& settings_;
};

// The words of the site (settings words_mask, words_review, words_block) for its rooms; from any thread.
class SiteWords {
 public:
  explicit SiteWords(const site::Settings& settings) : settings_(settings) {}
  // Made anew when a setting has changed. nullptr: there are none.
  std::shared_ptr<const room::WordFilter> now();

 private:
  const site::Settings& settings_;
  std::mutex mutex_;  // guards what follows
  room::WordLists made_of_;
  std::shared_ptr<const site::Site> moment_;
  std::shared_ptr<const room::WordFilter> filter_;
};

// A class tells its room and its outputs. connect() before the reactors run.
class ClassBridge final : public lesson::ClassWatcher {
 public:
  void connect(room::RoomServer& rooms, media::HlsOutput& hls, media::FlvOutput& flv,
               media::Recordings& recordings, media::LivePictures& pictures, media::Variants& variants,
               media::PrepareHouse& preparing) {
    rooms_ = &rooms;
    hls_ = &hls;
    flv_ = &flv;
    recordings_ = &recordings;
    pictures_ = &pictures;
    variants_ = &variants;
    preparing_ = &preparing;
  }
  void stream_opened(const lesson::Lesson& lesson, media::Stream& stream) override;
  void stream_closed(LessonId lesson) override;
  void encoder(LessonId lesson, bool on, std::optional<Utc> back_by) override;
  void moved(LessonId lesson, lesson::State state) override;
  void cut(LessonId lesson, const std::string& why) override;

 private:
  room::RoomServer* rooms_ = nullptr;
  media::HlsOutput* hls_ = nullptr;
  media::FlvOutput* flv_ = nullptr;
  media::Recordings* recordings_ = nullptr;
  media::LivePictures* pictures_ = nullptr;
  media::Variants* variants_ = nullptr;
  media::PrepareHouse* preparing_ = nullptr;
};

// Small pictures of a class go into the strip of its recording.
class TileBridge final : public media::TileTaker {
 public:
  explicit TileBridge(media::Recordings& recordings) : recordings_(recordings) {}
  void tile(LessonId lesson, Utc taken, const SharedBytes& jpeg) override {
    recordings_.tile(lesson, taken, jpeg);
  }

 private:
  media::Recordings& recordings_;
};

// The smaller rendition of a class goes out by HLS.
class SmallBridge final : public media::SmallSink {
 public:
  explicit SmallBridge(media::HlsOutput& hls) : hls_(hls) {}
  void small_frame(LessonId lesson, const media::FramePtr& frame) override {
    hls_.small_frame(lesson, frame);
  }
  void small_lost(LessonId lesson) override { hls_.small_lost(lesson); }

 private:
  media::HlsOutput& hls_;
};

// What is recorded is noted in the lesson's replay.
class ReplayNotes final : public media::RecordingWatcher {
 public:
  ReplayNotes(lesson::ReplayRepository& replays, const Clock& clock) : replays_(replays), clock_(clock) {}
  void recorded(LessonId lesson, MediaMicros duration) override;

 private:
  lesson::ReplayRepository& replays_;
  const Clock& clock_;
};

// The recordings, as those see them who decide how long they are kept.
class RecordingShelf final : public lesson::RecordingShelf {
 public:
  RecordingShelf(store::DiskFiles& files, media::Recordings& recordings)
      : files_(files), recordings_(recordings) {}
  Task<Result<std::vector<Size>>> sizes() override;
  std::optional<std::uint64_t> disk_free() override { return files_.disk_free(); }
  void allow(std::optional<std::uint64_t> bytes) override { files_.allow(bytes); }
  Task<Result<void>> remove(LessonId lesson) override { return recordings_.remove(lesson); }

 private:
  store::DiskFiles& files_;
  media::Recordings& recordings_;
};

// Uploaded files are prepared by media.
// media/pages draws what lesson/document_desk wants drawn.
class PageDrawerBridge final : public lesson::PageDrawer {
 public:
  explicit PageDrawerBridge(media::PageMaker& maker) : maker_(maker) {}
  Task<Result<int>> count(int file) override { return maker_.count(file); }
  Task<Result<SharedBytes>> page(int file, int number) override { return maker_.page(file, number); }

 private:
  media::PageMaker& maker_;
};

// media/office converts what lesson/document_desk wants converted.
class ConverterBridge final : public lesson::PresentationConverter {
 public:
  ConverterBridge(net::Reactor& reactor, media::OfficeOrder order)
      : program_(order.program), converter_(reactor, std::move(order)) {}
  bool there() const override { return media::office_is_there(program_) && media::office_can_be_shut_in(); }
  Task<Result<void>> to_pdf(int from, int into) override { return converter_.to_pdf(from, into); }

 private:
  const std::string program_;
  media::Converter converter_;
};

class PreparerBridge final : public lesson::Preparer {
 public:
  PreparerBridge(media::PrepareHouse& house, media::Recordings& recordings, media::RecordingFiles& files)
      : house_(house), recordings_(recordings), files_(files) {}
  Task<Result<lesson::Prepared>> prepare(lesson::Upload upload, lesson::Kind kind,
                                         std::shared_ptr<lesson::OpenUpload> file) override;
  void abandon(LessonId lesson) override { house_.abandon(lesson); }
  Task<Result<void>> publish(LessonId lesson) override { return recordings_.replace(lesson); }
  Task<Result<void>> discard(LessonId lesson) override { return files_.discard(lesson); }

 private:
  media::PrepareHouse& house_;
  media::Recordings& recordings_;
  media::RecordingFiles& files_;
};

// Media's question about a viewer, answered by the Viewing of the asking reactor.
class ViewerGate final : public media::ViewerGate {
 public:
  ViewerGate(net::ReactorPool& reactors, const money::ViewerTokens& tokens, money::Access& access,
             lesson::LessonRepository& lessons, const Clock& clock);
  std::optional<Result<void>> admit_now(std::string_view token, LessonId lesson) override;
  Task<Result<void>> admit(std::string token, LessonId lesson) override;
  // On every reactor.
  void access_changed(LessonId lesson, AccountId account);

 private:
  net::ReactorPool& reactors_;
  std::vector<std::unique_ptr<money::Viewing>> by_reactor_;
};

// The question about what is recorded, which its lecturer may have hidden or trimmed: staff gets all of it.
class ReplayGate final : public media::ReplayGate {
 public:
  ReplayGate(ViewerGate& viewers, const money::ViewerTokens& tokens, money::Access& access,
             lesson::ReplayRepository& replays, const Clock& clock)
      : viewers_(viewers), tokens_(tokens), access_(access), replays_(replays), clock_(clock) {}
  Task<Result<std::optional<media::Span>>> admit(std::string token, LessonId lesson) override;

 private:
  ViewerGate& viewers_;
  const money::ViewerTokens& tokens_;
  money::Access& access_;
  lesson::ReplayRepository& replays_;
  const Clock& clock_;
};

// Rights have changed: the cache, the leases and the rooms hear of it at once.
class AccessNews final : public money::AccessChanges {
 public:
  AccessNews(net::ReactorPool& reactors, money::CachedAccess& cache, people::AccountRepository& accounts,
             const site::Settings& settings)
      : reactors_(reactors), cache_(cache), accounts_(accounts), settings_(settings) {}
  void connect(room::RoomServer& rooms, ViewerGate& gate, media::FlvOutput& flv) {
    rooms_ = &rooms;
    gate_ = &gate;
    flv_ = &flv;
  }
  void access_changed(LessonId lesson, AccountId account) override;

 private:
  Task<void> tell_rooms(AccountId account);
  Task<void> tell_room(LessonId lesson, AccountId account);

  net::ReactorPool& reactors_;
  money::CachedAccess& cache_;
  people::AccountRepository& accounts_;
  const site::Settings& settings_;
  room::RoomServer* rooms_ = nullptr;
  ViewerGate* gate_ = nullptr;
  media::FlvOutput* flv_ = nullptr;
};

}  // namespace lyceum::app
