#include "media/out/replay/output.hpp"

#include "media/out/hls/gzip.hpp"
#include "media/out/replay/piece_source.hpp"
#include "media/out/replay/playlists.hpp"
#include "media/out/replay/tiles.hpp"
#include "net/http/problem.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::array<std::string_view, 4> text_names{"index.m3u8", "video.m3u8", "audio.m3u8", "tiles.json"};

net::Response open_to_all(net::Response response) {
  response.headers.add("Access-Control-Allow-Origin", "*");
  return response;
}

net::Response text_answer(const HlsText& text, std::string_view name, const net::Request& request) {
  net::Response response;
  const bool gzip = request.headers.has_token("accept-encoding", "gzip");
  response.headers.add("Content-Type",
                       name.ends_with(".json") ? "application/json" : "application/vnd.apple.mpegurl");
  response.headers.add("Vary", "Accept-Encoding");
  response.headers.add("Cache-Control", "no-cache");
  if (gzip) response.headers.add("Content-Encoding", "gzip");
  response.body = {gzip ? text.gzip : text.plain};
  return response;
}

// "lesson-1.mp4" → 0
std::optional<std::size_t> movie_number(std::string_view name) {
  for (std::size_t i = 0; i < 100; ++i)
    if (name == "lesson-" + std::to_string(i + 1) + ".mp4") return i;
  return std::nullopt;
}

Task<Result<std::uint64_t>> size_of(RecordingFiles& files, LessonId lesson, std::string name) {
  auto size = std::make_shared<std::uint64_t>(0);
  RecordingFiles::Look look = [size](FileView& file) -> Result<void> {
    *size = file.size();
    return {};
  };
  LYCEUM_CO_CHECK(co_await files.look(lesson, std::move(name), std::move(look)));
  co_return *size;
}

std::string make_text(const Recording& recording, bool growing, std::size_t which) {
  switch (which) {
    case 0:
      return replay_multivariant(recording);
    case 1:
      return replay_playlist(recording, TrackKind::video, growing);
    case 2:
      return replay_playlist(recording, TrackKind::audio, growing);
    default:
      return replay_tiles(recording);
  }
}

// Players of ours ask for another address then, and find what is shown now.
Error trimmed_away() {
  return {.status = 403,
          .code = "replay_trimmed",
          .en = "This part of the recording is not shown.",
          .zh = "录像的这一部分不对外展示。",
          .detail = {}};
}

// By the exact names that are served.
std::string_view type_of(const std::string& file) {
  const auto name = RecordingName::parse(file);
  if (!name) return "application/octet-stream";
  return name->track == TrackKind::video ? "video/mp4" : "audio/mp4";
}

}  // namespace

void ReplayOutput::add_routes(net::Router& router) {
  router.add("GET", "/replay/{token}/{lesson}/{name}",
             [this](net::Request& request) { return serve(request); });
}

Task<net::Response> ReplayOutput::serve(net::Request& request) {
  const auto lesson = LessonId::parse(request.param("lesson"));
  if (!lesson) co_return open_to_all(net::problem_response(recording_not_there(), request));
  const auto span = co_await gate_.admit(request.param("token"), *lesson);
  if (!span) co_return open_to_all(net::problem_response(span.error(), request));
  const Share share{*lesson, *span};
  auto answered = co_await answer(request, share);
  if (!answered) co_return open_to_all(net::problem_response(answered.error(), request));
  co_return open_to_all(std::move(*answered));
}

Task<Result<net::Response>> ReplayOutput::answer(net::Request& request, Share share) {
  const std::string& name = request.param("name");
  const auto which = std::ranges::find(text_names, name);
  if (which != text_names.end())
    co_return co_await text(request, share, static_cast<std::size_t>(which - text_names.begin()));
  if (const auto number = movie_number(name)) co_return co_await movie(request, share, *number);
  if (!RecordingName::parse(name) && !StripName::parse(name)) co_return Failure(recording_not_there());
  co_return co_await file(request, share, name);
}

Task<Result<net::Response>> ReplayOutput::text(net::Request& request, Share share, std::size_t which) {
  auto look = [this, share, which](const RecordingState& state) { return render(share, state, which); };
  LYCEUM_CO_TRY(const HlsText found, co_await recordings_.look(share.lesson, std::move(look)));
  if (!found) co_return Failure(recording_not_there());
  co_return text_answer(found, text_names[which], request);
}

