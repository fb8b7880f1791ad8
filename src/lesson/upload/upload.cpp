#include "lesson/upload/upload.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>

namespace lyceum::lesson {
namespace {

constexpr std::array<std::string_view, 3> names{"uploading", "preparing", "refused"};
constexpr std::size_t name_bytes_max = 600;

struct Row {
  int status;
  std::string_view code, en, zh;
};

// In the order of UploadRefusal.
constexpr std::array<Row, 11> rows{{
    {404, "upload_not_found", "There is no such upload, or no longer.", "没有这个上传，或已过期、已被删除。"},
    {413, "upload_too_large",
     "The file is larger than this site takes. Export it smaller, or cut it into parts.",
     "文件超过本站的大小限制。请压缩后再上传，或分成几节课。"},
    {422, "upload_empty", "The file is empty. Choose another one.", "文件是空的，请重新选择。"},
    {507, "upload_full",
     "The server's disk has no room for this file. Tell the administrator, or upload a smaller one.",
     "服务器磁盘空间不足，放不下这个文件。请联系管理员，或上传更小的文件。"},
    {409, "upload_offset", "The upload stands at another place. Ask where, and go on from there.",
     "上传进度不一致，请查询后从断点继续。"},
    {413, "upload_beyond_end", "More has come than the file was said to have.", "收到的数据超过了文件大小。"},
    {423, "upload_busy", "A piece of this file is just being written.", "上一段数据仍在写入，请稍候。"},
    {412, "upload_version", "Uploads speak tus 1.0.0.", "上传接口使用 tus 1.0.0 协议。"},
    {400, "upload_form", "A header of the upload is missing or has the wrong form.",
     "上传请求头缺失或格式不对。"},
    {415, "upload_type", "A piece of a file is application/offset+octet-stream.",
     "上传数据的类型须为 application/offset+octet-stream。"},
    {409, "upload_replaced", "The file was deleted or replaced while it was prepared.",
     "文件在处理过程中被删除或替换。"},
}};
static_assert(rows.size() == static_cast<std::size_t>(UploadRefusal::upload_replaced) + 1);

}  // namespace

std::string_view upload_state_name(UploadState state) { return names[static_cast<std::size_t>(state)]; }

std::optional<UploadState> parse_upload_state(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<UploadState>(found - names.begin());
}

Error refuse(UploadRefusal why) {
  const Row& row = rows.at(static_cast<std::size_t>(why));
  return {.status = row.status, .code = row.code, .en = row.en, .zh = row.zh, .detail = {}};
}

// A name that is no text, or has line breaks in it, is nobody's to read.
std::string shown_file_name(std::string_view name) {
  if (name.size() > name_bytes_max) return {};
  const auto text = composed_text(name);
  if (!text || text_length(*text) > 200 || !one_line(*text) || !visible(*text)) return {};
  return *text;
}

}  // namespace lyceum::lesson
