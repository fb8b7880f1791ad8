// What one reactor holds of one rendition: the newest playlists, and the parts that they name.
#pragma once

#include "media/out/hls/names.hpp"
#include "media/out/hls/refusal.hpp"
#include "media/out/hls/update.hpp"
#include "wire/hls/delivery_directives.hpp"

#include <deque>
#include <map>
#include <vector>

namespace lyceum::media {

// What a player asks for.
struct HlsQuery {
  HlsName name;
  hls::DeliveryDirectives directives;  // of a playlist
};

// Either a text, or bytes in pieces that are sent one after the other.
struct HlsAnswer {
  std::optional<HlsRefusal> refusal;
  HlsText text;
  std::vector<SharedBytes> body;
  TrackKind track = TrackKind::video;
  std::int64_t fresh_s = 0;  // a cache may keep it that long; 0 = must ask again

  static HlsAnswer refused(HlsRefusal why) {
    HlsAnswer answer;
    answer.refusal = why;
    return answer;
  }
};

class RenditionShelf {
 public:
  void apply(const HlsUpdate& update);

  // nullopt: not yet.
  std::optional<HlsAnswer> playlist(const hls::DeliveryDirectives& directives) const;
  std::optional<HlsAnswer> part(const HlsName& name) const;
  HlsAnswer segment(const HlsName& name) const;
  HlsAnswer init(const HlsName& name) const;

  std::int64_t target_duration_s() const { return target_duration_s_; }

 private:
  struct Segment {
    std::int64_t msn;
    std::vector<SharedBytes> parts;
  };
  const Segment* find(std::int64_t msn) const;
  hls::LiveEdge edge() const;
  std::int64_t playlist_fresh_s(const hls::DeliveryDirectives& directives) const;
  void forget_before(std::int64_t msn);

  std::deque<Segment> segments_;               // by number, without holes
  std::map<std::int64_t, SharedBytes> inits_;  // by the first segment that needs it
  std::int64_t next_msn_ = 0;
  MediaMicros part_target_{350'000};
  std::int64_t target_duration_s_ = 10;
  HlsText playlist_, delta_;
  bool ended_ = false;
};

}  // namespace lyceum::media
