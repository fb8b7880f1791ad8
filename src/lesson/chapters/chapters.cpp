#include "lesson/chapters/chapters.hpp"

#include "room/state/event.hpp"

namespace lyceum::lesson {

std::vector<Chapter> chapters_of(const std::vector<room::LogRow>& topics, const media::Recording& recording) {
  std::vector<Chapter> chapters;
  const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(recording.duration());
  for (const room::LogRow& row : topics) {
    const auto event = room::read_event(row.type, row.body);
    const auto* reached = event ? std::get_if<room::TopicReached>(&*event) : nullptr;
    const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(recording.position_at(row.t));
    if (reached == nullptr || at >= length) continue;
    if (!chapters.empty() && chapters.back().at >= at) chapters.pop_back();
    if (chapters.size() < kChaptersMax) chapters.push_back({at, reached->title});
  }
  return chapters;
}

}  // namespace lyceum::lesson
