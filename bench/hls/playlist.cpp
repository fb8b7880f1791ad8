#include "bench/hls/playlist.hpp"

#include <charconv>

namespace lyceum::bench {
namespace {

std::string_view uri_in(std::string_view line) {
  constexpr std::string_view mark = "URI=\"";
  const auto begin = line.find(mark);
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin + mark.size());
  return line.substr(0, line.find('"'));
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

template <class Call>
void for_each_line(std::string_view text, Call call) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    call(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

}  // namespace

PlaylistEnd read_end(std::string_view playlist, std::string_view after) {
  constexpr std::string_view sequence = "#EXT-X-MEDIA-SEQUENCE:", skip = "#EXT-X-SKIP:SKIPPED-SEGMENTS=";
  PlaylistEnd end;
  bool found = false;
  std::string last;
  for_each_line(playlist, [&](std::string_view line) {
    if (line.starts_with(sequence)) end.next_msn += number_in(line.substr(sequence.size()));
    if (line.starts_with(skip)) end.next_msn += number_in(line.substr(skip.size()));
    if (line.starts_with("#EXTINF:")) {
      ++end.next_msn;
      end.next_part = 0;
    }
    if (!line.starts_with("#EXT-X-PART:")) return;
    ++end.next_part;
    last = uri_in(line);
    if (found) end.parts.push_back(last);
    found = found || last == after;
  });
  if (!found && !last.empty()) end.parts.push_back(std::move(last));
  return end;
}

std::vector<std::string> read_renditions(std::string_view multivariant) {
  std::vector<std::string> pictures, sounds;
  for_each_line(multivariant, [&](std::string_view line) {
    if (line.starts_with("#EXT-X-MEDIA:TYPE=AUDIO") && !uri_in(line).empty())
      sounds.emplace_back(uri_in(line));
    if (!line.empty() && line.front() != '#') pictures.emplace_back(line);
  });
  std::vector<std::string> all;
  if (!pictures.empty()) all.push_back(pictures.front());
  if (!sounds.empty() && (all.empty() || sounds.front() != all.front())) all.push_back(sounds.front());
  return all;
}

}  // namespace lyceum::bench
