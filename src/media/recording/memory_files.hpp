// For tests: files in memory, written when the test says work().
#pragma once

#include "media/recording/files.hpp"

#include <algorithm>
#include <map>

namespace lyceum::media {

class MemoryFiles final : public RecordingFiles {
 public:
  std::map<std::string, Bytes> files;      // by name; of one lesson
  std::map<std::string, Bytes> put_aside;  // the same, for replace()
  bool broken = false;                     // every append fails

  // Writes what was appended. Answers come later than the call, as those of a disk do.
  void work() {
    for (auto& write : std::exchange(waiting_, {})) write();
  }

  std::unique_ptr<RecordingFile> create(LessonId, std::string name) override {
    return std::make_unique<File>(*this, files, std::move(name));
  }
  Task<Result<void>> reopen(LessonId, Keep keep) override {
    for (auto at = files.begin(); at != files.end();) {
      View view(at->second);
      const std::uint64_t whole = keep(at->first, view);
      at->second.resize(static_cast<std::size_t>(whole));
      at = whole == 0 ? files.erase(at) : std::next(at);
    }
    co_return Result<void>();
  }
  Task<Result<void>> look(LessonId, std::string name, Look look) override {
    const auto found = files.find(name);
    if (found == files.end()) co_return Failure(recording_not_there());
    View view(found->second);
    co_return look(view);
  }
  Task<Result<void>> remove(LessonId) override {
    files.clear();
    co_return Result<void>();
  }
  NewFiles& preparing() override { return preparing_; }
  Task<Result<void>> replace(LessonId) override {
    files = std::exchange(put_aside, {});
    co_return Result<void>();
  }
  Task<Result<void>> discard(LessonId) override {
    put_aside.clear();
    co_return Result<void>();
  }
  std::optional<std::uint64_t> space() const override { return broken ? 0 : ~std::uint64_t{0}; }

 private:
  class View final : public FileView {
   public:
    explicit View(const Bytes& bytes) : bytes_(bytes) {}
    std::uint64_t size() const override { return bytes_.size(); }
    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) override {
      const auto from = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
      const std::size_t count = std::min(into.size(), bytes_.size() - from);
      std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(from), count, into.begin());
      return count;
    }

   private:
    const Bytes& bytes_;
  };
  class File final : public RecordingFile {
   public:
    File(MemoryFiles& all, std::map<std::string, Bytes>& there, std::string name)
        : all_(all), there_(there), name_(std::move(name)) {}
    void append(std::vector<SharedBytes> bytes, Written written) override {
      all_.waiting_.push_back([&all = all_, &there = there_, name = name_, bytes = std::move(bytes),
                               tell = std::move(written)]() mutable {
        if (all.broken)
          return tell(Failure(Error{.status = 507, .code = "store_full", .en = "", .zh = "", .detail = {}}));
        Bytes& file = there[name];
        for (const SharedBytes& each : bytes) file.insert(file.end(), each.view().begin(), each.view().end());
        tell({});
      });
    }

   private:
    MemoryFiles& all_;
    std::map<std::string, Bytes>& there_;
    const std::string name_;
  };

  class Preparing final : public NewFiles {
   public:
    explicit Preparing(MemoryFiles& all) : all_(all) {}
    std::unique_ptr<RecordingFile> create(LessonId, std::string name) override {
      return std::make_unique<File>(all_, all_.put_aside, std::move(name));
    }

   private:
    MemoryFiles& all_;
  };

  std::vector<std::move_only_function<void()>> waiting_;
  Preparing preparing_{*this};
};

}  // namespace lyceum::media
