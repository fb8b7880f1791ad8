// Bodies of the calls about lessons (openapi.json).
#pragma once

#include "api/json/decode.hpp"

namespace lyceum::api {

struct AccessForm {
  std::string kind;
  std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(AccessForm, (), (kind, password))

struct LessonForm {
  std::string title;
  std::optional<std::string> description, kind, starts_at;
  std::optional<AccessForm> access;
};
BOOST_DESCRIBE_STRUCT(LessonForm, (), (title, description, kind, starts_at, access))

struct LessonChangeForm {
  std::optional<std::string> title, description, kind;
  Nullable<std::string> starts_at;
  std::optional<AccessForm> access;
};
BOOST_DESCRIBE_STRUCT(LessonChangeForm, (), (title, description, kind, starts_at, access))

struct EnterForm {
  std::optional<std::string> password, invite;
};
BOOST_DESCRIBE_STRUCT(EnterForm, (), (password, invite))

struct BanForm {
  std::string account;
  std::optional<std::int64_t> days;
  std::optional<bool> clear, address;
};
BOOST_DESCRIBE_STRUCT(BanForm, (), (account, days, clear, address))

struct InviteForm {
  std::string role;
};
BOOST_DESCRIBE_STRUCT(InviteForm, (), (role))

}  // namespace lyceum::api
