// Documents, their files and a drawer in memory, for tests of the services here.
#pragma once

#include "lesson/document_desk/draw_line.hpp"

#include <functional>
#include <map>

namespace lyceum::lesson {

class FakeDocuments final : public DocumentRepository {
 public:
  using Key = std::pair<std::int64_t, std::int64_t>;

  Task<Result<std::vector<Document>>> of(LessonId lesson) override {
    std::vector<Document> found;
    for (const auto& [key, one] : there)
      if (one.lesson == lesson) found.push_back(one);
    co_return found;
  }
  Task<Result<Maybe>> find(LessonId lesson, std::int64_t number) override {
    const auto found = there.find({lesson.value, number});
    co_return found == there.end() ? std::nullopt : Maybe(found->second);
  }
  Task<Result<void>> begin(Document document) override {
    there[{document.lesson.value, document.number}] = document;
    co_return Result<void>();
  }
  Task<Result<Maybe>> advance(LessonId lesson, std::int64_t number, std::uint64_t received, Utc) override {
    Document* const one = mine(lesson, number);
    if (one == nullptr) co_return std::nullopt;
    one->received = received;
    if (received == one->bytes) one->state = DocumentState::drawing;
    co_return *one;
  }
  Task<Result<Maybe>> ready(LessonId lesson, std::int64_t number, std::int64_t pages, Utc) override {
    Document* const one = mine(lesson, number);
    if (one == nullptr) co_return std::nullopt;
    one->state = DocumentState::ready;
    one->pages = pages;
    co_return *one;
  }
  Task<Result<Maybe>> refuse(LessonId lesson, std::int64_t number, std::string code, Utc) override {
    Document* const one = mine(lesson, number);
    if (one == nullptr) co_return std::nullopt;
    one->state = DocumentState::refused;
    one->refusal = code;
    co_return *one;
  }
  Task<Result<Maybe>> converting(LessonId lesson, std::int64_t number, Utc) override {
    Document* const one = mine(lesson, number);
    if (one == nullptr) co_return std::nullopt;
    one->state = DocumentState::converting;
    co_return *one;
  }
  Task<Result<Maybe>> converted(LessonId lesson, std::int64_t number, std::uint64_t bytes, Utc) override {
    Document* const one = mine(lesson, number);
    if (one == nullptr) co_return std::nullopt;
    one->state = DocumentState::drawing;
    one->bytes = one->received = bytes;
    co_return *one;
  }
  Task<Result<Maybe>> next_to_draw(Utc) override {
    for (auto& [key, one] : there) {
      if (one.state != DocumentState::drawing && one.state != DocumentState::converting) continue;
      ++one.tries;
      co_return one;
    }
    co_return std::nullopt;
  }
  Task<Result<bool>> remove(LessonId lesson, std::int64_t number) override {
    co_return there.erase({lesson.value, number}) > 0;
  }
  Task<Result<std::vector<Document>>> all(LessonId after, std::int64_t number, std::size_t limit) override {
    std::vector<Document> found;
    for (auto at = there.upper_bound({after.value, number}); at != there.end() && found.size() < limit; ++at)
      found.push_back(at->second);
    co_return found;
  }

  std::map<Key, Document> there;

 private:
  Document* mine(LessonId lesson, std::int64_t number) {
    const auto found = there.find({lesson.value, number});
    return found == there.end() ? nullptr : &found->second;
  }
};

class FakeDocumentFiles final : public DocumentFiles {
 public:
  Task<Result<void>> write(Name name, std::uint64_t offset, SharedBytes bytes) override {
    if (broken)
      co_return Failure(Error{.status = 507, .code = "store_full", .en = "", .zh = "", .detail = {}});
    std::string& file = files[key(name)];
    file.resize(static_cast<std::size_t>(offset));
    file += as_text(bytes.view());
    co_return Result<void>();
  }
  Task<Result<std::unique_ptr<OpenUpload>>> open(Name name) override {
    if (!files.contains(key(name))) co_return Failure(document_not_found());
    co_return std::make_unique<Nothing>();
  }
  Task<Result<std::unique_ptr<OpenUpload>>> begin_other(Name name) override {
    if (!files.contains(key(name))) co_return Failure(document_not_found());
    co_return std::make_unique<Nothing>();
  }
  Task<Result<std::uint64_t>> put_other(Name name) override {
    if (!files.contains(key(name))) co_return Failure(document_not_found());
    files[key(name)] = other;
    co_return other.size();
  }
  Task<Result<std::uint64_t>> size(Name name) override { co_return files.at(key(name)).size(); }
  Task<Result<SharedBytes>> read(Name name, std::uint64_t offset, std::size_t length) override {
    const auto found = files.find(key(name));
    if (found == files.end()) co_return Failure(document_not_found());
    co_return SharedBytes(std::string_view(found->second).substr(static_cast<std::size_t>(offset), length));
  }
  Task<Result<void>> write_page(Name name, std::int64_t page, SharedBytes jpeg) override {
    if (broken)
      co_return Failure(Error{.status = 507, .code = "store_full", .en = "", .zh = "", .detail = {}});
    pages[key(name)][page] = as_text(jpeg.view());
    co_return Result<void>();
  }
  Task<Result<SharedBytes>> page(Name name, std::int64_t page) override {
    co_return SharedBytes(std::string_view(pages.at(key(name)).at(page)));
  }
  Task<Result<void>> remove(Name name) override {
    files.erase(key(name));
    pages.erase(key(name));
    co_return Result<void>();
  }
  Task<Result<std::vector<Name>>> all() override {
    std::vector<Name> names;
    for (const auto& [name, file] : files) names.push_back({LessonId{name.first}, name.second});
    co_return names;
  }
  std::optional<std::uint64_t> space() const override { return left; }

  using Key = FakeDocuments::Key;
  static Key key(const Name& name) { return {name.lesson.value, name.number}; }
  std::map<Key, std::string> files;
  std::map<Key, std::map<std::int64_t, std::string>> pages;
  std::string other;  // what begin_other's file will hold
  std::uint64_t left = 1'000'000'000;
  bool broken = false;

 private:
  struct Nothing final : OpenUpload {
    int descriptor() const override { return 3; }
  };
};

struct FakeConverter final : PresentationConverter {
  bool there() const override { return installed; }
  Task<Result<void>> to_pdf(int, int) override {
    ++asked;
    if (on_ask) on_ask();
    if (problem) co_return Failure(*problem);
    co_return Result<void>();
  }
  bool installed = true;
  int asked = 0;
  std::optional<Error> problem;
  std::function<void()> on_ask;
};

}  // namespace lyceum::lesson
