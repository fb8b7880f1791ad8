#include "room/draw/file.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

namespace json = boost::json;

constexpr std::string_view file_format = "lyceum-draw", receipt_format = "lyceum-draw-receipt";

void append_member(std::string& out, std::string_view name, const Digest& digest) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json(out, digest);
}

void append_member(std::string& out, std::string_view name, const std::vector<Digest>& digests) {
  out += ",\"";
  out += name;
  out += "\":[";
  for (const Digest& digest : digests) {
    if (out.back() != '[') out += ',';
    append_json(out, digest);
  }
  out += ']';
}

Result<json::object> parse_object(std::string_view text, std::string_view code, std::string_view format) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = 4;
  auto value = json::parse({text.data(), text.size()}, error, {}, options);
  if (error || !value.is_object()) return Failure(malformed(code, "it is not a JSON object"));
  auto& object = value.get_object();
  if (text_field(object, "format") != format)
    return Failure(malformed(code, "its format is not " + std::string(format)));
  if (whole_field(object, "version") != 1)
    return Failure(malformed(code, "it is of a version that this program does not know"));
  return std::move(object);
}

bool read(const json::object& object, std::string_view name, Digest& out) {
  const auto digest = digest_field(object, name);
  out = digest.value_or(Digest{});
  return digest.has_value();
}

bool read(const json::object& object, std::string_view name, std::vector<Digest>& out) {
  const auto* list = object.if_contains(name);
  if (list == nullptr || !list->is_array()) return false;
  for (const auto& value : list->get_array()) {
    json::object one{{"digest", value}};
    if (!read(one, "digest", out.emplace_back())) return false;
  }
  return true;
}

bool read_times(const json::object& object, DrawFile& file) {
  const auto opened = whole_field(object, "opened_at"), closed = whole_field(object, "closed_at");
  const auto draw = count_field(object, "draw");
  file.opened = {draw.value_or(0), Utc(milliseconds(opened.value_or(0)))};
  file.closed_at = Utc(milliseconds(closed.value_or(0)));
  return opened && closed && draw;
}

}  // namespace

bool DrawFile::operator==(const DrawFile& other) const {
  return write_draw_file(*this) == write_draw_file(other);
}

DrawFile file_of(LessonId lesson, Offset n, const Draws::Kept& draw) {
  DrawFile file{lesson.str(),
                {n, draw.t},
                draw.rules,
                draw.commitment,
                draw.start,
                draw.closed_at,
                draw.seed,
                draw.head(),
                draw.list,
                draw.beacon,
                draw.tickets(),
                {},
                draw.state == DrawState::done};
  for (const auto& winner : draw.winners) file.won.push_back(winner.ticket);
  return file;
}

std::string write_draw_file(const DrawFile& file) {
  std::string out = R"({"format":"lyceum-draw","version":1,"lesson":)";
  append_json(out, file.lesson);
  out += R"(,"draw":)";
  append_json(out, file.opened.n);
  out += R"(,"opened_at":)";
  append_json(out, utc_millis(file.opened.t));
  out += R"(,"closed_at":)";
  append_json(out, utc_millis(file.closed_at));
  out += ',';
  append_rules(out, file.rules);
  append_member(out, "commitment", file.commitment);
  append_member(out, "seed", file.seed);
  append_member(out, "start", file.start);
  append_member(out, "head", file.head);
  append_member(out, "list", file.list);
  if (file.beacon) append_member(out, "beacon_value", *file.beacon);
  append_member(out, "tickets", file.tickets);
  if (file.done) append_member(out, "won", file.won);
  return out + '}';
}

Result<DrawFile> read_draw_file(std::string_view text) {
  constexpr std::string_view code = "draw_file";
  if (text.size() > draw_file_bytes_max) return Failure(malformed(code, "it is too long"));
  LYCEUM_TRY(const auto object, parse_object(text, code, file_format));
  DrawFile file;
  file.lesson = text_field(object, "lesson").value_or("");
  file.done = object.contains("won");
  if (object.contains("beacon_value")) file.beacon.emplace();
  const bool whole = read_times(object, file) && read_rules(object, file.rules) &&
                     read(object, "commitment", file.commitment) && read(object, "seed", file.seed) &&
                     read(object, "start", file.start) && read(object, "head", file.head) &&
                     read(object, "list", file.list) && read(object, "tickets", file.tickets) &&
                     (!file.beacon || read(object, "beacon_value", *file.beacon)) &&
                     (!file.done || read(object, "won", file.won));
  if (!whole) return Failure(malformed(code, "a member is missing or of the wrong type"));
  return file;
}

Result<DrawReceipt> read_draw_receipt(std::string_view text) {
  constexpr std::string_view code = "draw_receipt";
  LYCEUM_TRY(const auto object, parse_object(text, code, receipt_format));
  DrawReceipt receipt;
  const auto draw = count_field(object, "draw"), place = count_field(object, "place");
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  const auto nonce = text_field(object, "nonce");
  const bool whole = draw && place && account && nonce && read(object, "ticket", receipt.ticket) &&
                     read(object, "head", receipt.head);
  if (!whole) return Failure(malformed(code, "a member is missing or of the wrong type"));
  receipt.draw = *draw;
  receipt.place = static_cast<std::size_t>(*place);
  receipt.account = *account;
  receipt.nonce = *nonce;
  return receipt;
}

}  // namespace lyceum::room
