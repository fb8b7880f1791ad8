#include "media/codec/file_reader.hpp"

#include "media/codec/picture_maker.hpp"
#include "media/codec/sound_maker.hpp"
#include "media/codec/track_copy.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

using Why = worker::Useless;

// A file that says how long it is and ends so much earlier was cut off on its way.
constexpr std::int64_t short_by_us = 3'000'000, short_by_share = 20;

std::size_t index_of(worker::UnitTrack track) { return static_cast<std::size_t>(track); }

}  // namespace

FileReader::FileReader(std::unique_ptr<OpenedFile> file, Held<AVPacket> packet, Say say, Now now)
    : file_(std::move(file)), packet_(std::move(packet)), say_(std::move(say)), now_(std::move(now)) {}

Usable<std::unique_ptr<FileReader>> FileReader::open(const Ffmpeg& ffmpeg, const Formats& formats,
                                                     ReadAt read, const worker::Open& order, Say say,
                                                     Now now) {
  if (order.size == 0) return Useless(Why::empty);
  auto file = OpenedFile::open(ffmpeg, formats, std::move(read), order);
  if (!file) return Useless(file.error());
  auto packet = new_packet(ffmpeg);
  if (!packet) return Useless(Why::damaged);
  std::unique_ptr<FileReader> reader(
      new FileReader(std::move(*file), std::move(packet), std::move(say), std::move(now)));
  if (auto opened = reader->open_tracks(ffmpeg, formats); !opened) return Useless(opened.error());
  return reader;
}

Usable<void> FileReader::open_tracks(const Ffmpeg& ffmpeg, const Formats& formats) {
  if (file_->picture() != nullptr) {
    picture_ = copy_picture(formats, *file_);
    if (!picture_) {
      auto maker = PictureMaker::open(ffmpeg, formats, *file_);
      if (!maker) return Useless(maker.error());
      picture_ = std::move(*maker);
    }
  }
  if (file_->sound() != nullptr) {
    sound_ = copy_sound(*file_);
    if (!sound_) {
      auto maker = SoundMaker::open(ffmpeg, formats, *file_);
      if (!maker) return Useless(maker.error());
      sound_ = std::move(*maker);
    }
  }
  return {};
}

worker::Facts FileReader::facts() const {
  return {.duration_us = file_->duration_us(),
          .picture = picture_ != nullptr,
          .sound = sound_ != nullptr,
          .picture_remade = picture_ && picture_->remakes(),
          .sound_remade = sound_ && sound_->remakes()};
}

std::int64_t FileReader::position_us() const {
  return std::clamp<std::int64_t>(reached_us_ - lead_us, 0, worker::longest_us);
}

TrackReader* FileReader::reader_of(const AVPacket& packet) const {
  const bool of_picture = file_->picture() != nullptr && packet.stream_index == file_->picture()->index;
  return of_picture ? picture_.get() : sound_.get();
}

Usable<bool> FileReader::batch() {
  const auto until = now_() + batch_within;
  const std::int64_t enough = position_us() + worker::batch_us;
  batch_bytes_ = 0;
  while (batch_bytes_ < worker::batch_bytes && position_us() < enough && now_() < until) {
    if (!file_->read(*packet_)) return finish();
    if (auto taken = reader_of(*packet_)->take(*packet_, *this); !taken) return Useless(taken.error());
    if (reached_us_ - lead_us > worker::longest_us) return Useless(Why::too_long);
  }
  return true;
}

Usable<bool> FileReader::finish() {
  for (TrackReader* const each : {picture_.get(), sound_.get()})
    if (each != nullptr)
      if (auto rest = each->finish(*this); !rest) return Useless(rest.error());
  const bool picture_is_there = picture_ == nullptr || newest_[0] >= 0;
  if (!picture_is_there || position_us() == 0)
    return Useless(file_->duration_us() > 0 ? Why::damaged : Why::empty);
  const std::int64_t told = file_->is_mp4() ? file_->duration_us() : 0;
  if (told - position_us() > std::max(short_by_us, told / short_by_share)) return Useless(Why::damaged);
  return false;
}

void FileReader::config(worker::UnitTrack track, Bytes record) {
  say_(worker::UnitConfig{track, SharedBytes(std::move(record))});
}

// Decode times of a track rise; what is out of all order, or before the beginning, is left out.
void FileReader::unit(worker::UnitTrack track, std::int64_t dts, std::int64_t pts, bool key, Bytes payload) {
  const std::int64_t shift = lead_us - file_->start_us();
  dts += shift;
  pts += shift;
  std::int64_t& newest = newest_[index_of(track)];
  constexpr std::int64_t far = worker::longest_us + 2 * lead_us;
  if (dts <= newest || pts < 0 || dts > far || pts > far) return;
  const std::size_t most = track == worker::UnitTrack::sound ? worker::sound_max : worker::frame_max;
  if (payload.empty() || payload.size() > most) return;
  newest = dts;
  reached_us_ = std::max(reached_us_, pts);
  batch_bytes_ += payload.size();
  say_(worker::Unit{track, dts, pts, key, SharedBytes(std::move(payload))});
}

}  // namespace lyceum::media
