// Invites and seats in the database.
#pragma once

#include "lesson/lesson/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Members final : public lesson::MemberRepository {
 public:
  static constexpr int kInvitesMax = 500;  // a lesson

  explicit Members(Database& database) : database_(database) {}

  Task<Result<std::string>> password_hash(LessonId id) override;
  Task<Result<void>> add_invite(lesson::Invite invite) override;
  Task<Result<std::vector<lesson::Invite>>> invites(LessonId id) override;
  Task<Result<std::optional<lesson::Invite>>> find_invite(std::string code) override;
  Task<Result<void>> remove_invite(LessonId id, std::string code) override;
  Task<Result<Role>> redeem(LessonId id, std::string code, AccountId account, Utc now) override;
  Task<Result<std::vector<lesson::Member>>> members(LessonId id) override;
  Task<Result<void>> remove_member(LessonId id, AccountId account) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
