// Uploads, their files and replays in memory, for tests of the services here.
#pragma once

#include "lesson/upload_desk/prepare_line.hpp"

#include <algorithm>
#include <map>

namespace lyceum::lesson {

class FakeUploads final : public UploadRepository {
 public:
  using Maybe = Result<std::optional<Upload>>;

  Task<Maybe> find(LessonId lesson) override { co_return look(lesson); }
  Task<Result<void>> begin(Upload upload) override {
    there[upload.lesson] = upload;
    co_return Result<void>();
  }
  Task<Maybe> advance(LessonId lesson, std::int64_t number, std::uint64_t received, Utc now) override {
    Upload* const upload = mine(lesson, number);
    if (upload == nullptr) co_return std::nullopt;
    upload->received = received;
    upload->touched_at = now;
    if (received == upload->bytes) upload->state = UploadState::preparing;
    co_return *upload;
  }
  Task<Maybe> refuse(LessonId lesson, std::int64_t number, std::string code, Utc) override {
    Upload* const upload = mine(lesson, number);
    if (upload == nullptr) co_return std::nullopt;
    upload->state = UploadState::refused;
    upload->refusal = code;
    co_return *upload;
  }
  Task<Maybe> next_to_prepare(Utc now) override {
    Upload* next = nullptr;
    for (auto& [id, upload] : there)
      if (upload.state == UploadState::preparing && (next == nullptr || upload.touched_at < next->touched_at))
        next = &upload;
    if (next == nullptr) co_return std::nullopt;
    ++next->tries;
    next->touched_at = now;
    co_return *next;
  }
  Task<Result<void>> untry(LessonId lesson, std::int64_t number) override {
    if (Upload* const upload = mine(lesson, number)) --upload->tries;
    co_return Result<void>();
  }
  Task<Result<bool>> remove(LessonId lesson, std::int64_t number) override {
    if (mine(lesson, number) == nullptr) co_return false;
    there.erase(lesson);
    co_return true;
  }
  Task<Result<std::vector<Upload>>> all() override {
    std::vector<Upload> found;
    for (const auto& [id, upload] : there) found.push_back(upload);
    co_return found;
  }

  std::map<LessonId, Upload> there;

 private:
  std::optional<Upload> look(LessonId lesson) const {
    const auto found = there.find(lesson);
    return found == there.end() ? std::nullopt : std::optional(found->second);
  }
  Upload* mine(LessonId lesson, std::int64_t number) {
    const auto found = there.find(lesson);
    return found == there.end() || found->second.number != number ? nullptr : &found->second;
  }
};

class FakeUploadFiles final : public UploadFiles {
 public:
  Task<Result<void>> write(Name name, std::uint64_t offset, SharedBytes bytes) override {
    if (broken)
      co_return Failure(Error{.status = 507, .code = "store_full", .en = "", .zh = "", .detail = {}});
    std::string& file = files[{name.lesson, name.number}];
    if (file.size() < offset) co_return Failure(lesson::refuse(UploadRefusal::upload_not_found));
    file.resize(static_cast<std::size_t>(offset));
    file += as_text(bytes.view());
    co_return Result<void>();
  }
  Task<Result<std::unique_ptr<OpenUpload>>> open(Name name) override {
    if (!files.contains({name.lesson, name.number}))
      co_return Failure(lesson::refuse(UploadRefusal::upload_not_found));
    co_return std::make_unique<Nothing>();
  }
  Task<Result<void>> remove(Name name) override {
    files.erase({name.lesson, name.number});
    co_return Result<void>();
  }
  Task<Result<std::vector<Name>>> all() override {
    std::vector<Name> names;
    for (const auto& [name, file] : files) names.push_back({name.first, name.second});
    co_return names;
  }
  std::optional<std::uint64_t> space() const override { return left; }

  std::map<std::pair<LessonId, std::int64_t>, std::string> files;
  std::uint64_t left = 1'000'000;
  bool broken = false;

 private:
  struct Nothing final : OpenUpload {
    int descriptor() const override { return -1; }
  };
};

class FakeReplays final : public ReplayRepository {
 public:
  Task<Result<std::optional<Replay>>> find(LessonId lesson) override {
    const auto found = there.find(lesson);
    co_return found == there.end() ? std::nullopt : std::optional(found->second);
  }
  Task<Result<void>> note(LessonId lesson, std::chrono::milliseconds duration, Utc now) override {
    there[lesson].duration = duration;
    there[lesson].recorded_at = now;
    co_return Result<void>();
  }
  Task<Result<void>> watched(LessonId lesson, Utc now) override {
    there[lesson].watched_at = now;
    co_return Result<void>();
  }
  Task<Result<Replay>> edit(LessonId lesson, std::chrono::milliseconds, ReplayChange change) override {
    LYCEUM_CO_TRY(there[lesson], changed(there[lesson], std::move(change)));
    co_return there[lesson];
  }
  Task<Result<void>> remove(LessonId lesson) override {
    there.erase(lesson);
    co_return Result<void>();
  }

  std::map<LessonId, Replay> there;
};

}  // namespace lyceum::lesson
