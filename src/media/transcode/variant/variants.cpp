#include "media/transcode/variant/variants.hpp"

namespace lyceum::media {

void Variants::open(LessonId lesson, Stream& stream) {
  close(lesson);
  const std::size_t home = reactors_.home(lesson.value).index();
  feeds_[home][lesson] =
      std::make_unique<VariantFeed>(lesson, stream, cores_, *starters_[home], sink_, clock_);
}

void Variants::close(LessonId lesson) { feeds_[reactors_.home(lesson.value).index()].erase(lesson); }

}  // namespace lyceum::media
