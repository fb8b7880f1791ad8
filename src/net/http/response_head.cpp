#include "net/http/response_head.hpp"

namespace lyceum::net {
namespace {

// RFC 9110 §15, those in use; the phrase means nothing to a client.
struct Phrase {
  int status;
  std::string_view text;
};
constexpr Phrase phrases[] = {
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
};

std::string_view phrase(int status) {
  for (const Phrase& known : phrases)
    if (known.status == status) return known.text;
  return "";
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) return;
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

}  // namespace

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

std::string response_head(const Response& response, const HeadOptions& options) {
  std::string out;
  out.reserve(320);
  out += "HTTP/1.1 ";
  out += std::to_string(response.status);
  out += ' ';
  out += phrase(response.status);
  out += "\r\n";
  for (const auto& [name, value] : response.headers) append_field(out, name, value);
  if (!options.date.empty()) append_field(out, "Date", options.date);
  if (!options.endless && !has_no_body(response.status))
    append_field(out, "Content-Length", std::to_string(response.body_size()));
  if (options.close) {
    append_field(out, "Connection", "close");
  } else if (options.http_1_0) {
    append_field(out, "Connection", "keep-alive");
  }
  out += "\r\n";
  return out;
}

}  // namespace lyceum::net
