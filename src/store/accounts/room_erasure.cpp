#include "store/accounts/room_erasure.hpp"

#include "store/room_log/event_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace lyceum::store {
namespace {

namespace json = boost::json;

constexpr int kSlice = 2000;  // rows read at a time

bool is_person(const json::object& object, const std::string& id) {
  const auto* found = object.if_contains("id");
  return found != nullptr && found->is_string() && found->get_string() == id && object.contains("role");
}

bool is_quotation(const json::object& object, const std::set<std::int64_t>& comments) {
  const auto* n = object.if_contains("n");
  if (n == nullptr || object.contains("from") || !object.contains("text")) return false;
  return n->is_int64() && comments.contains(n->get_int64());
}

// Texts that only staff was to see: an answer at a check-in, an address. They belong to who is named beside
// them.
bool owns_private(const json::object& object, const std::string& id) {
  if (!object.contains("private")) return false;
  const auto* from = object.if_contains("from");
  return from != nullptr && from->is_object() && is_person(from->get_object(), id);
}

void empty_texts(json::value& value) {
  if (value.is_string()) value = "";
  if (!value.is_object()) return;
  for (auto& [key, inner] : value.get_object()) empty_texts(inner);
}

// Empties the names below `value`; true if it found one. Bodies are our own and nested a few levels deep.
bool empty_names(json::value& value, const std::string& id, const std::set<std::int64_t>& comments) {
  bool found = false;
  if (value.is_array())
    for (auto& inner : value.get_array()) found = empty_names(inner, id, comments) || found;
  if (!value.is_object()) return found;
  auto& object = value.get_object();
  if (is_person(object, id) || is_quotation(object, comments)) {
    object["name"] = "";
    found = true;
  }
  if (owns_private(object, id)) empty_texts(object["private"]);
  for (auto& [key, inner] : object) found = empty_names(inner, id, comments) || found;
  return found;
}

bool is_from(const std::string& body, const std::string& id) {
  boost::system::error_code error;
  const auto value = json::parse(body, error);
  if (error || !value.is_object()) return false;
  const auto* from = value.get_object().if_contains("from");
  return from != nullptr && from->is_object() && is_person(from->get_object(), id);
}

struct EventRow {
  std::int64_t lesson = 0, n = 0;
  std::string type, body;
};

Task<Result<std::vector<EventRow>>> next_slice(Database& database, std::int64_t lesson, std::int64_t n) {
  return database.read(
      [&seal = database.seal(), lesson, n](Transaction& tx) -> Result<std::vector<EventRow>> {
        LYCEUM_TRY(const auto rows, tx.query("SELECT lesson_id, n, type, body FROM room_event "
                                             "WHERE lesson_id > $1 OR (lesson_id = $1 AND n > $2) "
                                             "ORDER BY lesson_id, n LIMIT $3",
                                             lesson, n, kSlice));
        std::vector<EventRow> slice;
        for (const Row row : rows) {
          LYCEUM_TRY(std::string body, open_event(seal, row.integer(0), row.integer(1), row.text(3)));
          slice.push_back({row.integer(0), row.integer(1), row.text(2), std::move(body)});
        }
        return slice;
      });
}

Task<Result<void>> store_changed(Database& database, std::vector<EventRow> changed) {
  return database.write(
      [&seal = database.seal(), rows = std::move(changed)](Transaction& tx) -> Result<void> {
        for (const auto& row : rows)
          LYCEUM_CHECK(tx.query("UPDATE room_event SET body = $3 WHERE lesson_id = $1 AND n = $2", row.lesson,
                                row.n, close_event(seal, row.lesson, row.n, row.body)));
        return {};
      });
}

}  // namespace

std::optional<std::string> without_name(const std::string& body, AccountId account,
                                        const std::set<std::int64_t>& comments) {
  boost::system::error_code error;
  auto value = json::parse(body, error);
  if (error || !empty_names(value, account.str(), comments)) return std::nullopt;
  return json::serialize(value);
}

Task<Result<void>> erase_from_rooms(Database& database, AccountId account) {
  const std::string id = account.str(), mark = "\"" + id + "\"";
  std::set<std::int64_t> comments;  // of the account in the lesson looked at
  std::int64_t lesson = 0, n = 0;
  for (;;) {
    LYCEUM_CO_TRY(const auto slice, co_await next_slice(database, lesson, n));
    if (slice.empty()) co_return Result<void>();
    std::vector<EventRow> changed;
    for (const auto& row : slice) {
      if (row.lesson != lesson) comments.clear();
      lesson = row.lesson;
      n = row.n;
      const bool named = row.body.find(mark) != std::string::npos;
      if (!named && comments.empty()) continue;
      if (named && row.type == "comment" && is_from(row.body, id)) comments.insert(row.n);
      if (auto body = without_name(row.body, account, comments))
        changed.push_back({row.lesson, row.n, row.type, *body});
    }
    if (!changed.empty()) LYCEUM_CO_CHECK(co_await store_changed(database, std::move(changed)));
  }
}

}  // namespace lyceum::store
