// A StayLog in memory, which fails when it is told to. For tests only.
#pragma once

#include "room/presence/stay_log.hpp"

#include <map>

namespace lyceum::room {

class MemoryStays final : public StayLog {
 public:
  std::map<LessonId, std::map<std::pair<AccountId, Utc>, Stay>> lessons;
  int fail = 0;  // so many of the next saves

  Task<Result<std::vector<Stayed>>> saved(LessonId lesson) override {
    std::map<AccountId, Stayed> all;
    for (const auto& [key, stay] : lessons[lesson]) {  // in the order of an account's stays
      Stayed& stayed = all.try_emplace(stay.account, Stayed{stay.account, {}, {}, {}}).first->second;
      stayed.before += stayed.until - stayed.since;
      stayed.since = stay.since;
      stayed.until = stay.until;
    }
    std::vector<Stayed> list;
    for (const auto& [account, stayed] : all) list.push_back(stayed);
    co_return list;
  }
  Task<Result<void>> save(LessonId lesson, std::vector<Stay> stays) override {
    if (fail > 0 && fail-- > 0) co_return Failure(internal_error("saving fails"));
    for (const Stay& stay : stays) lessons[lesson][{stay.account, stay.since}] = stay;
    co_return Result<void>();
  }
};

}  // namespace lyceum::room
