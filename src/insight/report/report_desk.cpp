#include "insight/report/report_desk.hpp"

#include "insight/report/fold.hpp"

namespace lyceum::insight {

Task<Result<std::shared_ptr<const Report>>> ReportDesk::report(LessonId lesson, Utc begun,
                                                               std::optional<Utc> over, Utc now) {
  if (over)
    if (auto found = kept(lesson)) co_return found;
  ReportFold fold(begun, over.value_or(now));
  for (Offset after = 0;;) {
    LYCEUM_CO_TRY(const auto page, co_await log_.rows_after(lesson, after, page_rows));
    fold.add(page);
    if (page.rows.size() < page_rows) break;
    after = page.rows.back().n;
  }
  auto made = std::make_shared<const Report>(fold.finish());
  if (over) keep(lesson, made);
  co_return made;
}

std::shared_ptr<const Report> ReportDesk::kept(LessonId lesson) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(lesson);
  return found == kept_.end() ? nullptr : found->second;
}

void ReportDesk::keep(LessonId lesson, std::shared_ptr<const Report> report) {
  const std::lock_guard lock(mutex_);
  if (!kept_.insert_or_assign(lesson, std::move(report)).second) return;
  order_.push_back(lesson);
  if (order_.size() <= kept_max) return;
  kept_.erase(order_.front());
  order_.pop_front();
}

}  // namespace lyceum::insight
