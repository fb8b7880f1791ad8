#include "insight/report/report_desk.hpp"

namespace lyceum::insight {

template <class Value>
void ReportDesk::Shelf<Value>::put(LessonId lesson, Value value) {
  if (!kept.insert_or_assign(lesson, std::move(value)).second) return;
  order.push_back(lesson);
  if (order.size() <= kept_max) return;
  kept.erase(order.front());
  order.pop_front();
}

Task<Result<std::shared_ptr<const Report>>> ReportDesk::report(LessonId lesson, Utc begun,
                                                               std::optional<Utc> over, Utc now) {
  return over ? whole(lesson, begun, *over) : so_far(lesson, begun, now);
}

Task<Result<ReportDesk::Made>> ReportDesk::whole(LessonId lesson, Utc begun, Utc over) {
  {
    const std::lock_guard lock(mutex_);
    if (auto found = over_.find(lesson)) co_return found;
  }
  ReportFold fold(begun, over);
  for (;;) {
    LYCEUM_CO_TRY(const auto page, co_await log_.rows_after(lesson, fold.upto(), page_rows));
    fold.add(page);
    if (page.rows.size() < page_rows) break;
  }
  auto made = std::make_shared<const Report>(fold.report(over));
  const std::lock_guard lock(mutex_);
  over_.put(lesson, made);
  co_return made;
}

Task<Result<ReportDesk::Made>> ReportDesk::so_far(LessonId lesson, Utc begun, Utc now) {
  std::shared_ptr<Running> running;
  {
    const std::lock_guard lock(mutex_);
    running = running_.find(lesson);
    if (!running) running_.put(lesson, running = std::make_shared<Running>(begun));
    if (running->made && now < running->made->over + fresh) co_return running->made;
  }
  for (;;) {
    const Offset after = read_upto(*running);
    LYCEUM_CO_TRY(const auto page, co_await log_.rows_after(lesson, after, page_rows));
    read(*running, after, page);
    if (page.rows.size() < page_rows) break;
  }
  const std::lock_guard lock(mutex_);
  running->made = std::make_shared<const Report>(running->fold.report(now));
  co_return running->made;
}

Offset ReportDesk::read_upto(const Running& running) const {
  const std::lock_guard lock(mutex_);
  return running.fold.upto();
}

void ReportDesk::read(Running& running, Offset after, const room::LogPage& page) {
  const std::lock_guard lock(mutex_);
  if (running.fold.upto() == after) running.fold.add(page);
}

}  // namespace lyceum::insight
