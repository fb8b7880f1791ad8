// The room's record as its viewers get it: numbered events, encoded once per audience, batched, and the
// recent ones kept for those who come back.
//
// Positions are (epoch, offset). A batch covers every offset after `after` up to `upto`, also those that its
// audience does not see: staff-only events, comments deleted since, and of a flood of comments those that are
// too many to be read (CommentSampler). Pure; lives on the room's home reactor.
#pragma once

#include "base/bytes/bytes.hpp"
#include "room/feed/room_log.hpp"
#include "room/feed/sampler.hpp"

#include <array>
#include <deque>
#include <map>

namespace lyceum::room {

class Feed {
 public:
  // `restored`: the record's newest rows, without a gap; they count as sent. `comments_a_second`: beyond
  // that, learners' comments are sampled for everybody but staff.
  Feed(Epoch epoch, const std::vector<LogRow>& restored,
       int comments_a_second = CommentSampler::a_second_usually);

  const Epoch& epoch() const { return epoch_; }
  Offset upto() const { return upto_; }
  // Up to where an audience has been sent everything: where newcomers start.
  Offset sent(Audience audience) const { return sent_[index(audience)]; }

  // The next event of the record, durable by now.
  void add(const LogRow& row);
  // What that event told is deleted or hidden: whoever has not got it yet never will.
  void hide(Offset event);

  // What was sent before is not sent again: whoever comes back from before now gets the state instead.
  void forget_sent();

  // That event is a comment of which only staff is told.
  bool sampled_out(Offset event) const { return event >= first_ && event <= upto_ && at(event).sampled_out; }

  // Events wait for a flush.
  bool pending() const { return upto_ > flushed_; }
  std::size_t pending_bytes() const { return pending_bytes_; }

  // Complete WebSocket frames; empty = nothing to send to that audience.
  struct Frames {
    SharedBytes everyone;
    SharedBytes staff;
    std::size_t events = 0;  // in the one for everyone
  };
  // One batch for each audience with everything that waits. Both may be the same bytes.
  Frames flush();

  // Can an audience be given everything after that position?
  bool covers(const Epoch& epoch, Offset after, Audience audience) const;

  // What an audience missed after `after` (covers() said yes), up to sent(): one batch of about bytes_max at
  // most; call again with its upto. frame is empty when nothing was missed. Shared by all who missed the
  // same.
  struct Batch {
    SharedBytes frame;
    Offset upto = 0;
  };
  Batch missed(Offset after, Audience audience, std::size_t bytes_max);

 private:
  static constexpr std::size_t ring_bytes_max = 2 << 20;

  struct Entry {
    std::string json;  // {"n":…,"t":…,"type":…,…}; empty: hidden, or for nobody
    Audience audience;
    bool sampled_out = false;
  };
  static std::size_t index(Audience audience) { return static_cast<std::size_t>(audience); }
  const Entry& at(Offset n) const { return ring_[static_cast<std::size_t>(n - first_)]; }
  void push(const LogRow& row);
  bool visible(const Entry& entry, Audience audience) const;
  std::size_t news_for(Audience audience) const;  // how many events
  bool same_news() const;
  Batch batch(Offset after, Offset upto, Audience audience, std::size_t bytes_max) const;

  Epoch epoch_;
  CommentSampler sampler_;
  std::deque<Entry> ring_;  // offsets first_ … upto_
  std::size_t ring_bytes_ = 0;
  Offset first_ = 1;
  Offset upto_ = 0;
  Offset flushed_ = 0;
  std::size_t pending_bytes_ = 0;
  std::array<Offset, 2> sent_{};  // by audience; learners' may lag behind flushed_ by events they do not see
  std::map<std::tuple<Offset, Audience, std::size_t>, Batch> missed_;  // since the last change
};

// {"n":12,"t":1700000000000,"type":"comment",…}

}  // namespace lyceum::room
