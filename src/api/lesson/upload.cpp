#include "api/lesson/upload.hpp"

#include "api/json/time.hpp"
#include "api/view/view.hpp"
#include "base/secret/base64url.hpp"
#include "media/in/file/problem.hpp"

#include <algorithm>
#include <charconv>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using lesson::Upload;
using lesson::UploadRefusal;
using lesson::UploadState;
using people::Account;
using Services = LessonServices;

constexpr std::string_view version = "1.0.0", resumable = "Tus-Resumable";
constexpr std::string_view piece_type = "application/offset+octet-stream";

std::string path_of(const Upload& upload) {
  return "/api/v1/lessons/" + upload.lesson.str() + "/upload/" + std::to_string(upload.number);
}

std::optional<std::uint64_t> number_of(std::optional<std::string_view> text) {
  std::uint64_t number = 0;
  if (!text || text->empty() || text->size() > 16) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return number;
}

Result<std::uint64_t> number_header(const net::Request& request, std::string_view name) {
  const auto number = number_of(request.header(name));
  if (!number) return Failure(refuse(UploadRefusal::upload_form));
  return *number;
}

Result<std::int64_t> number_param(const net::Request& request) {
  const auto number = number_of(request.param("number"));
  if (!number) return Failure(refuse(UploadRefusal::upload_not_found));
  return static_cast<std::int64_t>(*number);
}

Result<void> check_version(const net::Request& request) {
  if (request.header(resumable) != version) return Failure(refuse(UploadRefusal::upload_version));
  return {};
}

// Of "filename aGVsbG8=,filetype dmlkZW8=" (tus, Upload-Metadata). Empty: not said, or not to be read.
std::string file_name_in(std::string_view metadata) {
  constexpr std::string_view key = "filename ";
  const auto at = metadata.find(key);
  if (at == metadata.npos || (at > 0 && metadata[at - 1] != ',' && metadata[at - 1] != ' ')) return {};
  std::string text(metadata.substr(at + key.size()));
  text.resize(std::min(text.find(','), text.size()));
  while (!text.empty() && (text.back() == '=' || text.back() == ' ')) text.pop_back();
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  const auto bytes = base64url_decode(text);
  return bytes ? std::string(as_text(*bytes)) : std::string();
}

net::Response tus(net::Response response) {
  response.headers.add(std::string(resumable), std::string(version));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

net::Response standing_response(int status, const Upload& upload) {
  net::Response response{.status = status};
  response.headers.add("Upload-Offset", std::to_string(upload.received));
  response.headers.add("Upload-Length", std::to_string(upload.bytes));
  if (upload.state == UploadState::uploading) {
    const auto end = std::chrono::floor<seconds>(upload.touched_at + lesson::kUploadKept);
    response.headers.add("Upload-Expires", net::http_date(end.time_since_epoch().count()));
  }
  return response;
}

// What the site takes, for clients that ask first.
Reply options(Services s, net::Request&, Caller) {
  net::Response response{.status = 204};
  response.headers.add("Tus-Version", std::string(version));
  response.headers.add("Tus-Extension", "creation,termination,expiration");
  response.headers.add("Tus-Max-Size", std::to_string(s.uploads.bytes_max()));
  co_return response;
}

Reply look(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto upload, co_await s.uploads.find(me.id, id));
  if (!upload) co_return Failure(refuse(UploadRefusal::upload_not_found));
  const auto language = net::preferred_language(request.header("Accept-Language"));
  co_return view_response(200, upload_view(s, upload, language));
}

Reply begin(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(check_version(request));
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto bytes, number_header(request, "Upload-Length"));
  std::string name = file_name_in(request.header("Upload-Metadata").value_or(""));
  LYCEUM_CO_TRY(const auto upload, co_await s.uploads.begin(me.id, id, std::move(name), bytes));
  net::Response response = standing_response(201, upload);
  response.headers.add("Location", path_of(upload));
  co_return response;
}

Reply standing(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(check_version(request));
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request));
  LYCEUM_CO_TRY(const auto upload, co_await s.uploads.find(me.id, id, number));
  co_return standing_response(200, upload);
}

Reply append(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(check_version(request));
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request));
  LYCEUM_CO_TRY(const auto offset, number_header(request, "Upload-Offset"));
  if (request.header("Content-Type") != piece_type) co_return Failure(refuse(UploadRefusal::upload_type));
  const ByteView body = as_bytes(request.body);
  SharedBytes piece(Bytes(body.begin(), body.end()));
  LYCEUM_CO_TRY(const auto upload, co_await s.uploads.append(me.id, id, number, offset, std::move(piece)));
  co_return standing_response(204, upload);
}

Reply remove(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(check_version(request));
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request));
  LYCEUM_CO_CHECK(co_await s.uploads.remove(me.id, id, number));
  co_return net::empty_response();
}

// Every answer says which tus it speaks, also those that refuse.
template <class Call>
auto in_tus(Services s, Call call) {
  return [s, call](net::Request& request, auto who) -> Reply {
    auto reply = co_await call(s, request, std::move(who));
    if (!reply && reply.error().status < 500) {
      net::Response refusal = net::problem_response(reply.error(), request);
      if (reply.error().status == 412) refusal.headers.add("Tus-Version", std::string(version));
      co_return tus(std::move(refusal));
    }
    if (!reply) co_return Failure(std::move(reply).error());
    co_return tus(std::move(*reply));
  };
}

json::value problem_view(const Upload& upload, net::Language language) {
  if (upload.state != UploadState::refused) return nullptr;
  const Error error = media::file_problem(upload.refusal);
  return json::object{{"code", error.code}, {"title", language == net::Language::zh ? error.zh : error.en}};
}

}  // namespace

json::value upload_view(Services s, const std::optional<Upload>& upload, net::Language language) {
  if (!upload) return nullptr;
  json::value progress = nullptr, expires = nullptr;
  if (upload->state == UploadState::preparing) progress = s.preparing.progress(upload->lesson).value_or(0);
  if (upload->state == UploadState::uploading)
    expires = format_time(upload->touched_at + lesson::kUploadKept);
  return json::object{{"state", lesson::upload_state_name(upload->state)},
                      {"name", upload->name},
                      {"bytes", upload->bytes},
                      {"received", upload->received},
                      {"url", path_of(*upload)},
                      {"progress", std::move(progress)},
                      {"expires_at", std::move(expires)},
                      {"problem", problem_view(*upload, language)}};
}

void add_upload_routes(net::Router& router, Door& door, Services s) {
  // Who may not add gets the refusal before a piece is held.
  const auto admit = [s, &door](net::Request& request) -> Task<Result<void>> {
    LYCEUM_CO_TRY(const auto caller, co_await door.who(request));
    LYCEUM_CO_TRY(const auto id, lesson_param(request));
    LYCEUM_CO_TRY(const auto number, number_param(request));
    LYCEUM_CO_CHECK(co_await s.uploads.find(caller.id(), id, number));
    co_return Result<void>();
  };
  const std::string all = "/api/v1/lessons/{id}/upload", one = all + "/{number}";
  router.add("OPTIONS", all, door.open(in_tus(s, options)));
  router.add("GET", all,
             door.signed_in([s](net::Request& r, Account a) { return look(s, r, std::move(a)); }));
  router.add("POST", all, door.signed_in(in_tus(s, begin)));
  router.add("HEAD", one, door.signed_in(in_tus(s, standing)));
  router.add("PATCH", one, door.signed_in(in_tus(s, append)),
             {.body_max = lesson::kPieceMax, .admit = admit});
  router.add("DELETE", one, door.signed_in(in_tus(s, remove)));
}

}  // namespace lyceum::api
