#include "api/lesson/documents.hpp"

#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/view/view.hpp"
#include "net/http/range.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace lyceum::api {

struct DocumentForm {
  std::string purpose, name;
  std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(DocumentForm, (), (purpose, name, bytes))

namespace {

namespace json = boost::json;
using lesson::Document;
using lesson::DocumentState;
using people::Account;
using Desk = lesson::DocumentDesk&;

constexpr std::string_view piece_type = "application/offset+octet-stream";
constexpr std::size_t read_at_once = 256 * 1024;

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  if (text.empty() || text.size() > 16) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Result<std::int64_t> number_param(const net::Request& request, std::string_view name) {
  const auto number = number_of(request.param(name));
  if (!number) return Failure(lesson::document_not_found());
  return *number;
}

json::value problem_view(const Document& document, net::Language language) {
  if (document.state != DocumentState::refused) return nullptr;
  const Error error = lesson::document_problem(document.refusal);
  return json::object{{"code", error.code}, {"title", language == net::Language::zh ? error.zh : error.en}};
}

json::object document_view(const Document& document, const net::Request& request) {
  const auto language = net::preferred_language(request.header("Accept-Language"));
  return {{"number", document.number},
          {"purpose", lesson::purpose_name(document.purpose)},
          {"state", lesson::document_state_name(document.state)},
          {"name", document.name},
          {"bytes", document.bytes},
          {"received", document.received},
          {"pages", document.pages},
          {"problem", problem_view(document, language)},
          {"created_at", format_time(document.begun_at)}};
}

Reply list(Desk desk, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto all, co_await desk.list(caller.id(), id));
  json::array items;
  for (const Document& document : all) items.push_back(document_view(document, request));
  json::object answer{{"items", std::move(items)}, {"presentations", desk.takes_presentations()}};
  co_return view_response(200, std::move(answer));
}

Reply begin(Desk desk, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<DocumentForm>(request.body));
  const auto purpose = lesson::parse_purpose(form.purpose);
  if (!purpose) co_return Failure(bad_field("purpose", "slides or handout"));
  const auto bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(form.bytes, 0));
  LYCEUM_CO_TRY(const auto document, co_await desk.begin(me.id, id, *purpose, std::move(form.name), bytes));
  co_return view_response(201, document_view(document, request));
}

Reply look(Desk desk, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request, "number"));
  LYCEUM_CO_TRY(const auto document, co_await desk.find(me.id, id, number));
  co_return view_response(200, document_view(document, request));
}

Reply append(Desk desk, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request, "number"));
  const auto offset = number_of(request.header("Upload-Offset").value_or(""));
  if (!offset) co_return Failure(lesson::refuse(lesson::UploadRefusal::upload_form));
  if (request.header("Content-Type") != piece_type)
    co_return Failure(lesson::refuse(lesson::UploadRefusal::upload_type));
  const ByteView body = as_bytes(request.body);
  SharedBytes piece(Bytes(body.begin(), body.end()));
  const auto at = static_cast<std::uint64_t>(*offset);
  LYCEUM_CO_TRY(const auto document, co_await desk.append(me.id, id, number, at, std::move(piece)));
  co_return view_response(200, document_view(document, request));
}

Reply remove(Desk desk, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request, "number"));
  LYCEUM_CO_CHECK(co_await desk.remove(me.id, id, number));
  co_return net::empty_response();
}

// What a page is never changes: a browser keeps it for a day, caches that others share do not.
Reply page(Desk desk, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request, "number"));
  LYCEUM_CO_TRY(const auto which, number_param(request, "page"));
  LYCEUM_CO_TRY(auto jpeg, co_await desk.page(caller.id(), id, number, which));
  net::Response response;
  response.headers.add("Content-Type", "image/jpeg");
  response.headers.add("Cache-Control", "private, max-age=86400, immutable");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body.push_back(std::move(jpeg));
  co_return response;
}

class FileSource final : public net::BodySource {
 public:
  FileSource(Desk desk, Document document, net::ByteRange range)
      : desk_(desk), document_(std::move(document)), size_(range.length), range_(range) {}
  std::uint64_t size() const override { return size_; }
  Task<Result<SharedBytes>> next() override {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(range_.length, read_at_once));
    LYCEUM_CO_TRY(auto piece, co_await desk_.read(document_, range_.offset, wanted));
    if (piece.empty()) co_return Failure(lesson::document_not_found());
    range_.offset += piece.size();
    range_.length -= piece.size();
    co_return std::move(piece);
  }

 private:
  Desk desk_;
  const Document document_;
  const std::uint64_t size_;
  net::ByteRange range_;
};

// What is given out is a PDF, whatever came in.
std::string pdf_name(std::string name) {
  const auto dot = name.rfind('.');
  if (name.empty() || name.ends_with(".pdf") || name.ends_with(".PDF")) return name;
  constexpr std::array<std::string_view, 4> converted{"pptx", "ppt", "odp", "key"};
  std::string kind = dot == name.npos ? "" : name.substr(dot + 1);
  std::ranges::transform(kind, kind.begin(), [](unsigned char c) { return std::tolower(c); });
  if (std::ranges::find(converted, kind) != converted.end()) name.resize(dot);
  return name + ".pdf";
}

// RFC 8187: a name in any language, beside one that every browser takes.
std::string disposition(const Document& document) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (const char c : pdf_name(document.name)) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (plain.find(c) != plain.npos)
      name += c;
    else
      name += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  std::string value = "attachment; filename=\"handout-" + std::to_string(document.number) + ".pdf\"";
  return name.empty() ? value : value + "; filename*=UTF-8''" + name;
}

// Never shown inside the site: what is in it is its author's.
Reply file(Desk desk, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto number, number_param(request, "number"));
  LYCEUM_CO_TRY(auto document, co_await desk.file(caller.id(), id, number));
  LYCEUM_CO_TRY(const net::ByteRange range, net::range_of(request, document.bytes));
  net::Response response = net::range_response(range, document.bytes);
  response.headers.add("Content-Type", "application/pdf");
  response.headers.add("Content-Disposition", disposition(document));
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.source = std::make_unique<FileSource>(desk, std::move(document), range);
  co_return response;
}

}  // namespace

void add_document_routes(net::Router& router, Door& door, LessonServices s) {
  Desk desk = s.documents;
  // Who may not add gets the refusal before a piece is held.
  const auto admit = [&desk, &door](net::Request& request) -> Task<Result<void>> {
    LYCEUM_CO_TRY(const auto caller, co_await door.who(request));
    LYCEUM_CO_TRY(const auto id, lesson_param(request));
    LYCEUM_CO_TRY(const auto number, number_param(request, "number"));
    LYCEUM_CO_CHECK(co_await desk.find(caller.id(), id, number));
    co_return Result<void>();
  };
  const auto mine = [&](auto call) {
    return door.signed_in([&desk, call](net::Request& r, Account a) { return call(desk, r, std::move(a)); });
  };
  const auto anyone = [&](auto call) {
    return door.open([&desk, call](net::Request& r, Caller c) { return call(desk, r, std::move(c)); });
  };
  const std::string all = "/api/v1/lessons/{id}/documents", one = all + "/{number}";
  router.add("GET", all, anyone(list));
  router.add("POST", all, mine(begin));
  router.add("GET", one, mine(look));
  router.add("PATCH", one, mine(append), {.body_max = lesson::kPieceMax, .admit = admit});
  router.add("DELETE", one, mine(remove));
  router.add("GET", one + "/file", anyone(file));
  router.add("GET", one + "/pages/{page}", anyone(page));
}

}  // namespace lyceum::api
