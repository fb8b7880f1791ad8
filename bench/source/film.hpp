// The stream of an FLV file, again and again.
#pragma once

#include "base/result/result.hpp"
#include "bench/source/feed.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lyceum::bench {

// Immutable: shared by all who send it.
class Film {
 public:
  // Of all its sound and pictures; at most 1 GB. Errors: cannot be read, no FLV, nothing in it.
  static Result<std::shared_ptr<const Film>> read(const std::string& path);
  static Result<std::shared_ptr<const Film>> of(ByteView file);

  const std::vector<FeedTag>& tags() const { return tags_; }  // the first at 0
  std::int64_t length_ns() const { return length_ns_; }       // a picture's time behind the last

 private:
  std::vector<FeedTag> tags_;
  std::int64_t length_ns_ = 0;
};

class FilmFeed final : public Feed {
 public:
  explicit FilmFeed(std::shared_ptr<const Film> film) : film_(std::move(film)) {}

  std::int64_t next_at() const override { return base_ns_ + film_->tags()[next_].at_ns; }
  FeedTag take() override;

 private:
  std::shared_ptr<const Film> film_;
  std::size_t next_ = 0;
  std::int64_t base_ns_ = 0;
};

}  // namespace lyceum::bench
