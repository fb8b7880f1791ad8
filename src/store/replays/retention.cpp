#include "store/replays/retention.hpp"

#include "store/audit/audit.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace lyceum::store {
namespace {

namespace json = boost::json;
using lesson::RetentionRule;
using lesson::StoredReplay;

// [keep_days, limit_gb, when_needed]
std::string rule_text(const RetentionRule& rule) {
  return json::serialize(json::array{rule.keep_days, rule.limit_gb, rule.when_needed});
}

// What was never set, or cannot be read, deletes nothing.
RetentionRule read_rule(const std::string& text) {
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  const auto* list = error ? nullptr : value.if_array();
  if (list == nullptr || list->size() != 3 || !(*list)[0].is_int64() || !(*list)[1].is_int64() ||
      !(*list)[2].is_bool())
    return {};
  const auto number = [&](std::size_t at) {
    return static_cast<int>(std::clamp<std::int64_t>((*list)[at].get_int64(), -1, lesson::kLimitGbMax + 1));
  };
  const auto rule = lesson::checked({number(0), number(1), (*list)[2].get_bool()});
  return rule ? *rule : RetentionRule();
}

StoredReplay read_replay(const Row& row) {
  StoredReplay replay;
  replay.lesson = row.id<LessonId>(0);
  replay.title = row.text(1);
  replay.lecturer = row.text(2);
  replay.since = row.utc(3);
  if (!row.is_null(4)) replay.own_days = static_cast<int>(row.integer(4));
  replay.watched_at = row.optional_utc(5);
  replay.growing = row.text(6) == "live";
  replay.abandoned = !row.is_null(7);
  return replay;
}

}  // namespace

Task<Result<RetentionRule>> Retention::rule() {
  return database_.read([](Transaction& tx) -> Result<RetentionRule> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT value FROM setting WHERE name = 'retention'"));
    return rows.empty() ? RetentionRule() : read_rule(rows[0].text(0));
  });
}

Task<Result<void>> Retention::set_rule(RetentionRule rule, Actor by) {
  return database_.write([text = rule_text(rule), by, now = clock_.utc()](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("INSERT INTO setting(name, value) VALUES ('retention', $1) "
                 "ON CONFLICT(name) DO UPDATE SET value = $1",
                 text));
    return audit(tx, now, by, "site.retention", "", text);
  });
}

Task<Result<std::vector<StoredReplay>>> Retention::replays() {
  return database_.read([](Transaction& tx) -> Result<std::vector<StoredReplay>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT replay.lesson_id, lesson.title, account.name, replay.recorded_us, "
                        "replay.keep_days, replay.watched_us, lesson.state, lesson.deleted_us FROM replay "
                        "JOIN lesson ON lesson.id = replay.lesson_id "
                        "JOIN account ON account.id = lesson.lecturer_id "
                        "ORDER BY replay.recorded_us, replay.lesson_id LIMIT 100000"));
    std::vector<StoredReplay> all;
    all.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) all.push_back(read_replay(rows[i]));
    return all;
  });
}

Task<Result<void>> Retention::expire(LessonId lesson) {
  return database_.write([lesson, now = clock_.utc()](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("DELETE FROM replay WHERE lesson_id = $1", lesson));
    return audit(tx, now, Actor(), "lesson.replay_expired", lesson.str());
  });
}

}  // namespace lyceum::store
