#include "lesson/picture/picture.hpp"

#include "base/image/image.hpp"

#include <array>

namespace lyceum::lesson {

Result<Picture> checked_picture(Bytes bytes) {
  if (bytes.size() > kPictureMax) return Failure(refuse(PictureRefusal::picture_too_large));
  const auto type = sniff_image(bytes);
  if (!type) return Failure(refuse(PictureRefusal::picture_type));
  return Picture{*type, std::move(bytes)};
}

Error refuse(PictureRefusal why) {
  struct Row {
    int status;
    std::string_view code, en, zh;
  };
  static constexpr std::array<Row, 4> rows{{
      {404, "picture_not_found", "This picture does not exist.", "图片不存在。"},
      {409, "pictures_full", "This lesson has 100 pictures already.", "这节课的图片已达 100 张。"},
      {413, "picture_too_large", "The picture is larger than 1 MB.", "图片超过 1 MB。"},
      {415, "picture_type", "Please choose a PNG, JPEG or WebP picture.", "请选择 PNG、JPEG 或 WebP 图片。"},
  }};
  const Row& row = rows[static_cast<std::size_t>(why)];
  return {.status = row.status, .code = row.code, .en = row.en, .zh = row.zh, .detail = {}};
}

}  // namespace lyceum::lesson
