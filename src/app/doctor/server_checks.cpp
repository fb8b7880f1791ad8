// The database, where it is on a server of its own.
#include "app/doctor/checks.hpp"
#include "store/address/address.hpp"
#include "store/postgres/inspect.hpp"
#include "store/schema/schema.hpp"

namespace lyceum::app {
namespace {

constexpr milliseconds kFar{20};

// The version of the tables against what this program knows; nullopt: as it should be.
std::optional<Finding> wrong_version(int version, int known) {
  if (version <= known) return std::nullopt;
  const std::string theirs = std::to_string(version), ours = std::to_string(known);
  return problem("database",
                 {"It has version " + theirs + ", this Lyceum knows up to " + ours + ".",
                  "其版本为 " + theirs + "，本程序仅支持到 " + ours + "。"},
                 {"Start the newer Lyceum, or restore a backup.", "请使用更新版本的讲堂，或恢复备份。"});
}

Words described(const store::PostgresReport& report, const std::string& where, int known) {
  const std::string size = std::to_string(report.bytes >> 20) + " MB";
  const std::string answer = std::to_string(report.answer.count()) + " ms";
  Words words{"PostgreSQL " + report.server + " at " + where + " answers in " + answer + " (" + size + ")",
              where + " 上的 PostgreSQL " + report.server + " 在 " + answer + " 内响应（" + size + "）"};
  if (report.schema == 0) {
    words.en += "; it has no tables yet, the first start makes them.";
    words.zh += "；尚无数据表，首次启动时会创建。";
    return words;
  }
  const std::string version = std::to_string(report.schema), newest = std::to_string(known);
  words.en += ", version " + version;
  words.zh += "，版本 " + version;
  if (report.schema < known) {
    words.en += "; the next start brings it to " + newest;
    words.zh += "；下次启动时升级到 " + newest;
  }
  words.en += ".";
  words.zh += "。";
  return words;
}

}  // namespace

Finding check_database_server(const std::string& url, std::optional<Utc>& newest_row) {
  const auto report = store::inspect_postgres(url);
  if (!report)
    return problem(
        "database", {report.error().detail + ".", "数据库无法使用：" + report.error().detail + "。"},
        {"See that the server runs, that store.url is right, and that its user may use the database.",
         "请确认数据库服务器在运行、store.url 正确，且其用户有权使用该数据库。"});
  newest_row = report->newest_row;
  const int known = static_cast<int>(store::migrations().size());
  if (auto wrong = wrong_version(report->schema, known)) return std::move(*wrong);
  const Words found = described(*report, store::without_password(url), known);
  if (report->loses_on_power_cut)
    return warning("database", found,
                   {"Its fsync or full_page_writes is off: a power cut may destroy it. Turn both on.",
                    "其 fsync 或 full_page_writes 已关闭，断电可能损坏数据，请开启。"});
  if (report->answer > kFar)
    return warning(
        "database", found,
        {"It is far away: every comment waits for it five times. Bring the two nearer to each other.",
         "距离过远：每条评论都要等待它五次，请让两者靠近。"});
  return fine("database", found);
}

}  // namespace lyceum::app
