// The pages that were asked for lately: when one is turned to, everybody wants it within seconds.
#pragma once

#include "lesson/document/document.hpp"

#include <list>
#include <mutex>

namespace lyceum::lesson {

// From any thread. Pages never change, so only those of a document that was deleted must be forgotten.
class PageShelf {
 public:
  explicit PageShelf(std::size_t bytes_max = 32 * 1024 * 1024) : bytes_max_(bytes_max) {}

  struct Key {
    LessonId lesson;
    std::int64_t number = 0, page = 0;
    bool operator==(const Key&) const = default;
  };
  // Empty: it is not here.
  SharedBytes find(const Key& key);
  // To be taken before a page is read and given back with it: what was forgotten in between is not kept.
  std::uint64_t turn() const;
  void keep(const Key& key, const SharedBytes& jpeg, std::uint64_t turn);
  void forget();

 private:
  struct Kept {
    Key key;
    SharedBytes jpeg;
  };
  const std::size_t bytes_max_;
  mutable std::mutex mutex_;  // guards what follows
  std::list<Kept> kept_;      // the newest first; some hundred at most, so they are simply looked through
  std::size_t bytes_ = 0;
  std::uint64_t turn_ = 0;
};

}  // namespace lyceum::lesson
