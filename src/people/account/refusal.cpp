#include "people/account/refusal.hpp"

#include <array>

namespace lyceum::people {
namespace {

struct Line {
  int status;
  std::string_view code, en, zh;
};

// In the order of Refusal.
constexpr std::array<Line, 26> kLines{{
    {401, "sign_in", "Please sign in first.", "请先登录。"},
    {401, "wrong_credentials", "Login or password is wrong.", "账号或密码错误。"},
    {403, "wrong_password", "The password is wrong.", "密码错误。"},
    {429, "too_many_attempts", "Too many attempts. Please wait a little.", "尝试次数过多，请稍候再试。"},
    {429, "busy", "Many people are signing in. Try again in a moment.", "登录人数较多，请稍后再试。"},
    {422, "login_invalid", "A login has 3 to 64 letters, digits or . _ - @ + .",
     "账号须为 3 至 64 个字母、汉字、数字或 . _ - @ + 。"},
    {409, "login_taken", "This login is taken.", "该账号已被使用。"},
    {422, "name_invalid", "A name has 1 to 40 characters.", "名称须为 1 至 40 个字符。"},
    {422, "password_short", "A password has at least 8 characters.", "密码至少需要 8 个字符。"},
    {422, "password_long", "A password has at most 128 characters.", "密码最多 128 个字符。"},
    {422, "password_common", "This password is too easy to guess.", "该密码过于常见，请换一个。"},
    {422, "terms_needed", "Please agree to the terms of this site.", "请先同意本站的服务条款。"},
    {403, "not_allowed", "You are not allowed to do this.", "您没有执行此操作的权限。"},
    {404, "account_not_found", "There is no such account.", "账号不存在。"},
    {410, "link_invalid", "This link has been used or is too old.", "该链接已被使用或已失效。"},
    {409, "setup_done", "This site already has an operator.", "本站已有管理员。"},
    {409, "last_operator", "The site needs at least one operator.", "本站至少需要一名管理员。"},
    {409, "lesson_live", "End your running class first.", "请先结束正在进行的直播课。"},
    {403, "blocked", "This account is blocked.", "该账号已被停用。"},
    {422, "reason_invalid", "A reason has 1 to 200 characters on one line.", "原因须为 1 至 200 个字符。"},
    {409, "own_account", "You cannot block your own account.", "不能停用自己的账号。"},
    {409, "applications_closed", "This site takes no applications to teach.", "本站目前不接受讲师申请。"},
    {409, "teaches_already", "You may teach already.", "您已经可以开课。"},
    {409, "application_pending", "Your application is waiting for an answer.", "您的申请正在等待处理。"},
    {404, "application_not_found", "No application waits here.", "没有待处理的申请。"},
    {422, "application_words", "Please write 10 to 500 characters.", "请填写 10 至 500 个字符。"},
}};
static_assert(kLines.size() == static_cast<std::size_t>(Refusal::application_words) + 1);

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

}  // namespace lyceum::people
