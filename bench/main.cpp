// lyceum-bench: one sub-command a generator.
#include "bench/flv/flv.hpp"
#include "bench/hls/hls.hpp"
#include "bench/room/logical.hpp"
#include "bench/room/room.hpp"
#include "bench/rtmp/rtmp.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

namespace {

using namespace lyceum::bench;

void add_common(CLI::App& command, LoadOptions& options) {
  command.add_option("--url", options.url, "What to load")->required();
  command.add_option("--seconds", options.seconds, "How long to measure")->check(CLI::Range(1, 3600));
  command.add_option("--server-pid", options.server_pid,
                     "The server's process: its CPU time and memory are read");
  command.add_flag("--json", options.json, "One JSON object instead of lines");
}

template <class Load>  // FlvLoad or HlsLoad
void add_stream(CLI::App& command, Load& load) {
  add_common(command, load.common);
  command.add_option("--viewers", load.viewers, "Players")->check(CLI::Range(1, 60000));
  command.add_option("--publish", load.publish,
                     "rtmp://HOST/APP/KEY: feed the stream ourselves, with stamped pictures");
  command.add_option("--kbps", load.kbps, "Bitrate of that")->check(CLI::Range(200, 100000));
  command.add_flag("!--no-ceiling", load.ceiling, "Leave the ceiling out");
}

void add_room(CLI::App& command, RoomLoad& room) {
  add_common(command, room.common);
  command.add_option("--protocol", room.protocol, "lyceum, plain, nchan, centrifugo or socketio");
  command.add_option("--channel", room.channel, "Centrifugo: what is subscribed to");
  command.add_option("--sockets", room.sockets, "Viewers")->check(CLI::Range(1, 60000));
  command.add_option("--rate", room.rate, "Comments a second, all senders together")
      ->check(CLI::Range(0.0, 1e5));
  command.add_option("--size", room.size, "Characters of a comment")->check(CLI::Range(40, 500));
  command.add_option("--token", room.token, "Session token of a member of the lesson's staff, who sends");
  command.add_option("--tokens", room.tokens_file,
                     "File with viewers' tokens, one a line; without it they use --token");
  command.add_option("--senders", room.senders, "Sockets that send")->check(CLI::Range(1, 64));
  command.add_option("--likes", room.likes, "Taps a second, by viewers in turn")->check(CLI::Range(0.0, 1e5));
  command.add_option("--coming", room.coming, "Viewers a second who leave and come back at once")
      ->check(CLI::Range(0.0, 1e4));
  command.add_option("--vote", room.vote, "Everybody answers a poll within so many seconds")
      ->check(CLI::Range(0.0, 600.0));
  command
      .add_option("--storm", room.storm,
                  "Afterwards all are cut off, and come back and resume within so many seconds")
      ->check(CLI::Range(0.0, 600.0));
  command.add_flag("--restart", room.restart,
                   "They are cut off because you restart the server when asked to");
  command
      .add_option("--slow", room.slow,
                  "Per cent of the sockets that take 1,000 bytes a second, and are not counted")
      ->check(CLI::Range(0.0, 90.0));
  command.add_flag("!--no-ceiling", room.ceiling, "Leave the ceiling out");
}

int finish(const lyceum::Result<Report>& report, bool json) {
  if (!report) {
    std::cerr << "lyceum-bench: " << report.error().detail << '\n';
    return 1;
  }
  print(std::cout, *report, json);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Load generators for Lyceum and other servers of the same protocols", "lyceum-bench");
  app.require_subcommand(1);
  RoomLoad room;
  auto* room_command = app.add_subcommand("room", "Sockets in a room: comments in, deliveries out");
  add_room(*room_command, room);
  LogicalLoad logical;
  auto* logical_command =
      app.add_subcommand("logical", "A room in this process, with more people than descriptors");
  logical_command->add_option("--sockets", logical.sockets, "People")->check(CLI::Range(4, 2'000'000));
  logical_command->add_option("--comments", logical.comments, "Flushes")->check(CLI::Range(1, 100'000));
  logical_command->add_option("--size", logical.size, "Characters of a comment")->check(CLI::Range(1, 500));
  logical_command->add_flag("--json", logical.json, "One JSON object instead of lines");
  FlvLoad flv;
  auto* flv_command = app.add_subcommand("flv", "Players of an HTTP-FLV stream");
  add_stream(*flv_command, flv);
  flv_command->add_option("--slow", flv.slow, "Players beside them that take 1,000 bytes a second")
      ->check(CLI::Range(0, 60000));
  HlsLoad hls;
  auto* hls_command = app.add_subcommand("hls", "Players of a low-latency HLS stream");
  add_stream(*hls_command, hls);
  RtmpLoad rtmp;
  auto* rtmp_command = app.add_subcommand("rtmp", "Encoders that publish over RTMP");
  add_common(*rtmp_command, rtmp.common);
  rtmp_command->add_option("--viewers,--publishers", rtmp.viewers, "Encoders")->check(CLI::Range(1, 10000));
  rtmp_command->add_option("--keys", rtmp.keys,
                           "File with stream keys, one a line; without it a {n} in the URL is 1, 2, 3 …");
  rtmp_command->add_option("--film", rtmp.film, "FLV file that all send; without it, stamped pictures");
  rtmp_command->add_option("--kbps", rtmp.kbps, "Bitrate of those")->check(CLI::Range(200, 100000));
  rtmp_command->add_option("--watch", rtmp.watch,
                           "http://…flv: play the first stream there, and measure its delay");
  rtmp_command->add_flag("!--no-ceiling", rtmp.ceiling, "Leave the ceiling out");
  CLI11_PARSE(app, argc, argv);
  if (*rtmp_command) return finish(run_rtmp(rtmp), rtmp.common.json);
  if (*flv_command) return finish(run_flv(flv), flv.common.json);
  if (*hls_command) return finish(run_hls(hls), hls.common.json);
  if (*logical_command) return finish(run_logical(logical), logical.json);
  if (*room_command) return finish(run_room(room), room.common.json);
  return 0;
}
