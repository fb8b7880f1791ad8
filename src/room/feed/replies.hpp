// What was answered to a person after a class: the port through which they learn of it.
#pragma once

#include "room/feed/room_log.hpp"

namespace lyceum::room {

struct Reply {
  LessonId lesson;
  std::string title;  // the lesson's, as it is now
  LogRow row;         // the comment that answers
};

struct Replies {
  std::vector<Reply> newest;  // newest first; without those that were deleted
  std::int64_t unseen = 0;    // of all
};

// Implemented by store/, from the rows that name whom they answer. All calls from any thread.
class ReplyRepository {
 public:
  virtual ~ReplyRepository() = default;
  virtual Task<Result<Replies>> to(AccountId account, std::size_t limit) = 0;
  // Everything written until then has been seen. Never goes back.
  virtual Task<Result<void>> seen(AccountId account, Utc until) = 0;
};

}  // namespace lyceum::room
