#include "lesson/lesson/refusal.hpp"

#include <array>

namespace lyceum::lesson {
namespace {

struct Line {
  int status;
  std::string_view code, en, zh;
};

// In the order of Refusal.
constexpr std::array<Line, 29> kLines{{
    {404, "lesson_not_found", "There is no such lesson.", "直播课不存在。"},
    {403, "may_not_teach", "Only lecturers can create lessons.", "只有讲师可以创建直播课。"},
    {422, "title_invalid", "A title has 1 to 100 characters on one line.", "标题须为 1 至 100 个字符。"},
    {422, "description_long", "A description has at most 5000 characters.", "简介最多 5000 个字符。"},
    {422, "starts_at_invalid", "The start lies in the past or too far ahead.", "开始时间已过或过于遥远。"},
    {422, "password_invalid", "A lesson's password has 1 to 64 characters.", "观看密码须为 1 至 64 个字符。"},
    {409, "already_live", "The class is already running.", "直播课已经开始。"},
    {409, "lesson_over", "The class is over.", "直播课已经结束。"},
    {409, "not_live", "The class is not running.", "直播课尚未开始。"},
    {409, "live_not_deletable", "End the class before you delete it.", "请先结束直播课再删除。"},
    {413, "cover_too_large", "A cover picture has at most 2 MB.", "封面图片最大 2 MB。"},
    {415, "cover_type", "A cover picture is PNG, JPEG or WebP.", "封面图片须为 PNG、JPEG 或 WebP 格式。"},
    {404, "cover_not_found", "This lesson has no cover picture.", "该直播课没有封面图片。"},
    {403, "wrong_password", "The password is wrong.", "密码错误。"},
    {409, "no_password", "This lesson asks for no password.", "该直播课不需要密码。"},
    {429, "too_many_attempts", "Too many attempts. Please wait a little.", "尝试次数过多，请稍候再试。"},
    {403, "invite_invalid", "This invitation is not valid or has been used.", "邀请无效或已被使用。"},
    {422, "role_invalid", "An invitation is for a learner, an assistant or a guest.",
     "邀请的角色须为学员、助教或嘉宾。"},
    {409, "too_many_invites", "This lesson has too many invitations.", "该直播课的邀请数量已达上限。"},
    {404, "member_not_found", "This person has no seat in the lesson.", "该账号在本直播课中没有角色。"},
    {422, "room_name_invalid", "A room's name has 1 to 64 characters.", "房间名须为 1 至 64 个字符。"},
    {403, "bad_stream_key", "The stream key is wrong.", "推流码错误。"},
    {409, "not_a_class", "A lesson of this kind does not do that.", "这种类型的课程不支持该操作。"},
    {403, "class_cut", "The site's admin has ended this class.", "管理员已终止该直播课。"},
    {409, "not_cut", "This class was not ended by an admin.", "该直播课未被管理员终止。"},
    {409, "no_encoder", "No encoder is sending.", "当前没有推流。"},
    {422, "words_invalid", "A reason or announcement has 1 to 200 characters on one line.",
     "原因或公告须为 1 至 200 个字符。"},
    {409, "nothing_to_review", "Nothing waits for a review here.", "没有待审核的内容。"},
    {409, "not_published", "An admin has to approve this lesson first.", "这节课须先由管理员审核通过。"},
}};
static_assert(kLines.size() == static_cast<std::size_t>(Refusal::not_published) + 1);

}  // namespace

Error refuse(Refusal why, std::chrono::milliseconds retry_after) {
  const Line& line = kLines.at(static_cast<std::size_t>(why));
  return {.status = line.status,
          .code = line.code,
          .en = line.en,
          .zh = line.zh,
          .detail = {},
          .retry_after_ms = retry_after.count()};
}

}  // namespace lyceum::lesson