// A trim counts from the end of the class on: until then nobody can know what is worth showing.
ReplayOutput::Rendered& ReplayOutput::rendered(Share share, const RecordingState& state) {
  auto& here = rendered_[reactors_.home(share.lesson.value).index()];
  if (here.size() >= kept_max && !here.contains(share.lesson)) here.clear();
  const bool is_part = share.span && !state.growing();
  Lesson& lesson = here[share.lesson];
  Rendered& found = is_part ? lesson.part : lesson.whole;
  if (!is_part) share.span.reset();
  if (found.version == state.version && found.span == share.span) return found;
  found = {.version = state.version, .span = share.span, .part = nullptr, .texts = {}, .movies = {}};
  if (is_part) found.part = std::make_shared<const Recording>(cut(state.recording, *share.span).recording);
  return found;
}

HlsText ReplayOutput::render(Share share, const RecordingState& state, std::size_t which) {
  Rendered& all = rendered(share, state);
  if (all.of(state).duration() == MediaMicros(0)) return {};
  HlsText& text = all.texts[which];
  if (text) return text;
  const std::string made = make_text(all.of(state), state.growing(), which);
  if (!made.empty()) text = hls_text(made);
  return text;
}

Task<Result<void>> ReplayOutput::check(Share share, std::string name, net::ByteRange range) {
  if (!share.span) co_return Result<void>();
  auto look = [this, share, &name, range](const RecordingState& state) {
    const auto& part = rendered(share, state).part;
    return !part || holds(*part, name, range.offset, range.length);
  };
  LYCEUM_CO_TRY(const bool may, co_await recordings_.look(share.lesson, std::move(look)));
  if (!may) co_return Failure(trimmed_away());
  co_return Result<void>();
}

Task<Result<std::uint64_t>> ReplayOutput::readable(LessonId lesson, std::string name) {
  const auto file = RecordingName::parse(name);
  if (!file) co_return co_await size_of(files_, lesson, std::move(name));
  auto look = [file](const RecordingState& state) { return state.recording.readable(*file); };
  LYCEUM_CO_TRY(const std::uint64_t bytes, co_await recordings_.look(lesson, std::move(look)));
  if (bytes == 0) co_return Failure(recording_not_there());
  co_return bytes;
}

// What is written once never changes: it may be kept.
Task<Result<net::Response>> ReplayOutput::file(net::Request& request, Share share, std::string name) {
  LYCEUM_CO_TRY(const std::uint64_t size, co_await readable(share.lesson, name));
  LYCEUM_CO_TRY(const net::ByteRange range, net::range_of(request, size));
  LYCEUM_CO_CHECK(co_await check(share, name, range));
  net::Response response = net::range_response(range, size);
  response.headers.add("Content-Type", std::string(type_of(name)));
  response.headers.add("Cache-Control", "private, max-age=3600");
  response.source = std::make_unique<PieceSource>(files_, share.lesson, std::move(name), range);
  co_return response;
}

// Its tables are made once and kept while the recording stays as it is.
Task<Result<std::shared_ptr<const Movie>>> ReplayOutput::find_movie(Share share, std::size_t number) {
  struct Found {
    std::shared_ptr<const Movie> movie;
    std::vector<Stretch> stretches;
    std::uint64_t version = 0;
  };
  auto look = [this, share, number](const RecordingState& state) {
    Found found{.movie = nullptr, .stretches = {}, .version = state.version};
    if (state.growing()) return found;
    Rendered& all = rendered(share, state);
    if (const auto kept = all.movies.find(number); kept != all.movies.end()) found.movie = kept->second;
    auto movies = movies_of(all.of(state));
    if (!found.movie && number < movies.size()) found.stretches = std::move(movies[number]);
    return found;
  };
  LYCEUM_CO_TRY(Found found, co_await recordings_.look(share.lesson, std::move(look)));
  if (found.movie) co_return found.movie;
  if (found.stretches.empty()) co_return Failure(recording_not_there());
  LYCEUM_CO_TRY(auto made, co_await make_movie(files_, share.lesson, std::move(found.stretches)));
  auto keep = [this, share, number, made, version = found.version](const RecordingState& state) {
    if (state.version == version) rendered(share, state).movies[number] = made;
    return true;
  };
  LYCEUM_CO_CHECK(co_await recordings_.look(share.lesson, std::move(keep)));
  co_return made;
}

Task<Result<net::Response>> ReplayOutput::movie(net::Request& request, Share share, std::size_t number) {
  LYCEUM_CO_TRY(auto found, co_await find_movie(share, number));
  LYCEUM_CO_TRY(const net::ByteRange range, net::range_of(request, found->size));
  net::Response response = net::range_response(range, found->size);
  response.headers.add("Content-Type", "video/mp4");
  response.headers.add("Content-Disposition", "attachment; filename=\"lesson-" + share.lesson.str() + "-" +
                                                  std::to_string(number + 1) + ".mp4\"");
  response.headers.add("Cache-Control", "private, no-cache");
  response.source = std::make_unique<MovieSource>(files_, share.lesson, std::move(found), range);
  co_return response;
}

}  // namespace lyceum::media
