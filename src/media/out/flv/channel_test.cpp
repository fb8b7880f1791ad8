#include "media/out/flv/channel.hpp"

#include "media/out/flv/flv_fixture.hpp"

namespace lyceum::media {
namespace {

class FlvChannelTest : public FlvFixture {
 protected:
  FlvChannelTest() { station.open(lesson); }
};

bool is_key(const flv::Tag& tag) {
  if (tag.type != flv::TagType::video) return false;
  const auto packet = flv::read_video(tag.body).value();
  return packet.key && packet.kind == flv::PacketKind::frame;
}
bool is_config(const flv::Tag& tag) {
  return tag.type == flv::TagType::video ? flv::read_video(tag.body)->kind == flv::PacketKind::config
                                         : flv::read_audio(tag.body)->kind == flv::PacketKind::config;
}
std::vector<std::uint32_t> picture_times(const std::vector<flv::Tag>& tags) {
  std::vector<std::uint32_t> times;
  for (const flv::Tag& tag : tags)
    if (tag.type == flv::TagType::video && !is_config(tag)) times.push_back(tag.timestamp_ms);
  return times;
}

TEST_F(FlvChannelTest, no_frame_is_taken_while_nobody_watches) {
  play(second);
  EXPECT_EQ(wanted, 0);
  EXPECT_EQ(outlet->subscribers(), 0U);
  {
    FlvPeer peer = join();
    EXPECT_EQ(outlet->subscribers(), 1U);
  }
  serve();
  EXPECT_EQ(station.viewers(), 0U);
  EXPECT_EQ(outlet->subscribers(), 0U);
  FlvPeer again = join();
  EXPECT_EQ(wanted, 1);
  EXPECT_FALSE(again.tags().empty());
}

TEST_F(FlvChannelTest, a_new_viewer_gets_headers_and_the_frames_since_the_last_key_frame_at_once) {
  play(5 * second);  // a key frame every two seconds
  FlvPeer first = join();
  FlvPeer second_one = join();
  for (FlvPeer* peer : {&first, &second_one}) {
    const auto tags = peer->tags();
    ASSERT_GT(tags.size(), 4U);
    EXPECT_TRUE(is_config(tags[0]) && is_config(tags[1]));
    EXPECT_TRUE(is_key(tags[2]));
    EXPECT_EQ(tags[2].timestamp_ms, 4'000U);
    EXPECT_GT(picture_times(tags).back(), 4'800U);
  }
}

TEST_F(FlvChannelTest, a_viewer_who_comes_before_the_encoder_waits_with_the_connection_open) {
  FlvPeer peer = join();
  pass(seconds(60));
  EXPECT_FALSE(peer.ended());
  EXPECT_TRUE(peer.got().empty());
  play(second);
  EXPECT_TRUE(is_key(peer.tags()[2]));
}

TEST_F(FlvChannelTest, everyone_gets_one_and_the_same_stream_ten_times_a_second) {
  play(second);
  std::vector<FlvPeer> peers;
  std::vector<FlvPeer*> readers;
  for (int i = 0; i < 5; ++i) peers.push_back(join());
  for (FlvPeer& peer : peers) readers.push_back(&peer);
  play(3 * second, readers);
  for (FlvPeer& peer : peers) catch_up(peer);
  for (FlvPeer& peer : peers) {
    const auto times = picture_times(peer.tags());
    EXPECT_EQ(times.front(), 0U);
    EXPECT_GE(times.back(), 3'850U);
    EXPECT_EQ(times.size(), static_cast<std::size_t>(times.back() + 50) * 30 / 1000);
    EXPECT_EQ(peer.got(), peers.front().got());
  }
}

TEST_F(FlvChannelTest, a_returning_encoder_goes_on_in_the_same_connection) {
  play(2 * second);
  FlvPeer peer = join();
  catch_up(peer);
  outlet->pause();
  pass(seconds(30));
  EXPECT_FALSE(peer.ended());
  encoder.run = 1;
  encoder.shift = 30 * second;
  play(2 * second, {&peer});
  const auto times = picture_times(peer.tags());
  EXPECT_TRUE(std::ranges::is_sorted(times));
  EXPECT_GT(times.back(), 33'000U);
}

TEST_F(FlvChannelTest, a_slow_viewer_is_bounded_jumps_to_key_frames_and_disturbs_nobody) {
  encoder = SyntheticStream({.gop = 60, .key_bytes = 400'000, .delta_bytes = 100'000});
  play(second);
  FlvPeer slow = join(), quick = join();
  play(8 * second, {&quick});  // at 25 Mbit/s; the slow one starts to read after that
  EXPECT_EQ(station.viewers(), 2U);
  EXPECT_GE(picture_times(quick.tags()).size(), 260U);
  play(3 * second, {&quick, &slow});
  const auto tags = slow.tags();  // every tag is whole
  const auto times = picture_times(tags);
  EXPECT_LT(times.size(), picture_times(quick.tags()).size() - 60);
  EXPECT_EQ(times.back(), picture_times(quick.tags()).back());
  int gaps = 0;
  for (std::size_t i = 3; i < tags.size(); ++i) {
    if (tags[i].type != flv::TagType::video || !is_config(tags[i])) continue;
    ++gaps;
    EXPECT_TRUE(is_key(tags[i + 2]));
  }
  EXPECT_GE(gaps, 1);
}

TEST_F(FlvChannelTest, who_takes_nothing_for_ten_seconds_is_hung_up_on) {
  encoder = SyntheticStream({.gop = 60, .key_bytes = 1'000'000, .delta_bytes = 200'000});
  play(second);
  FlvPeer stuck = join();
  stuck.reads_little();
  play(9 * second);
  EXPECT_EQ(station.viewers(), 1U);
  play(4 * second);
  EXPECT_EQ(station.viewers(), 0U);
}

TEST_F(FlvChannelTest, the_end_of_the_lesson_hangs_up_after_the_last_byte) {
  play(2 * second);
  FlvPeer peer = join();
  catch_up(peer);
  for (const FramePtr& frame : encoder.take(MediaMicros(50'000))) outlet->frame(frame);
  outlet->end();
  station.close(lesson);
  EXPECT_EQ(station.viewers(), 0U);
  EXPECT_EQ(picture_times(peer.tags()).back(), 2'033U);
  EXPECT_TRUE(peer.ended());
}

TEST_F(FlvChannelTest, a_slow_viewer_gets_what_waits_before_the_end) {
  encoder = SyntheticStream({.gop = 60, .key_bytes = 6'000'000});
  play(second);
  FlvPeer peer = join();
  play(second / 5);
  outlet->end();
  station.close(lesson);
  EXPECT_EQ(station.viewers(), 1U);
  for (int i = 0; i < 200 && station.viewers() > 0; ++i) {
    peer.read();
    serve();
  }
  EXPECT_EQ(station.viewers(), 0U);
  EXPECT_EQ(picture_times(peer.tags()).back(), 1'167U);
}

TEST_F(FlvChannelTest, a_kicked_viewer_is_cut_within_six_seconds) {
  play(second);
  FlvPeer peer = join();
  play(8 * second);
  EXPECT_FALSE(peer.ended());
  gate.status = 403;
  play(MediaMicros(5'600'000));
  EXPECT_TRUE(peer.ended());
  EXPECT_EQ(station.viewers(), 0U);
}

TEST_F(FlvChannelTest, the_gate_is_asked_when_it_does_not_know_and_its_no_counts) {
  gate.knows = false;
  FlvPeer peer = join();
  play(6 * second);
  EXPECT_EQ(gate.asked, 1);
  EXPECT_EQ(station.viewers(), 1U);
  gate.status = 503;  // a database that does not answer ends nothing
  play(5 * second);
  EXPECT_EQ(station.viewers(), 1U);
  gate.status = 402;
  play(6 * second);
  EXPECT_EQ(station.viewers(), 0U);
}

TEST_F(FlvChannelTest, half_closed_and_broken_lines_are_noticed_while_nothing_is_sent) {
  FlvPeer half = join(), gone = join(), stays = join();
  half.half_close();
  gone.hang_up();
  serve();
  EXPECT_EQ(station.viewers(), 1U);
  EXPECT_FALSE(stays.ended());
}

TEST_F(FlvChannelTest, a_lesson_that_begins_anew_has_new_viewers) {
  play(second);
  FlvPeer old = join();
  outlet->end();
  outlet = std::make_shared<Outlet>();
  station.open(lesson);
  EXPECT_TRUE(old.ended());
  FlvPeer fresh = join();
  EXPECT_EQ(wanted, 2);
  play(2 * second);
  EXPECT_FALSE(fresh.tags().empty());
}

// What a viewer can cost beside the batches that all share: its objects, and a queue as long as it may be.
TEST(FlvViewerCost, stays_below_48_kB) {
  constexpr std::size_t allocations = 16 * 4, token = 64, pointer_in_list = 8;
  constexpr std::size_t queue = sizeof(std::deque<FlvQueue::Entry>) + 512 +
                                FlvQueueLimits().entries_max * (sizeof(FlvQueue::Entry) + 8);
  constexpr std::size_t idle =
      sizeof(FlvViewer) + sizeof(net::PushSocket) + allocations + token + pointer_in_list;
  EXPECT_LE(idle, 512U);
  EXPECT_LE(idle + queue, 48U * 1024);
}

}  // namespace
}  // namespace lyceum::media
