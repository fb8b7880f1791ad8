#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {
namespace {

struct Row {
  No no;
  int status;
  std::string_view code, en, zh;
};

constexpr auto rows = std::to_array<Row>({
    {No::malformed, 400, "malformed", "The message could not be understood.", "消息格式有误。"},
    {No::unknown_command, 400, "unknown_command", "The room does not know this command.",
     "直播间不支持该操作。"},
    {No::sign_in, 401, "sign_in", "Please sign in to take part.", "请先登录再参与互动。"},
    {No::not_allowed, 403, "not_allowed", "You are not allowed to do this here.", "你没有权限进行此操作。"},
    {No::room_over, 409, "room_over", "This lesson is over.", "本次直播已结束。"},
    {No::not_live, 409, "not_live", "Only while the class is on.", "直播进行中才能使用。"},
    {No::not_over, 409, "not_over", "Only when the class is over.", "课程结束后才能进行。"},
    {No::muted, 403, "muted", "You are muted for a while.", "你已被禁言,请稍后再试。"},
    {No::silent, 403, "silent", "The room is asked to be silent for now.", "当前为全体禁言,请稍后再发言。"},
    {No::not_found, 404, "not_found", "It is no longer there.", "内容不存在或已被删除。"},
    {No::comment_empty, 422, "comment_empty", "Nothing is written there.", "内容不能为空。"},
    {No::comment_too_long, 422, "comment_too_long", "At most 500 characters, please.", "最多 500 个字。"},
    {No::words_invalid, 422, "words_invalid",
     "At most 300 words of 1 to 40 characters, each with a letter or a digit.",
     "最多 300 个词,每个 1–40 个字,且至少含一个文字或数字。"},
    {No::links_off, 422, "links_off", "Links may not be sent here.", "此处不允许发送链接。"},
    {No::new_links, 422, "new_links", "New accounts may not send links yet.",
     "新注册的账号暂时不能发送链接。"},
    {No::words_blocked, 422, "words_blocked", "It holds words that are not accepted here.",
     "内容含有不被允许的词语。"},
    {No::too_many_waiting, 429, "too_many_waiting", "Enough is waiting for review. Please wait a little.",
     "待审核的内容较多,请稍后再试。"},
    {No::too_many_replies, 422, "too_many_replies", "At most 20 ready replies, please.",
     "快捷回复最多 20 条。"},
    {No::text_too_long, 422, "text_too_long", "This is too long.", "内容过长。"},
    {No::too_many_questions, 409, "too_many_questions", "Enough questions are waiting for now.",
     "待回答的问题已达上限,请稍后再提。"},
    {No::poll_text, 422, "poll_text", "A title takes 1 to 200 characters, an option 1 to 100.",
     "标题需 1–200 个字,选项需 1–100 个字。"},
    {No::poll_options, 422, "poll_options", "Please give 2 to 10 different options.",
     "请填写 2–10 个互不相同的选项。"},
    {No::poll_quiz, 422, "poll_quiz",
     "A quiz takes right answers, 1 to 1000 points and names; a bonus for speed takes a timer.",
     "随堂测需设置正确答案和 1–1000 分,且须实名;抢答加分需设置倒计时。"},
    {No::too_many_polls, 409, "too_many_polls", "There are enough polls in this class.",
     "本节课的投票数量已达上限。"},
    {No::poll_running, 409, "poll_running", "Another poll is open. Close it first.",
     "还有投票正在进行,请先结束它。"},
    {No::poll_over, 409, "poll_over", "This poll is closed.", "本次投票已结束。"},
    {No::already_answered, 409, "already_answered", "You have answered already.", "你已经作答,不能再修改。"},
    {No::bad_choice, 422, "bad_choice", "This cannot be chosen here.", "所选内容无效,请重新选择。"},
    {No::bad_word, 422, "bad_word", "1 to 30 characters, please.", "请输入 1–30 个字。"},
    {No::checkin_running, 409, "checkin_running", "A check-in is running already.", "已有签到正在进行。"},
    {No::checkin_over, 409, "checkin_over", "This check-in is over.", "本次签到已结束。"},
    {No::too_many_checkins, 409, "too_many_checkins", "There were enough check-ins in this class.",
     "本次直播的签到次数已达上限。"},
    {No::draw_condition, 403, "draw_condition", "You do not meet the conditions of this draw yet.",
     "你尚未满足本次抽奖的参与条件。"},
    {No::draw_running, 409, "draw_running", "This draw, or another one, is not over yet.", "抽奖尚未结束。"},
    {No::draw_over, 409, "draw_over", "This draw is over.", "本次抽奖已结束。"},
    {No::too_many_draws, 409, "too_many_draws", "There were enough draws in this class.",
     "本次直播的抽奖次数已达上限。"},
    {No::beacon_wrong, 422, "beacon_wrong",
     "The chain is not known here, or its round does not come at the right time.",
     "公共随机数的来源未知,或其轮次的时间不合适。"},
    {No::slide_missing, 404, "slide_missing", "There are no such slides, or no such page.",
     "没有这份课件,或没有这一页。"},
    {No::topics_invalid, 422, "topics_invalid", "At most 40 different topics of 1 to 80 characters, please.",
     "最多 40 个互不相同的话题,每个 1–80 个字。"},
    {No::offer_invalid, 422, "offer_invalid",
     "An offer takes a title of 1 to 60 characters, a line of at most 100, and a link that begins with "
     "https://, http:// or /.",
     "请填写 1–60 个字的标题、不超过 100 个字的说明,以及以 https://、http:// 或 / 开头的链接。"},
    {No::too_many_offers, 409, "too_many_offers", "There are 24 offers already. Delete one first.",
     "商品已达 24 个,请先删除不需要的。"},
    {No::slow_mode, 429, "slow_mode", "Slow mode is on: please wait a moment.",
     "已开启慢速模式,请稍候再发。"},
    {No::new_account, 429, "new_account", "A new account may send one comment in ten seconds.",
     "新注册的账号每 10 秒可发一条评论。"},
    {No::too_fast, 429, "too_fast", "That was too fast: please wait a moment.", "操作太频繁,请稍候再试。"},
    {No::not_saved, 503, "not_saved", "It could not be saved. Please try again.", "保存失败,请重试。"},
    {No::not_known, 503, "not_known", "It is not certain whether this was saved. Look before you try again.",
     "无法确定是否已保存,请先查看再重试。"},
});

constexpr bool ordered() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].no != static_cast<No>(i)) return false;
  return true;
}
static_assert(ordered(), "one row for each No, in its order");

}  // namespace

Error to_error(const Refusal& refusal) {
  const Row& row = rows[static_cast<std::size_t>(refusal.no)];
  return {.status = row.status,
          .code = row.code,
          .en = row.en,
          .zh = row.zh,
          .detail = {},
          .retry_after_ms = refusal.retry_after.count()};
}

}  // namespace lyceum::room
