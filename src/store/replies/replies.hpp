// What was answered to whom, in the database; the rows are written with the comments, see store/room_log.
#pragma once

#include "room/feed/replies.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Replies final : public room::ReplyRepository {
 public:
  explicit Replies(Database& database) : database_(database) {}

  Task<Result<room::Replies>> to(AccountId account, std::size_t limit) override;
  Task<Result<void>> seen(AccountId account, Utc until) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
