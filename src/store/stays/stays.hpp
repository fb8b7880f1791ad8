// Who was in a class for how long, in the database: written by rooms, read by insight.
#pragma once

#include "insight/attendance/attendance.hpp"
#include "room/presence/stay_log.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Stays final : public room::StayLog, public insight::AttendanceRepository {
 public:
  using MaybeAttended = std::optional<insight::Attended>;

  explicit Stays(Database& database) : database_(database) {}

  Task<Result<std::vector<room::Stayed>>> saved(LessonId lesson) override;
  Task<Result<void>> save(LessonId lesson, std::vector<room::Stay> stays) override;

  Task<Result<std::vector<insight::Attendee>>> attendees(LessonId lesson) override;
  Task<Result<insight::AttendedPage>> attended(AccountId account, insight::AttendedQuery query) override;
  Task<Result<MaybeAttended>> attended(AccountId account, LessonId lesson) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
