#include "app/admin/admin.hpp"
#include "app/admin/desk.hpp"
#include "net/probe/probe.hpp"

#include <ctime>
#include <ostream>

namespace lyceum::app {
namespace {

using namespace std::chrono_literals;

std::string minute_of(std::optional<Utc> time) {
  if (!time) return "-";
  const std::time_t seconds = utc_micros(*time) / 1'000'000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32] = "";
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%MZ", &parts);
  return text;
}

Failure server_refused(std::string detail) {
  Error error = internal_error(std::move(detail));
  error.code = "server";
  return Failure(std::move(error));
}

// What the running server says to a call of the lesson's lecturer.
Result<net::ProbeAnswer> ask_server(Desk& desk, const Config& config, const lesson::Lesson& lesson,
                                    const std::string& path) {
  LYCEUM_TRY(const auto address, net::parse_address(config.text("http.listen")));
  if (address.port == 0)
    return server_refused("a server runs on this data folder; name its address with --http ADDRESS:PORT");
  LYCEUM_TRY(const auto token, desk.run(desk.people().sessions.open(lesson.lecturer)));
  auto answer = net::probe_here(address, path, 10s, {.method = "POST", .bearer = token});
  LYCEUM_CHECK(desk.run(desk.people().sessions.close(token)));
  if (!answer)
    return server_refused("a server runs on this data folder, but not at " + address.str() + " (" +
                          answer.error().detail + "): name its address with --http");
  return answer;
}

}  // namespace

Result<void> list_lessons(const Config& config, const ListLessons& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  lesson::LessonQuery query;
  query.sees_all = true;
  query.limit = 200;
  if (command.live) query.state = lesson::State::live;
  do {
    LYCEUM_TRY(const auto page, desk->run(desk->lessons().list(query)));
    for (const auto& one : page.items)
      out << one.id.str() << '\t' << lesson::state_name(one.state) << '\t'
          << minute_of(one.started_at ? one.started_at : one.starts_at) << '\t' << one.lecturer_name << '\t'
          << one.title << '\n';
    query.after = page.next;
  } while (!query.after.empty());
  return {};
}

Result<void> stop_lesson(const Config& config, const StopLesson& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto lesson, desk->find_lesson(command.lesson));
  if (desk->server_runs()) {
    LYCEUM_TRY(const auto answer,
               ask_server(*desk, config, lesson, "/api/v1/lessons/" + lesson.id.str() + "/stop"));
    if (answer.status != 200) return server_refused("the server refused: " + answer.body);
  } else {
    LYCEUM_CHECK(desk->run(desk->lessons().move(lesson.id, lesson::Move::stop)));
  }
  out << "lesson " << lesson.id.str() << " is over\n";
  return {};
}

// The lecturer's own right is used: a lesson's key belongs to nobody else.
Result<void> rotate_key(const Config& config, const RotateKey& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto lesson, desk->find_lesson(command.lesson));
  people::Account lecturer;
  lecturer.id = lesson.lecturer;
  const auto grace = command.at_once ? 0s : std::chrono::seconds(lesson::IngestKeys::kGrace);
  LYCEUM_TRY(const auto key, desk->run(desk->keys().rotate(lecturer, lesson.id, grace)));
  out << key << "\n";
  return {};
}

}  // namespace lyceum::app
