// A PDF that belongs to a lesson: slides, of which the room shows a page, or a handout to take away.
//
// uploading → drawing → ready or refused. Slides are ready when each of their pages is a picture; of handouts
// it is only checked that they are PDFs. Nothing of it changes afterwards: other slides are another document.
//
// A presentation (PPTX, PPT, ODP) is converting before: it becomes a PDF, which takes its place. The
// presentation itself is not kept: its lecturer has it, and learners get what opens on every phone, without
// the speaker's notes and hidden slides.
#pragma once

#include "lesson/document/problem.hpp"
#include "lesson/upload/upload.hpp"

namespace lyceum::lesson {

enum class Purpose { slides, handout };
enum class DocumentState { uploading, drawing, ready, refused, converting };
std::string_view purpose_name(Purpose purpose);
std::optional<Purpose> parse_purpose(std::string_view name);
std::string_view document_state_name(DocumentState state);
std::optional<DocumentState> parse_document_state(std::string_view name);

struct Document {
  LessonId lesson = {};
  std::int64_t number = 0;  // names it in its address; random, below 2^53
  Purpose purpose = Purpose::slides;
  DocumentState state = DocumentState::uploading;
  std::string name = {};       // of the file, as its owner calls it; may be empty
  std::uint64_t bytes = 0;     // of the whole file
  std::uint64_t received = 0;  // of these, on the disk
  std::int64_t pages = 0;      // ready slides: how many
  std::string refusal = {};    // refused: why, a code of problem.hpp
  std::int64_t tries = 0;      // times that drawing began
  Utc begun_at = {}, touched_at = {};

  bool operator==(const Document&) const = default;
};

inline constexpr std::uint64_t document_bytes_max = 100'000'000;
inline constexpr std::size_t documents_max = 20;  // of a lesson

Error document_not_found();  // 404
Error too_many_documents();  // 409

enum class FileKind { pdf, presentation };
// By the first bytes of a file, or document_no_pdf. What seems a presentation may be any file of an office
// program, or any archive.
Result<FileKind> file_kind(ByteView start);
inline constexpr std::size_t document_start_bytes = 1024;

// Implemented by store/. Every call is one unit of work, durable when it returns; all from any thread.
class DocumentRepository {
 public:
  using Maybe = std::optional<Document>;
  virtual ~DocumentRepository() = default;
  // In the order in which they were begun.
  virtual Task<Result<std::vector<Document>>> of(LessonId lesson) = 0;
  virtual Task<Result<Maybe>> find(LessonId lesson, std::int64_t number) = 0;
  // Refusal: too_many_documents.
  virtual Task<Result<void>> begin(Document document) = 0;
  // So much has been received; when that is all of it, it is to be drawn. nullopt from these: not there any
  // more.
  virtual Task<Result<Maybe>> advance(LessonId lesson, std::int64_t number, std::uint64_t received,
                                      Utc now) = 0;
  virtual Task<Result<Maybe>> ready(LessonId lesson, std::int64_t number, std::int64_t pages, Utc now) = 0;
  virtual Task<Result<Maybe>> refuse(LessonId lesson, std::int64_t number, std::string code, Utc now) = 0;
  // It is being turned into a PDF; it is one now, of so many bytes, and to be drawn.
  virtual Task<Result<Maybe>> converting(LessonId lesson, std::int64_t number, Utc now) = 0;
  virtual Task<Result<Maybe>> converted(LessonId lesson, std::int64_t number, std::uint64_t bytes,
                                        Utc now) = 0;
  // The one to be converted or drawn next, by order of touching; counts the try, and touches.
  virtual Task<Result<Maybe>> next_to_draw(Utc now) = 0;
  // False: not there any more.
  virtual Task<Result<bool>> remove(LessonId lesson, std::int64_t number) = 0;
  // Of all lessons, those that were deleted left out; after that one, by lesson and number, at most `limit`.
  virtual Task<Result<std::vector<Document>>> all(LessonId after, std::int64_t after_number,
                                                  std::size_t limit) = 0;
};

// Where the files and their pages are. Implemented by store/blob. Calls come from threads with a mailbox;
// answers come back there. Refusals: store_full, store_failed, document_not_found.
class DocumentFiles {
 public:
  using Name = UploadFiles::Name;
  virtual ~DocumentFiles() = default;
  // Writes at `offset`; what was behind it is cut off. On the disk when it returns.
  virtual Task<Result<void>> write(Name name, std::uint64_t offset, SharedBytes bytes) = 0;
  virtual Task<Result<std::unique_ptr<OpenUpload>>> open(Name name) = 0;
  // An empty file, open for writing, that may take the place of the one there; gone when it was not put
  // there.
  virtual Task<Result<std::unique_ptr<OpenUpload>>> begin_other(Name name) = 0;
  // In one step; on the disk when it returns. How large it is.
  virtual Task<Result<std::uint64_t>> put_other(Name name) = 0;
  virtual Task<Result<std::uint64_t>> size(Name name) = 0;
  // At most that many bytes from there; fewer only at the end.
  virtual Task<Result<SharedBytes>> read(Name name, std::uint64_t offset, std::size_t length) = 0;
  virtual Task<Result<void>> write_page(Name name, std::int64_t page, SharedBytes jpeg) = 0;
  virtual Task<Result<SharedBytes>> page(Name name, std::int64_t page) = 0;
  // With its pages. Nothing to delete is no error.
  virtual Task<Result<void>> remove(Name name) = 0;
  virtual Task<Result<std::vector<Name>>> all() = 0;
  // Bytes that files can still take; none: not known. From any thread, at once.
  virtual std::optional<std::uint64_t> space() const = 0;
};

}  // namespace lyceum::lesson
