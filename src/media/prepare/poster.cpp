#include "media/prepare/poster.hpp"

#include "media/transcode/picture/live_pictures.hpp"

namespace lyceum::media {
namespace {

constexpr worker::Wish poster_wish{960, 960, 200'000};

}  // namespace

// The first key frame is taken for the cover too, in case that no later one comes.
std::optional<std::vector<worker::Wish>> PosterPicker::wishes(const Frame& frame) {
  if (frame.config->kind != TrackKind::video || !frame.key) return std::nullopt;
  if (!first_) first_ = frame.pts;
  const bool late = frame.pts - *first_ >= poster_after;
  const bool poster = !last_ || (late && !poster_done_);
  if (last_ && frame.pts - *last_ < every_ && !poster) return std::nullopt;
  poster_done_ = poster_done_ || late;
  last_ = frame.pts;
  std::vector<worker::Wish> wishes{LivePictures::tile_wish};
  if (poster) wishes.push_back(poster_wish);
  return wishes;
}

}  // namespace lyceum::media
