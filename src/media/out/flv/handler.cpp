#include "media/out/flv/handler.hpp"

#include "media/out/flv/refusal.hpp"
#include "net/http/problem.hpp"

namespace lyceum::media {
namespace {

std::optional<LessonId> lesson_of(std::string_view file) {
  constexpr std::string_view ending = ".flv";
  if (!file.ends_with(ending)) return std::nullopt;
  return LessonId::parse(file.substr(0, file.size() - ending.size()));
}

net::PushAnswer open_to_all(net::Response response) {
  response.headers.add("Access-Control-Allow-Origin", "*");
  return {.response = std::move(response)};
}

net::PushAnswer problem(const Error& error, const net::Request& request) {
  return open_to_all(net::problem_response(error, request));
}

}  // namespace

Task<net::PushAnswer> serve_flv(FlvStation& station, ViewerGate& gate, net::Request& request) {
  const auto lesson = lesson_of(request.param("file"));
  if (!lesson) co_return problem(refuse(FlvRefusal::not_there), request);
  const std::string& token = request.param("token");
  auto may = gate.admit_now(token, *lesson);
  if (!may) may = co_await gate.admit(token, *lesson);
  if (!*may) co_return problem(may->error(), request);
  if (!station.has(*lesson)) co_return problem(refuse(FlvRefusal::not_there), request);
  if (station.full()) co_return problem(refuse(FlvRefusal::too_many), request);
  net::Response head;
  head.headers.add("Content-Type", "video/x-flv");
  head.headers.add("Cache-Control", "no-store");
  head.headers.add("X-Accel-Buffering", "no");  // nginx in front passes it on as it comes
  net::PushAnswer answer = open_to_all(std::move(head));
  answer.accept = [&station, id = *lesson, token](std::unique_ptr<net::PushSocket> socket) {
    station.join(id, std::move(socket), token);
  };
  co_return answer;
}

}  // namespace lyceum::media
