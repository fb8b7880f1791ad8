#include "bench/source/film.hpp"

#include "wire/flv/file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

namespace lyceum::bench {
namespace {

constexpr std::size_t file_max = 1 << 30, tag_max = (1 << 24) - 1;
constexpr std::int64_t picture_ns = 33'333'333;  // how long the last one is shown

}  // namespace

Result<std::shared_ptr<const Film>> Film::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Failure(malformed("film", "cannot be read: " + path));
  Bytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.size() > file_max) return Failure(malformed("film", "larger than 1 GB: " + path));
  return of(bytes);
}

Result<std::shared_ptr<const Film>> Film::of(ByteView file) {
  auto film = std::make_shared<Film>();
  flv::TagReader reader(tag_max);
  std::optional<std::uint32_t> first_ms;
  while (!file.empty()) {
    LYCEUM_TRY(auto tag, reader.read(file));
    if (!tag || tag->type == flv::TagType::script) continue;
    if (tag->type != flv::TagType::audio && tag->type != flv::TagType::video) continue;
    first_ms = first_ms.value_or(tag->timestamp_ms);
    const std::int64_t before = film->tags_.empty() ? 0 : film->tags_.back().at_ns;
    const std::int64_t at = (std::int64_t{tag->timestamp_ms} - *first_ms) * 1'000'000;
    const bool sound = tag->type == flv::TagType::audio;
    film->tags_.push_back({sound ? rtmp::MessageType::audio : rtmp::MessageType::video, std::max(before, at),
                           std::move(tag->body)});
  }
  if (film->tags_.empty()) return Failure(malformed("film", "neither sound nor picture in it"));
  film->length_ns_ = film->tags_.back().at_ns + picture_ns;
  return film;
}

FeedTag FilmFeed::take() {
  FeedTag tag = film_->tags()[next_];
  tag.at_ns += base_ns_;
  if (++next_ == film_->tags().size()) {
    next_ = 0;
    base_ns_ += film_->length_ns();
  }
  return tag;
}

}  // namespace lyceum::bench
