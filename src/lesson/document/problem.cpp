#include "lesson/document/problem.hpp"

#include <array>

namespace lyceum::lesson {
namespace {

Error make(int status, std::string_view code, std::string_view en, std::string_view zh) {
  return {.status = status, .code = code, .en = en, .zh = zh, .detail = {}};
}

}  // namespace

Error document_no_pdf() {
  return make(415, "document_no_pdf", "This is not a PDF. Export your slides as PDF and upload that.",
              "这不是 PDF 文件。请先导出为 PDF 再上传。");
}
Error document_powerpoint() {
  return make(
      415, "document_powerpoint",
      "PowerPoint, Keynote and Word files are not shown here. Save the slides as PDF and upload that.",
      "不支持直接展示 PowerPoint、Keynote、Word 文件。请另存为 PDF 后上传。");
}
Error document_unreadable() {
  return make(422, "document_unreadable",
              "The PDF cannot be read: it is damaged, cut off, or protected by a password. Export it again.",
              "无法读取这个 PDF：文件已损坏、不完整，或有密码保护。请重新导出。");
}
Error document_too_many_pages() {
  return make(422, "document_too_many_pages", "Slides have at most 500 pages. Cut the PDF into parts.",
              "课件最多 500 页。请把 PDF 拆成几份。");
}
Error document_too_costly() {
  return make(422, "document_too_costly",
              "A page of this PDF takes too long to draw. Export it with smaller pictures.",
              "这个 PDF 有一页太复杂，无法绘制。请降低图片精度后重新导出。");
}
Error document_unconvertible() {
  return make(422, "document_unconvertible",
              "This file cannot be turned into a PDF: it is damaged, protected by a password, or no "
              "presentation. Save it as PDF yourself and upload that.",
              "无法把这个文件转换为 PDF：文件已损坏、有密码保护，或不是演示文稿。请自行另存为 PDF 后上传。");
}
Error document_locked() {
  return make(422, "document_locked",
              "This presentation is protected by a password. Remove the password, or save it as PDF, and "
              "upload it again.",
              "这份演示文稿有密码保护。请去掉密码，或另存为 PDF，再重新上传。");
}
Error document_conversion_costly() {
  return make(422, "document_conversion_costly",
              "Turning this presentation into a PDF takes too long, or it becomes too large. Save it as PDF "
              "yourself, or make its pictures smaller.",
              "这份演示文稿转换为 PDF 用时太长或文件过大。请自行另存为 PDF，或压缩其中的图片。");
}
Error pages_unavailable() {
  return make(503, "pages_unavailable",
              "This server cannot show slides: poppler-utils is not installed, or its process cannot be shut "
              "in. Tell the administrator; handouts work.",
              "本服务器无法展示课件：未安装 poppler-utils，或无法隔离运行。请联系管理员；讲义不受影响。");
}

Error document_problem(std::string_view code) {
  for (const auto& one :
       {document_no_pdf, document_powerpoint, document_too_many_pages, document_too_costly,
        document_unconvertible, document_locked, document_conversion_costly, pages_unavailable})
    if (one().code == code) return one();
  return document_unreadable();
}

}  // namespace lyceum::lesson
