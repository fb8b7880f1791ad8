#include "app/verify_draw/verify_draw.hpp"

#include "base/secret/hex.hpp"
#include "room/draw/verify.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <ostream>

namespace lyceum::app {
namespace {

using room::DrawFile;
using room::DrawFinding;
using room::DrawReceipt;
using room::DrawStep;

struct Words {
  DrawStep step;
  std::string_view yes_en, yes_zh, no_en, no_zh;
};
constexpr std::array<Words, 12> words = {{
    {DrawStep::commitment, "The seed is the one that was bound before anybody entered.",
     "种子与开始前公布的承诺一致。", "The seed is NOT the one that was bound before anybody entered.",
     "种子与开始前公布的承诺不一致！"},
    {DrawStep::start, "Prize, number of winners and conditions are those of the opening.",
     "奖品、中奖人数与参与条件和开始时一致。",
     "Prize, number of winners or conditions are NOT those of the opening.",
     "奖品、中奖人数或参与条件与开始时不一致！"},
    {DrawStep::chain, "The tickets lead, in this order, to the published head.",
     "全部票号按此顺序得到所公布的链头。",
     "The tickets do NOT lead to the published head: some were added, dropped or changed.",
     "票号无法得到所公布的链头：有票被增加、删除或改动！"},
    {DrawStep::once, "No ticket is there twice.", "没有重复的票号。", "A ticket is there TWICE.",
     "有重复的票号！"},
    {DrawStep::list, "The hash of the sorted list is that of these tickets.", "票号列表的哈希正确。",
     "The hash of the sorted list is NOT that of these tickets.", "票号列表的哈希不正确！"},
    {DrawStep::beacon_time, "The named beacon round came after the end.",
     "指定的公共随机数在截止之后才产生。",
     "The named beacon round was known BEFORE the end, or its chain is unknown.",
     "指定的公共随机数在截止之前已可获知，或其来源未知！"},
    {DrawStep::beacon_value, "The value of the beacon is given.", "已填入公共随机数的值。",
     "The value of the beacon is NOT there yet.", "尚未填入公共随机数的值。"},
    {DrawStep::winners, "The winners are those with the lowest scores.", "中奖票号正是得分最低者。",
     "The winners are NOT those with the lowest scores.", "中奖票号不是得分最低者！"},
    {DrawStep::receipt_draw, "The receipt is of this draw.", "回执属于本次抽奖。",
     "The receipt is of ANOTHER draw.", "回执不属于本次抽奖！"},
    {DrawStep::receipt_ticket, "Your ticket follows from your account, your nonce and the seed.",
     "你的票号由你的账号、随机数和种子算出。",
     "Your ticket does NOT follow from your account, your nonce and the seed.",
     "你的票号与账号、随机数和种子不符！"},
    {DrawStep::receipt_place, "Your ticket is in the list, at its place.", "你的票号在列表中，位置正确。",
     "Your ticket is NOT at its place in the list.", "你的票号不在列表中的原位置！"},
    {DrawStep::receipt_head, "All tickets before yours are those that were there when you entered.",
     "你参与之前的票号与当时一致。",
     "The tickets before yours are NOT those that were there when you entered.",
     "你参与之前的票号与当时不一致！"},
}};

constexpr bool ordered() {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].step != static_cast<DrawStep>(i)) return false;
  return true;
}
static_assert(ordered(), "one row for each step, in its order");

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad()) return Failure(malformed("draw_file", path + " cannot be read"));
  return text;
}

Result<DrawFile> file_at(const std::string& path) {
  LYCEUM_TRY(const auto text, read_file(path));
  auto file = room::read_draw_file(text);
  if (!file) return Failure(malformed("draw_file", path + " is no file of a draw: " + file.error().detail));
  return file;
}

// A file, or the receipt itself.
Result<DrawReceipt> receipt_in(const std::string& given) {
  std::string text = given;
  if (!given.starts_with('{')) {
    LYCEUM_TRY(text, read_file(given));
  }
  auto receipt = room::read_draw_receipt(text);
  if (!receipt) return Failure(malformed("draw_receipt", "no receipt of a draw: " + receipt.error().detail));
  return receipt;
}

void tell(std::ostream& out, const DrawFinding& finding) {
  const Words& row = words.at(static_cast<std::size_t>(finding.step));
  if (finding.holds)
    out << "  ok   " << row.yes_en << "\n       " << row.yes_zh << "\n";
  else
    out << "  NO   " << row.no_en << "\n       " << row.no_zh << "\n";
}

void tell_beacon(std::ostream& out, const DrawFile& file) {
  const auto& beacon = *file.rules.beacon;
  const std::string url = "https://api.drand.sh/" + beacon.chain + "/public/" + std::to_string(beacon.round);
  out << "  ?    Compare for yourself: \"randomness\" at " << url << " must be " << hex(*file.beacon) << "\n"
      << "       请自行核对：上述网址中的 randomness 须与该值一致。\n";
}

}  // namespace

Result<bool> verify_draw(const VerifyDraw& command, std::ostream& out) {
  LYCEUM_TRY(const auto file, file_at(command.file));
  std::optional<DrawReceipt> receipt;
  if (!command.receipt.empty()) {
    LYCEUM_TRY(receipt, receipt_in(command.receipt));
  }
  out << file.rules.prize << " · " << file.tickets.size() << " → " << file.won.size() << "\n";
  const auto findings = verify(file, receipt ? &*receipt : nullptr);
  for (const DrawFinding& finding : findings) tell(out, finding);
  if (file.rules.beacon && file.beacon) tell_beacon(out, file);
  if (receipt && std::ranges::find(file.won, receipt->ticket) != file.won.end())
    out << "       Your ticket has won.\n       你的票号中奖了。\n";
  const bool all = std::ranges::all_of(findings, &DrawFinding::holds);
  out << (all ? "All of it holds. 全部通过。\n" : "Something does not hold. 有一项或多项不成立。\n");
  return all;
}

}  // namespace lyceum::app
