#include "lesson/document/document.hpp"

#include <algorithm>
#include <array>

namespace lyceum::lesson {
namespace {

constexpr std::array<std::string_view, 2> purposes{"slides", "handout"};
constexpr std::array<std::string_view, 5> states{"uploading", "drawing", "ready", "refused", "converting"};

template <class Kind, std::size_t N>
std::optional<Kind> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Kind>(found - names.begin());
}

}  // namespace

std::string_view purpose_name(Purpose purpose) { return purposes[static_cast<std::size_t>(purpose)]; }
std::optional<Purpose> parse_purpose(std::string_view name) { return parse<Purpose>(purposes, name); }
std::string_view document_state_name(DocumentState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<DocumentState> parse_document_state(std::string_view name) {
  return parse<DocumentState>(states, name);
}

Error document_not_found() {
  return {.status = 404,
          .code = "document_not_found",
          .en = "There are no such slides and no such handout here, or no longer.",
          .zh = "没有这份课件或讲义，或已被删除。",
          .detail = {}};
}

Error too_many_documents() {
  return {.status = 409,
          .code = "too_many_documents",
          .en = "A lesson has at most 20 slides and handouts. Delete one first.",
          .zh = "每节课最多 20 份课件和讲义，请先删除一份。",
          .detail = {}};
}

// PDF readers look for the mark in the first 1024 bytes (ISO 32000-1, annex H.3, note 13).
Result<FileKind> file_kind(ByteView start) {
  const std::string_view text = as_text(start.first(std::min(start.size(), document_start_bytes)));
  const bool zip = text.starts_with("PK\x03\x04"), ole = text.starts_with("\xD0\xCF\x11\xE0");
  if (zip || ole) return FileKind::presentation;
  if (text.find("%PDF-") != text.npos) return FileKind::pdf;
  return Failure(document_no_pdf());
}

}  // namespace lyceum::lesson
