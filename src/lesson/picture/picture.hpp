// Pictures that the staff of a lesson uploads for what it shows in the room, numbered 1, 2, 3 …; they stay as
// long as the lesson, since its replay shows them again.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"

#include <optional>
#include <string_view>

namespace lyceum::lesson {

inline constexpr std::size_t kPictureMax = 1u << 20;  // bytes
inline constexpr std::int64_t kPicturesMax = 100;     // of a lesson

struct Picture {
  std::string_view type;  // static storage, as from base/image
  Bytes bytes;
};

enum class PictureRefusal {
  picture_not_found,  // 404
  pictures_full,      // 409
  picture_too_large,  // 413
  picture_type,       // 415
};
Error refuse(PictureRefusal why);

// Refusals: picture_too_large, picture_type.
Result<Picture> checked_picture(Bytes bytes);

// Implemented by store/. Every call is one unit of work, durable when it returns; all from any thread.
class PictureRepository {
 public:
  virtual ~PictureRepository() = default;
  // Its number. Refusal: pictures_full.
  virtual Task<Result<std::int64_t>> add(LessonId lesson, Picture picture) = 0;
  virtual Task<Result<std::optional<Picture>>> find(LessonId lesson, std::int64_t number) = 0;
};

}  // namespace lyceum::lesson
