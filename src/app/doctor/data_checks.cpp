#include "app/data/seal_file.hpp"
#include "app/doctor/checks.hpp"
#include "store/backup/check.hpp"
#include "store/folder/folder.hpp"
#include "store/schema/schema.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace lyceum::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSpaceNone = 500ull << 20, kSpaceLittle = 5ull << 30;

// The folder, or the nearest one above it that is there.
fs::path nearest(const std::string& folder) {
  std::error_code error;
  fs::path at = fs::absolute(folder, error);
  while (!fs::exists(at, error) && at.has_relative_path()) at = at.parent_path();
  return at;
}

std::string gigabytes(std::uint64_t bytes) {
  const std::uint64_t tenths = bytes / ((1ull << 30) / 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

}  // namespace

Finding check_folder(const std::string& folder) {
  std::error_code error;
  const std::string at = fs::absolute(folder, error).lexically_normal().string();
  if (fs::exists(store::in_folder(folder, store::kRestoringFolder), error))
    return problem("folder",
                   {"A restore into " + at + " did not finish.", "恢复到 " + at + " 的操作没有完成。"},
                   {"Run it again, or remove the folder restoring in it.",
                    "请重新执行恢复，或删除其中的 restoring 目录。"});
  const fs::path there = nearest(folder);
  const Words advice{"Give it to the user that runs Lyceum: chown -R USER " + at,
                     "请把它交给运行讲堂的用户：chown -R 用户 " + at};
  if (!fs::is_directory(there, error))
    return problem("folder", {there.string() + " is not a folder.", there.string() + " 不是目录。"},
                   {"Name another one in data.dir.", "请在 data.dir 中指定其他目录。"});
  if (::access(there.c_str(), R_OK | W_OK | X_OK) != 0)
    return problem("folder",
                   {there.string() + " cannot be written: " + std::strerror(errno) + ".",
                    there.string() + " 不可写：" + std::strerror(errno) + "。"},
                   advice);
  for (const auto name : {store::kDatabaseFile, store::kSecretFile}) {
    const std::string file = store::in_folder(folder, name);
    if (fs::exists(file, error) && ::access(file.c_str(), R_OK | W_OK) != 0)
      return problem("folder", {file + " cannot be written.", file + " 不可写。"}, advice);
  }
  if (!fs::exists(folder, error))
    return fine("folder",
                {at + " is not there yet; the first start makes it.", at + " 尚不存在，首次启动时会创建。"});
  return fine("folder", {at + " can be read and written.", at + " 可读写。"});
}

Finding check_space(const std::string& folder) {
  std::error_code error;
  const auto space = fs::space(nearest(folder), error);
  const std::string left = gigabytes(space.available);
  const Words found{left + " are free for data and recordings.", "数据和录像可用空间：" + left + "。"};
  const Words advice{"An hour of recording at 3 Mbit/s takes 1.4 GB: make room or move the data folder.",
                     "3 Mbit/s 的录像每小时占用 1.4 GB：请清理空间或迁移数据目录。"};
  if (error) return problem("space", {error.message(), error.message()}, advice);
  if (space.available < kSpaceNone) return problem("space", found, advice);
  if (space.available < kSpaceLittle) return warning("space", found, advice);
  return fine("space", found);
}

Finding check_seal_key(const Config& config) {
  const auto seal = read_seal(seal_file(config), config.text("data.dir"));
  if (!seal)
    return problem(
        "seal", {seal.error().detail, "封存密钥无法使用：" + seal.error().detail},
        {"Bring the key file back from where you keep its copy; without it sealed texts cannot be read.",
         "请从备份处取回密钥文件；没有它，已封存的内容无法读取。"});
  if (seal->closes())
    return fine("seal", {"Private texts in the database are sealed with key " + seal->key_id() + ".",
                         "数据库中的私密内容以密钥 " + seal->key_id() + " 封存。"});
  return fine("seal", {"Private texts in the database are not sealed (store.seal_key_file).",
                       "数据库中的私密内容未封存（store.seal_key_file）。"});
}

Finding check_database_file(const std::string& folder, std::optional<Utc>& newest_row) {
  const std::string file = store::in_folder(folder, store::kDatabaseFile);
  std::error_code error;
  if (!fs::exists(file, error))
    return fine("database",
                {"There is none yet; the first start makes it.", "尚无数据库，首次启动时会创建。"});
  const Words advice{
      "Stop the server, keep the folder as it is, and restore the last backup: lyceum restore FILE --force",
      "请停止服务器，保留现有目录，并恢复最近的备份：lyceum restore 文件 --force"};
  const auto report = store::check_database(file, store::CheckDepth::quick);
  if (!report)
    return problem("database", {report.error().detail, "无法检查：" + report.error().detail}, advice);
  if (!report->damage.empty())
    return problem("database", {file + " is damaged: " + report->damage, file + " 已损坏：" + report->damage},
                   advice);
  newest_row = report->newest_row;
  const int newest = static_cast<int>(store::migrations().size());
  const std::string version = std::to_string(report->schema), known = std::to_string(newest);
  if (report->schema > newest)
    return problem("database",
                   {"It has version " + version + ", this Lyceum knows up to " + known + ".",
                    "其版本为 " + version + "，本程序仅支持到 " + known + "。"},
                   {"Start the newer Lyceum, or restore a backup.", "请使用更新版本的讲堂，或恢复备份。"});
  const std::string size = std::to_string(fs::file_size(file, error) >> 20) + " MB";
  if (report->schema < newest)
    return fine("database", {"It is whole (" + size + "), version " + version +
                                 "; the next start brings it to " + known + ".",
                             "完好（" + size + "），版本 " + version + "；下次启动时升级到 " + known + "。"});
  return fine("database", {"It is whole (" + size + "), version " + version + ".",
                           "完好（" + size + "），版本 " + version + "。"});
}

}  // namespace lyceum::app
