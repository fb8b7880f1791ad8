// What the doors of the site ask about slides and handouts. One object for all reactors, all calls from any
// of them. Staff adds and deletes; whoever may see and hear the lesson gets handouts, and the pages of
// slides.
#pragma once

#include "lesson/document_desk/draw_line.hpp"
#include "lesson/document_desk/page_shelf.hpp"
#include "money/access/access.hpp"

#include <functional>
#include <mutex>
#include <set>

namespace lyceum::lesson {

// Everything outlives the desk.
struct DocumentNeeds {
  DocumentRepository& documents;
  DocumentFiles& files;
  money::Access& access;
  const PresentationConverter& converter;
  const Clock& clock;
};

class DocumentDesk {
 public:
  // `complete`: told on the calling thread that all of a file is there and on record.
  DocumentDesk(DocumentNeeds needs, std::function<void()> complete)
      : needs_(needs), complete_(std::move(complete)) {}

  // For staff, else the refusals of money/access. Refusals: upload_empty, upload_too_large (beyond
  // document_bytes_max), upload_full, too_many_documents.
  Task<Result<Document>> begin(AccountId by, LessonId lesson, Purpose purpose, std::string name,
                               std::uint64_t bytes);
  // The next piece; it is on the disk when this returns. Refusals: document_not_found, upload_offset,
  // upload_beyond_end, upload_busy, upload_full.
  Task<Result<Document>> append(AccountId by, LessonId lesson, std::int64_t number, std::uint64_t offset,
                                SharedBytes bytes);
  // Staff's, or document_not_found.
  Task<Result<Document>> find(AccountId by, LessonId lesson, std::int64_t number);
  Task<Result<void>> remove(AccountId by, LessonId lesson, std::int64_t number);

  // All of them for staff; the handouts that are ready for others who may see and hear the lesson.
  Task<Result<std::vector<Document>>> list(AccountId by, LessonId lesson);
  // Handouts, and for staff slides, too. Refusal: document_not_found.
  Task<Result<Document>> file(AccountId by, LessonId lesson, std::int64_t number);
  Task<Result<SharedBytes>> read(const Document& document, std::uint64_t offset, std::size_t length);
  // A JPEG. Refusal: document_not_found.
  Task<Result<SharedBytes>> page(AccountId by, LessonId lesson, std::int64_t number, std::int64_t page);

  // Whether presentations are taken, beside PDFs.
  bool takes_presentations() const { return needs_.converter.there(); }

  // For the room, which has asked its own questions: ready slides; nullopt: none of that number.
  Task<Result<std::optional<Document>>> slides(LessonId lesson, std::int64_t number);

  // The lesson itself is gone, and its rows with it.
  Task<void> drop(LessonId lesson);
  // Gives up what nobody added to for kUploadKept, and deletes files that belong to no document.
  Task<Result<void>> sweep();

 private:
  class Turn;
  using Key = std::pair<std::int64_t, std::int64_t>;

  Task<Result<bool>> is_staff(AccountId by, LessonId lesson);
  Task<Result<Document>> write(Document document, std::uint64_t offset, SharedBytes bytes);
  Task<Result<std::vector<Document>>> everything();

  DocumentNeeds needs_;
  const std::function<void()> complete_;
  PageShelf shelf_;
  std::mutex mutex_;       // guards what follows
  std::set<Key> writing_;  // lesson and number
};

}  // namespace lyceum::lesson
