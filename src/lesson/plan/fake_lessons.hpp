// The repositories of lessons and access in memory, for tests of the services above them.
#pragma once

#include "lesson/lesson/refusal.hpp"
#include "lesson/lesson/repository.hpp"
#include "money/access/facts.hpp"

#include <map>
#include <set>

namespace lyceum::lesson {

class FakeLessons final : public LessonRepository,
                          public MemberRepository,
                          public money::FactsRepository,
                          public money::EntitlementRepository {
 public:
  using Yes = Result<void>;
  using Maybe = Result<std::optional<Lesson>>;

  Task<Result<bool>> add(NewLesson fresh) override {
    if (numbers_taken-- > 0) co_return false;
    lessons[fresh.lesson.id] = fresh;
    if (!fresh.room_name.empty()) rooms[{fresh.lesson.lecturer, fresh.room_name}] = fresh.lesson.id;
    co_return true;
  }
  Task<Maybe> find(LessonId id) override { co_return look(id); }
  Task<Maybe> find_named(AccountId lecturer, std::string name) override {
    const auto found = rooms.find({lecturer, name});
    co_return found == rooms.end() ? std::nullopt : look(found->second);
  }
  Task<Maybe> find_any_named(std::string name) override {
    for (const auto& [key, id] : rooms)
      if (key.second == name) co_return look(id);
    co_return std::nullopt;
  }
  Task<Result<LessonPage>> list(LessonQuery) override { co_return LessonPage(); }
  Task<Maybe> edit(LessonId id, LessonEdit edit, Utc) override {
    NewLesson& known = lessons.at(id);
    last_edit = edit;
    if (edit.title) known.lesson.title = *edit.title;
    if (edit.starts_at) known.lesson.starts_at = *edit.starts_at;
    if (edit.access) known.lesson.access = *edit.access;
    if (edit.password_hash) known.password_hash = *edit.password_hash;
    if (edit.access || edit.password_hash) entitled.clear();
    co_return look(id);
  }
  Task<Maybe> move(LessonId id, Move move, Utc) override {
    LYCEUM_CO_TRY(lessons.at(id).lesson.state,
                  after(lessons.at(id).lesson.kind, lessons.at(id).lesson.state, move));
    co_return look(id);
  }
  Task<Maybe> cut(Actor, LessonId id, std::string why, Utc now) override {
    Lesson& known = lessons.at(id).lesson;
    LYCEUM_CO_TRY(known.state, after(known.kind, known.state, Move::stop));
    known.cut_at = now;
    known.cut_why = why;
    co_return look(id);
  }
  Task<Maybe> uncut(Actor, LessonId id, Utc) override {
    if (!lessons.at(id).lesson.cut_at) co_return Failure(refuse(Refusal::not_cut));
    lessons.at(id).lesson.cut_at.reset();
    co_return look(id);
  }
  Task<Maybe> rotate_key(LessonId id, Utc previous_until) override {
    ++lessons.at(id).lesson.key_version;
    lessons.at(id).lesson.previous_key_until = previous_until;
    co_return look(id);
  }
  Task<Maybe> put_cover(LessonId id, Cover cover, bool, Utc) override {
    covers[id] = std::move(cover);
    co_return look(id);
  }
  Task<Maybe> review(Actor, LessonId id, std::optional<std::string> why, Utc) override {
    reviews.push_back(why.value_or("approved"));
    co_return look(id);
  }
  Task<Result<std::int64_t>> waiting() override { co_return 0; }
  Task<Result<std::optional<Cover>>> proposed_cover(LessonId) override { co_return std::nullopt; }
  Task<Result<std::optional<Cover>>> cover(LessonId id) override {
    const auto found = covers.find(id);
    co_return found == covers.end() ? std::nullopt : std::optional(found->second);
  }
  Task<Yes> note_gop(LessonId id, std::chrono::milliseconds gop) override {
    lessons.at(id).lesson.gop = gop;
    co_return Yes();
  }
  Task<Result<std::vector<LessonId>>> due(Utc) override { co_return due_now; }
  Task<Yes> remove(LessonId id, Utc) override {
    lessons.erase(id);
    co_return Yes();
  }

  Task<Result<std::string>> password_hash(LessonId id) override { co_return lessons.at(id).password_hash; }
  Task<Yes> add_invite(Invite invite) override {
    codes[invite.code] = invite;
    co_return Yes();
  }
  Task<Result<std::vector<Invite>>> invites(LessonId) override {
    std::vector<Invite> all;
    for (const auto& [code, invite] : codes) all.push_back(invite);
    co_return all;
  }
  Task<Result<std::optional<Invite>>> find_invite(std::string code) override {
    const auto found = codes.find(code);
    co_return found == codes.end() ? std::nullopt : std::optional(found->second);
  }
  Task<Yes> remove_invite(LessonId, std::string code) override {
    codes.erase(code);
    co_return Yes();
  }
  Task<Result<Role>> redeem(LessonId id, std::string code, AccountId account, Utc) override {
    const auto found = codes.find(code);
    if (found == codes.end() || found->second.used_by) co_return Failure(refuse(Refusal::invite_invalid));
    found->second.used_by = account;
    if (found->second.role == Role::learner)
      entitled.insert({id, account});
    else
      seats[{id, account}] = found->second.role;
    co_return found->second.role;
  }
  Task<Result<std::vector<Member>>> members(LessonId) override { co_return std::vector<Member>(); }
  Task<Yes> remove_member(LessonId id, AccountId account) override {
    if (seats.erase({id, account}) == 0) co_return Failure(refuse(Refusal::member_not_found));
    co_return Yes();
  }

  Task<Result<std::optional<money::Facts>>> facts(LessonId id, AccountId account) override {
    const auto lesson = look(id);
    if (!lesson) co_return std::nullopt;
    money::Facts facts;
    facts.lecturer = lesson->lecturer;
    facts.kind = lesson->access;
    facts.cut = lesson->cut_at.has_value();
    facts.published = lesson->published;
    if (const auto seat = seats.find({id, account}); seat != seats.end()) facts.seat = seat->second;
    if (entitled.contains({id, account})) facts.entitlement.emplace();
    if (const auto ban = banned.find({id, account}); ban != banned.end()) facts.banned_until = ban->second;
    co_return facts;
  }
  Task<Yes> grant(money::Entitlement entitlement) override {
    entitled.insert({entitlement.lesson, entitlement.account});
    co_return Yes();
  }
  Task<Yes> revoke(LessonId lesson, AccountId account) override {
    entitled.erase({lesson, account});
    co_return Yes();
  }
  Task<Result<bool>> ban(LessonId id, AccountId account, std::optional<Utc> until) override {
    banned.erase({id, account});
    if (until) banned.insert({{id, account}, *until});
    co_return true;
  }
  Task<Result<std::vector<money::Ban>>> bans(LessonId id, Utc now) override {
    std::vector<money::Ban> all;
    for (const auto& [who, until] : banned)
      if (who.first == id && until > now) all.push_back({who.second, "", until});
    co_return all;
  }

  std::map<LessonId, NewLesson> lessons;
  std::map<std::pair<AccountId, std::string>, LessonId> rooms;
  std::map<LessonId, Cover> covers;
  std::map<std::string, Invite> codes;
  std::map<std::pair<LessonId, AccountId>, Role> seats;
  std::set<std::pair<LessonId, AccountId>> entitled;
  std::map<std::pair<LessonId, AccountId>, Utc> banned;
  std::vector<LessonId> due_now;
  LessonEdit last_edit;
  std::vector<std::string> reviews;
  int numbers_taken = 0;  // how many of the next numbers are

 private:
  std::optional<Lesson> look(LessonId id) const {
    const auto found = lessons.find(id);
    return found == lessons.end() ? std::nullopt : std::optional(found->second.lesson);
  }
};

}  // namespace lyceum::lesson
