#include "media/in/file/problem.hpp"

#include <array>

namespace lyceum::media {
namespace {

struct Row {
  int status;
  std::string_view code, en, zh;
};

// In the order of worker::Useless, then the others.
constexpr std::array<Row, 12> rows{{
    {415, "file_not_media",
     "This is no video or sound file, or it was cut off on its way. Check that it plays on your computer, "
     "export it as MP4 and upload that.",
     "无法识别这个文件：它不是音视频，或上传前就不完整。请先在电脑上确认能播放，重新导出为 MP4 后再上传。"},
    {422, "file_no_picture",
     "The file has sound but no picture. Upload a video, or make an audio lesson for it.",
     "文件只有声音，没有画面。请上传视频，或改建音频课。"},
    {422, "file_no_sound", "There is no sound in the file. Upload one that has some.",
     "文件中没有声音，请换一个有声音的文件。"},
    {415, "file_codec",
     "The file is coded in a way that cannot be read here. Export it as MP4 with H.264 and AAC and upload "
     "that.",
     "文件的编码方式暂不支持。请导出为 MP4（H.264 画面、AAC 声音）后再上传。"},
    {422, "file_too_large",
     "The picture has more than 4096 × 4096 points. Export it at 1920 × 1080 and upload that.",
     "画面尺寸超过 4096 × 4096。请按 1920 × 1080 导出后再上传。"},
    {422, "file_too_long", "The file is longer than 24 hours. Cut it into parts, a lesson each.",
     "文件时长超过 24 小时。请分成几段，每段建一节课。"},
    {422, "file_empty", "Nothing in the file can be played. Export it again and upload that.",
     "文件中没有可以播放的内容。请重新导出后再上传。"},
    {422, "file_damaged",
     "The file is damaged or ends too early. Check that it plays to its end on your computer, export it "
     "again and upload that.",
     "文件已损坏或不完整。请先在电脑上确认能从头播放到尾，重新导出后再上传。"},
    {422, "file_unreadable",
     "The file could not be read. Export it as MP4 with H.264 and AAC and upload that.",
     "无法读取这个文件。请导出为 MP4（H.264 画面、AAC 声音）后再上传。"},
    {422, "file_too_costly",
     "The file takes far more work than others of its length. Export it as MP4 with H.264 at 1920 × 1080 and "
     "upload that.",
     "处理这个文件所需的计算量过大。请按 1920 × 1080 导出为 MP4（H.264）后再上传。"},
    {503, "file_worker_missing",
     "Files cannot be prepared on this server now. Tell the administrator; your file is kept.",
     "服务器暂时无法处理上传的文件，请联系管理员。文件已保留。"},
    {404, "file_missing", "The file is no longer on the server. Upload it again.",
     "服务器上已没有这个文件，请重新上传。"},
}};
constexpr std::size_t unreadable = 8, too_costly = 9, worker_missing = 10;
static_assert(unreadable == static_cast<std::size_t>(worker::last_useless));

Error error_of(const Row& row) {
  return {.status = row.status, .code = row.code, .en = row.en, .zh = row.zh, .detail = {}};
}

}  // namespace

Error file_problem(worker::Useless why) { return error_of(rows.at(static_cast<std::size_t>(why) - 1)); }
Error file_unreadable() { return error_of(rows[unreadable]); }
Error file_too_costly() { return error_of(rows[too_costly]); }
Error file_worker_missing() { return error_of(rows[worker_missing]); }

Error file_problem(std::string_view code) {
  for (const Row& row : rows)
    if (row.code == code) return error_of(row);
  return file_unreadable();
}

}  // namespace lyceum::media
