#include "media/out/hls/handler.hpp"

#include "net/http/problem.hpp"

namespace lyceum::media {
namespace {

Result<HlsQuery> read_query(const net::Request& request) {
  const auto name = parse_hls_name(request.param("name"));
  if (!name) return Failure(refuse(HlsRefusal::not_there));
  HlsQuery query{*name, {}};
  if (name->kind != HlsName::Kind::playlist || request.query_string.empty()) return query;
  LYCEUM_TRY(query.directives, hls::parse_directives(request.query("_HLS_msn"), request.query("_HLS_part"),
                                                     request.query("_HLS_skip")));
  return query;
}

net::Response open_to_all(net::Response response) {
  response.headers.add("Access-Control-Allow-Origin", "*");
  return response;
}

net::Response problem(const Error& error, const net::Request& request) {
  return open_to_all(net::problem_response(error, request));
}

net::Response respond(HlsAnswer answer, const net::Request& request) {
  if (answer.refusal) return problem(refuse(*answer.refusal), request);
  net::Response response;
  if (answer.text) {
    const bool gzip = request.headers.has_token("accept-encoding", "gzip") ||
                      request.headers.has_token("accept-encoding", "*");
    response.headers.add("Content-Type", "application/vnd.apple.mpegurl");
    response.headers.add("Vary", "Accept-Encoding");
    if (gzip) response.headers.add("Content-Encoding", "gzip");
    response.body = {gzip ? answer.text.gzip : answer.text.plain};
  } else {
    response.headers.add("Content-Type", answer.track == TrackKind::video ? "video/mp4" : "audio/mp4");
    response.body = std::move(answer.body);
  }
  response.headers.add("Cache-Control",
                       answer.fresh_s > 0 ? "public, max-age=" + std::to_string(answer.fresh_s) : "no-cache");
  return open_to_all(std::move(response));
}

}  // namespace

Task<net::Response> serve_hls(HlsShelf& shelf, ViewerGate& gate, net::Request& request) {
  const auto lesson = LessonId::parse(request.param("lesson"));
  if (!lesson) co_return problem(refuse(HlsRefusal::not_there), request);
  const std::string& token = request.param("token");
  auto may = gate.admit_now(token, *lesson);
  if (!may) may = co_await gate.admit(token, *lesson);
  if (!*may) co_return problem(may->error(), request);
  const auto query = read_query(request);
  if (!query) co_return problem(query.error(), request);
  if (auto answer = shelf.look(*lesson, *query)) co_return respond(std::move(*answer), request);
  const auto start = [&](Resume<HlsAnswer> resume) {
    const auto number = shelf.wait(*lesson, *query, std::move(resume));
    request.on_gone([&shelf, id = *lesson, number] { shelf.abandon(id, number); });
  };
  HlsAnswer late = co_await wait_for<HlsAnswer>(start);
  // The right to watch may have ended meanwhile.
  may = gate.admit_now(token, *lesson);
  if (!may) may = co_await gate.admit(token, *lesson);
  if (!*may) co_return problem(may->error(), request);
  co_return respond(std::move(late), request);
}

}  // namespace lyceum::media
