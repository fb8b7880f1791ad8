// Real encoders' output, packaged and decoded again by FFmpeg: not one word of complaint, not one frame lost.
// Skipped where ffmpeg is not installed.
#include "media/out/hls/collecting_sink.hpp"
#include "media/out/hls/packager.hpp"
#include "wire/fmp4/box_reader.hpp"
#include "wire/fmp4/init_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

extern char** environ;

namespace lyceum::media {
namespace {

const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

// Runs a program; what it says on both outputs goes into `said`. Its exit code, or 127.
int run(std::vector<std::string> words, std::string& said) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return 127;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 2);
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  std::array<char, 4096> buffer;
  for (ssize_t got = 0; !failed && (got = read(pipe_ends[0], buffer.data(), buffer.size())) > 0;)
    said.append(buffer.data(), static_cast<std::size_t>(got));
  close(pipe_ends[0]);
  int status = 0;
  if (failed || waitpid(pid, &status, 0) != pid || !WIFEXITED(status)) return 127;
  return WEXITSTATUS(status);
}

Bytes file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

std::shared_ptr<TrackConfig> config_of(const fmp4::Track& track) {
  auto config = std::make_shared<TrackConfig>();
  const bool video = fmp4::is_video(track.format);
  config->kind = video ? TrackKind::video : TrackKind::audio;
  config->codec = video ? Codec::h264 : track.format == fmp4::SampleFormat::opus ? Codec::opus : Codec::aac;
  config->decoder_config = SharedBytes(track.decoder_config);
  config->rfc6381 = video ? "avc1.640015" : "mp4a.40.2";
  config->width = track.width;
  config->height = track.height;
  config->sample_rate = track.sample_rate;
  config->channels = track.channels;
  return config;
}

// The frames of a fragmented MP4 in decode order, their times rounded to milliseconds as RTMP does.
std::vector<FramePtr> frames_of(const Bytes& mp4) {
  std::vector<FramePtr> frames;
  const auto tracks = fmp4::read_init_segment(mp4);
  const auto boxes = fmp4::read_boxes(mp4);
  std::map<std::uint32_t, std::pair<std::shared_ptr<TrackConfig>, std::uint32_t>> configs;
  for (const fmp4::Track& track : *tracks) configs[track.id] = {config_of(track), track.timescale};
  for (const fmp4::Box& box : *boxes) {
    if (box.type != "moof") continue;
    const auto at = static_cast<std::size_t>(box.body.data() - mp4.data()) - 8;
    const auto runs = fmp4::read_fragment(ByteView(mp4).subspan(at));
    if (!runs) continue;
    for (const fmp4::ReadTrackRun& run : *runs) {
      const auto& [config, timescale] = configs.at(run.track_id);
      std::int64_t ticks = static_cast<std::int64_t>(run.base_decode_time);
      const auto time = [&, scale = timescale](std::int64_t t) {
        return MediaMicros((t * 1000 + scale / 2) / scale * 1000);
      };
      for (const fmp4::Sample& sample : run.samples) {
        auto frame = std::make_shared<Frame>();
        frame->config = config;
        frame->dts = time(ticks) + MediaMicros(10'000'000);
        frame->pts = time(ticks + sample.composition_offset) + MediaMicros(10'000'000);
        frame->key = sample.sync;
        frame->payload = SharedBytes(Bytes(sample.payload.begin(), sample.payload.end()));
        frames.push_back(frame);
        ticks += sample.duration;
      }
    }
  }
  std::ranges::stable_sort(frames, {}, [](const FramePtr& frame) { return frame->dts; });
  return frames;
}

class Decode : public testing::Test {
 protected:
  void SetUp() override {
    std::string said;
    if (run({"ffmpeg", "-version"}, said) != 0) GTEST_SKIP() << "ffmpeg is not installed";
    folder = std::filesystem::temp_directory_path() / ("lyceum-decode-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  // Encodes six seconds with these options, packages them, decodes each rendition.
  void encode_and_package(std::vector<std::string> options) {
    const std::string path = folder / "source.mp4";
    std::vector<std::string> words = {"ffmpeg", "-v", "error", "-y", "-threads", "1"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"-t", "6", "-movflags", "frag_keyframe+empty_moov+default_base_moof", path});
    std::string said;
    ASSERT_EQ(run(words, said), 0) << said;
    frames = frames_of(file_bytes(path));
    ASSERT_FALSE(frames.empty());
    for (const FramePtr& frame : frames) packager.frame(frame, day);
    packager.end();
  }

  std::string write_rendition(TrackKind kind) const {
    const std::string path = folder / (kind == TrackKind::video ? "video.mp4" : "audio.mp4");
    std::ofstream out(path, std::ios::binary);
    const auto& track = sink.tracks.at(kind);
    const auto put = [&](const Bytes& bytes) { out << as_text(bytes); };
    put(track.inits.begin()->second);
    for (const SeenPart& part : track.parts) put(part.bytes);
    return path;
  }

  // Decodes everything: the number of frames, and no message at all.
  void expect_clean(TrackKind kind) {
    const std::string path = write_rendition(kind);
    std::string complaints, counted;
    EXPECT_EQ(run({"ffmpeg", "-v", "warning", "-xerror", "-i", path, "-f", "null", "-"}, complaints), 0);
    EXPECT_EQ(complaints, "");
    run({"ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of",
         "csv=p=0", path},
        counted);
    const auto sent =
        std::ranges::count_if(frames, [&](const FramePtr& frame) { return frame->config->kind == kind; });
    std::int64_t got = 0;
    std::from_chars(counted.data(), counted.data() + counted.size(), got);
    EXPECT_NEAR(static_cast<double>(got), static_cast<double>(sent), kind == TrackKind::video ? 0 : 3);
  }

  std::filesystem::path folder;
  CollectingSink sink;
  HlsPackager packager{{}, sink, day};
  std::vector<FramePtr> frames;
};

const std::vector<std::string> picture = {"-f", "lavfi", "-i", "testsrc2=s=320x180:r=30"};
const std::vector<std::string> sound = {"-f", "lavfi", "-i", "sine=440:r=44100"};

std::vector<std::string> together(std::initializer_list<std::vector<std::string>> lists) {
  std::vector<std::string> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

TEST_F(Decode, h264_high_with_b_frames_and_aac) {
  encode_and_package(together({picture,
                               sound,
                               {"-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-bf", "2",
                                "-g", "60", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2"}}));
  expect_clean(TrackKind::video);
  expect_clean(TrackKind::audio);
}

TEST_F(Decode, h264_without_b_frames_at_48_khz) {
  encode_and_package(together({picture,
                               sound,
                               {"-c:v", "libx264", "-tune", "zerolatency", "-preset", "ultrafast", "-g", "50",
                                "-pix_fmt", "yuv420p", "-c:a", "aac", "-ar", "48000"}}));
  expect_clean(TrackKind::video);
  expect_clean(TrackKind::audio);
}

TEST_F(Decode, sound_alone) {
  encode_and_package(together({sound, {"-c:a", "aac", "-ac", "2"}}));
  expect_clean(TrackKind::audio);
}

TEST_F(Decode, picture_alone) {
  encode_and_package(
      together({picture, {"-c:v", "libx264", "-preset", "veryfast", "-g", "60", "-pix_fmt", "yuv420p"}}));
  expect_clean(TrackKind::video);
}

TEST_F(Decode, opus) {
  encode_and_package(together({sound, {"-c:a", "libopus", "-ar", "48000", "-strict", "experimental"}}));
  expect_clean(TrackKind::audio);
}

}  // namespace
}  // namespace lyceum::media
