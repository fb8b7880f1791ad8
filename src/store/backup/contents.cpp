#include "store/backup/contents.hpp"

#include "base/secret/hex.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace lyceum::store {
namespace {

namespace json = boost::json;

constexpr std::size_t kPathMax = 200;
constexpr std::size_t kDigits = 2 * std::tuple_size_v<Digest>;

bool is_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, allowed);
}

std::optional<std::int64_t> number(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64() || value->get_int64() < 0) return std::nullopt;
  return value->get_int64();
}

Error failed(std::string_view code, std::string_view en, std::string_view zh, std::string detail) {
  return {.status = 500, .code = code, .en = en, .zh = zh, .detail = std::move(detail)};
}

}  // namespace

Error backup_failed(std::string detail) {
  return failed("backup", "The backup could not be made.", "备份失败。", std::move(detail));
}

Error restore_failed(std::string detail) {
  return failed("restore", "The backup could not be restored.", "恢复失败。", std::move(detail));
}

std::string write_header(const BackupHeader& header) {
  return json::serialize(json::object{{"format", header.format},
                                      {"lyceum", header.lyceum},
                                      {"schema", header.schema},
                                      {"made_us", header.made_us},
                                      {"database_bytes", static_cast<std::int64_t>(header.database_bytes)},
                                      {"media_bytes", static_cast<std::int64_t>(header.media_bytes)}}) +
         "\n";
}

Result<BackupHeader> read_header(std::string_view text) {
  const auto damaged =
      Failure(restore_failed("its first file, " + std::string(kHeaderMember) + ", is damaged"));
  boost::system::error_code failed_to_parse;
  const json::value parsed = json::parse(text, failed_to_parse);
  if (failed_to_parse || !parsed.is_object()) return damaged;
  const json::object& object = parsed.get_object();
  const auto format = number(object, "format"), schema = number(object, "schema"),
             made = number(object, "made_us"), database = number(object, "database_bytes"),
             media = number(object, "media_bytes");
  const json::value* version = object.if_contains("lyceum");
  if (!format) return damaged;
  if (*format != kBackupFormat)
    return Failure(restore_failed("it has format " + std::to_string(*format) + ", this Lyceum reads " +
                                  std::to_string(kBackupFormat) + ": restore it with the newer one"));
  if (!schema || *schema > 1'000'000 || !made || !database || !media || version == nullptr ||
      !version->is_string())
    return damaged;
  return BackupHeader{.lyceum = std::string(version->get_string()),
                      .schema = static_cast<int>(*schema),
                      .made_us = *made,
                      .database_bytes = static_cast<std::uint64_t>(*database),
                      .media_bytes = static_cast<std::uint64_t>(*media)};
}

std::string write_sums(const Sums& sums) {
  std::string text;
  for (const auto& [path, digest] : sums) text += hex(digest) + "  " + path + "\n";
  return text;
}

Result<Sums> read_sums(std::string_view text) {
  Sums sums;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.size() <= kDigits + 2 || line.substr(kDigits, 2) != "  ")
      return Failure(restore_failed("its list of sums is damaged"));
    const auto digest = digest_from_hex(line.substr(0, kDigits));
    if (!digest || !sums.emplace(line.substr(kDigits + 2), *digest).second)
      return Failure(restore_failed("its list of sums is damaged"));
  }
  return sums;
}

bool is_media_path(std::string_view path) {
  if (path.size() > kPathMax || !path.starts_with("media/")) return false;
  path.remove_prefix(6);
  for (int level = 0; level < 4; ++level) {
    const auto slash = path.find('/');
    if (!is_name(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace lyceum::store
