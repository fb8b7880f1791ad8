// For tests: keeps everything that a packager gives out and reads it back, as a player would.
#pragma once

#include "media/out/hls/names.hpp"
#include "media/out/hls/update.hpp"
#include "wire/fmp4/fragment_reader.hpp"

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include <zlib.h>

namespace lyceum::media {

inline double number_after(const std::string& line, const std::string& key) {
  const auto at = line.find(key);
  return at == std::string::npos ? -1 : std::strtod(line.c_str() + at + key.size(), nullptr);
}

inline std::string gunzip(ByteView bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  Bytes out(1 << 20);
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return std::string(as_text(out));
}

// A part as listed and as it is inside.
struct SeenPart {
  std::int64_t msn = 0;
  std::size_t index = 0;
  Bytes bytes;
  double listed_s = 0;
  bool independent = false;
  bool last_of_segment = false;
  std::uint64_t start = 0, ticks = 0;  // decode time and length inside the file
  std::size_t frames = 0;
  bool starts_with_sync = false;
};

class CollectingSink final : public HlsSink {
 public:
  struct Track {
    std::vector<SeenPart> parts;
    std::map<std::int64_t, Bytes> inits;
    std::string playlist, delta;
    std::map<std::int64_t, double> extinf;
    std::int64_t gap = -1;  // the segment before the first
    std::set<std::string> names;
    bool name_reused = false, hint_kept = true;
    std::string hint;
  };
  std::map<TrackKind, Track> tracks;
  Track small;
  std::string multivariant;
  std::vector<HlsUpdatePtr> updates;
  bool ended = false;

  Track& video() { return tracks[TrackKind::video]; }
  Track& audio() { return tracks[TrackKind::audio]; }

  void publish(HlsUpdatePtr update) override {
    updates.push_back(update);
    Track& track = update->small ? small : tracks[update->track];
    ended = ended || update->ended;
    multivariant = as_text(update->multivariant.plain.view());
    if (update->init) track.inits[update->init->msn] = copy(update->init->bytes);
    if (update->part) keep_part(track, *update, *update->part);
    if (!update->part && !track.parts.empty()) track.parts.back().last_of_segment = true;
    track.playlist = as_text(update->playlist.plain.view());
    track.delta = as_text(update->delta.plain.view());
    if (update->part && update->next_msn > update->part->msn) track.parts.back().last_of_segment = true;
    read_playlist(track);
  }

 private:
  static Bytes copy(const SharedBytes& bytes) { return Bytes(bytes.view().begin(), bytes.view().end()); }

  void keep_part(Track& track, const HlsUpdate& update, const HlsPart& part) {
    const std::string name = hls_part_name(update.track, part.msn, part.index, update.small);
    track.name_reused = track.name_reused || !track.names.insert(name).second;
    track.hint_kept = track.hint_kept && (track.hint.empty() || track.hint == name);
    SeenPart seen;
    seen.msn = part.msn;
    seen.index = part.index;
    seen.bytes = copy(part.bytes);
    if (const auto runs = fmp4::read_fragment(seen.bytes); runs && runs->size() == 1) {
      seen.start = runs->front().base_decode_time;
      for (const fmp4::Sample& sample : runs->front().samples) seen.ticks += sample.duration;
      seen.frames = runs->front().samples.size();
      seen.starts_with_sync = runs->front().samples.front().sync;
    }
    track.parts.push_back(std::move(seen));
  }

  static void read_playlist(Track& track) {
    std::istringstream lines(track.playlist);
    std::int64_t msn = 0;
    track.hint.clear();
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("#EXT-X-MEDIA-SEQUENCE:")) msn = std::stoll(line.substr(22));
      if (line == "#EXT-X-GAP") track.gap = msn;
      if (line.starts_with("#EXTINF:") && msn++ != track.gap)
        track.extinf[msn - 1] = number_after(line, "#EXTINF:");
      if (line.starts_with("#EXT-X-PRELOAD-HINT")) {
        const auto uri = line.find("URI=\"") + 5;
        track.hint = line.substr(uri, line.size() - uri - 1);
      }
      if (line.starts_with("#EXT-X-PART:") && !track.parts.empty()) {
        track.parts.back().listed_s = number_after(line, "DURATION=");
        track.parts.back().independent = line.find("INDEPENDENT=YES") != std::string::npos;
      }
    }
  }
};

inline std::size_t count_of(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace lyceum::media
