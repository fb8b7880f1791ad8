#include "store/postgres/error.hpp"

#include "store/database/refusal.hpp"

#include <string>

#include <libpq-fe.h>

namespace lyceum::store {
namespace {

std::string_view field(const pg_result* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text != nullptr ? text : "";
}

Refusal refusal_for(std::string_view sqlstate) {
  if (fault_of(sqlstate) == Fault::lost) return Refusal::unreachable;
  if (fault_of(sqlstate) == Fault::conflict || sqlstate == "55P03") return Refusal::busy;
  if (sqlstate == "57014") return Refusal::timeout;
  if (sqlstate == "53100") return Refusal::full;
  if (sqlstate == "53200" || sqlstate == "53300") return Refusal::busy;
  return sqlstate.starts_with("23") ? Refusal::conflict : Refusal::failed;
}

}  // namespace

// 08P01 is about what was said (the wrong number of values, for one), not about the line.
Fault fault_of(std::string_view sqlstate) {
  if (sqlstate == "40001" || sqlstate == "40P01") return Fault::conflict;
  if (sqlstate == "23505" || sqlstate == "23P01") return Fault::duplicate;
  if (sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03" || sqlstate == "57P05")
    return Fault::lost;
  return sqlstate.starts_with("08") && sqlstate != "08P01" ? Fault::lost : Fault::refused;
}

Error postgres_error(const pg_result* result, std::string_view doing) {
  const std::string_view sqlstate = field(result, PG_DIAG_SQLSTATE);
  std::string detail(field(result, PG_DIAG_MESSAGE_PRIMARY));
  if (detail.empty()) detail = one_line_of(PQresultErrorMessage(result));
  detail += " (" + std::string(sqlstate) + "): " + std::string(doing);
  return refuse(refusal_for(sqlstate), std::move(detail));
}

std::string one_line_of(std::string_view message) {
  std::string line;
  for (const char c : message) {
    if (c != '\n' && c != '\t') {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace lyceum::store
