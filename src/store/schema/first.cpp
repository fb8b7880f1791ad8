// Version 1. Times are microseconds UTC (…_us), booleans 0 or 1, both BIGINT.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 29> kStatements{
    // People. A deleted account keeps its row: login "deleted/<id>", which no one can choose, and no name.
    R"(CREATE TABLE account(
      id BIGINT NOT NULL PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, search TEXT NOT NULL,
      password_hash TEXT NOT NULL, is_operator BIGINT NOT NULL, is_lecturer BIGINT NOT NULL,
      created_us BIGINT NOT NULL, deleted_us BIGINT))",
    "CREATE INDEX account_newest ON account(created_us, id)",
    R"(CREATE TABLE consent(
      account_id BIGINT NOT NULL REFERENCES account(id), terms_version TEXT NOT NULL, given_us BIGINT NOT NULL,
      PRIMARY KEY(account_id, terms_version)))",
    // Tokens are kept as SHA-256 only.
    R"(CREATE TABLE session(
      token_hash BYTEA NOT NULL PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account(id),
      seen_us BIGINT NOT NULL, expires_us BIGINT NOT NULL))",
    "CREATE INDEX session_account ON session(account_id)",
    "CREATE INDEX session_expires ON session(expires_us)",
    R"(CREATE TABLE password_link(
      account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account(id), link_hash BYTEA NOT NULL UNIQUE,
      expires_us BIGINT NOT NULL))",
    "CREATE TABLE setting(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    // Who did what to whom, for the operator. `subject` is an id or a name, `detail` JSON.
    R"(CREATE TABLE audit(
      id BIGINT NOT NULL PRIMARY KEY, at_us BIGINT NOT NULL, account_id BIGINT NOT NULL, action TEXT NOT NULL,
      subject TEXT NOT NULL, detail TEXT NOT NULL))",
    "CREATE INDEX audit_at ON audit(at_us)",

    // Lessons. `filed_us` is where a list shows it: its planned start (or creation), its start, its end.
    R"(CREATE TABLE lesson(
      id BIGINT NOT NULL PRIMARY KEY, lecturer_id BIGINT NOT NULL REFERENCES account(id), title TEXT NOT NULL,
      description TEXT NOT NULL, state TEXT NOT NULL, access TEXT NOT NULL, password_hash TEXT NOT NULL,
      starts_us BIGINT, started_us BIGINT, ended_us BIGINT, created_us BIGINT NOT NULL, filed_us BIGINT NOT NULL,
      deleted_us BIGINT, cover_version BIGINT NOT NULL, key_version BIGINT NOT NULL, previous_key_until_us BIGINT,
      gop_ms BIGINT NOT NULL))",
    "CREATE INDEX lesson_filed ON lesson(filed_us, id)",
    "CREATE INDEX lesson_state ON lesson(state, filed_us, id)",
    "CREATE INDEX lesson_lecturer ON lesson(lecturer_id, filed_us, id)",
    R"(CREATE TABLE lesson_cover(
      lesson_id BIGINT NOT NULL PRIMARY KEY REFERENCES lesson(id), type TEXT NOT NULL, body BYTEA NOT NULL))",
    R"(CREATE TABLE room_name(
      lecturer_id BIGINT NOT NULL REFERENCES account(id), name TEXT NOT NULL,
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), PRIMARY KEY(lecturer_id, name)))",
    "CREATE INDEX room_name_lesson ON room_name(name, lesson_id)",
    // Who is in: staff and guests have a seat, learners an entitlement.
    R"(CREATE TABLE invite(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), code TEXT NOT NULL, role TEXT NOT NULL,
      created_us BIGINT NOT NULL, used_by BIGINT, used_us BIGINT, PRIMARY KEY(lesson_id, code)))",
    "CREATE INDEX invite_code ON invite(code)",
    R"(CREATE TABLE seat(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), account_id BIGINT NOT NULL REFERENCES account(id),
      role TEXT NOT NULL, since_us BIGINT NOT NULL, PRIMARY KEY(lesson_id, account_id)))",
    "CREATE INDEX seat_account ON seat(account_id)",
    R"(CREATE TABLE entitlement(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), account_id BIGINT NOT NULL REFERENCES account(id),
      source TEXT NOT NULL, since_us BIGINT NOT NULL, until_us BIGINT,
      PRIMARY KEY(lesson_id, account_id, source)))",
    "CREATE INDEX entitlement_account ON entitlement(account_id)",
    R"(CREATE TABLE ban(
      lesson_id BIGINT NOT NULL REFERENCES lesson(id), account_id BIGINT NOT NULL REFERENCES account(id),
      until_us BIGINT NOT NULL, PRIMARY KEY(lesson_id, account_id)))",

    // Idempotency-Key. status 0: still at work.
    R"(CREATE TABLE idempotency(
      account_id BIGINT NOT NULL, name TEXT NOT NULL, request BYTEA NOT NULL, begun_us BIGINT NOT NULL,
      status BIGINT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(account_id, name)))",
    "CREATE INDEX idempotency_begun ON idempotency(begun_us)",

    // Rooms: the record of each, numbered 1, 2, 3 … inside its epoch. `audience` and `body` are the room's
    // own.
    "CREATE TABLE room(lesson_id BIGINT NOT NULL PRIMARY KEY, epoch TEXT NOT NULL)",
    R"(CREATE TABLE room_event(
      lesson_id BIGINT NOT NULL, n BIGINT NOT NULL, t_us BIGINT NOT NULL, type TEXT NOT NULL,
      audience BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(lesson_id, n)))",
    "CREATE INDEX room_event_time ON room_event(t_us)",
};

}  // namespace

Migration first_step() { return kStatements; }

}  // namespace lyceum::store
