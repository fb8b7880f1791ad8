#include "money/access/refusal.hpp"

#include <array>

namespace lyceum::money {
namespace {

struct Line {
  int status;
  std::string_view code, en, zh;
};

// In the order of AccessRefusal.
constexpr std::array<Line, 11> kLines{{
    {404, "lesson_not_found", "There is no such lesson.", "直播课不存在。"},
    {401, "sign_in", "Please sign in first.", "请先登录。"},
    {402, "must_buy", "This lesson has to be bought first.", "请先购买该课程。"},
    {403, "password_needed", "This lesson asks for a password.", "请输入观看密码。"},
    {403, "invite_needed", "This lesson is for invited people.", "该直播课仅限受邀者观看。"},
    {403, "not_allowed", "You are not allowed to do this.", "您没有执行此操作的权限。"},
    {403, "banned", "You cannot enter this lesson at present.", "您暂时无法进入该直播课。"},
    {403, "token_invalid", "This link is not valid.", "链接无效。"},
    {403, "token_expired", "This link has expired. Reload the page.", "链接已过期，请刷新页面。"},
    {403, "class_cut", "The site's admin has ended this class.", "管理员已终止该直播课。"},
    {403, "blocked", "This account is blocked.", "该账号已被停用。"},
}};
static_assert(kLines.size() == static_cast<std::size_t>(AccessRefusal::blocked) + 1);

}  // namespace

Error refuse(AccessRefusal why) {
  const Line& line = kLines.at(static_cast<std::size_t>(why));
  return {.status = line.status, .code = line.code, .en = line.en, .zh = line.zh, .detail = {}};
}

}  // namespace lyceum::money
