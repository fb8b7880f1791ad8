// Bodies of the calls about accounts (openapi.json).
#pragma once

#include "api/json/decode.hpp"

namespace lyceum::api {

struct SetupForm {
  std::string token, login, password, name;
};
BOOST_DESCRIBE_STRUCT(SetupForm, (), (token, login, password, name))

struct RegistrationForm {
  std::string login, password, name;
  std::optional<std::string> terms_version;
};
BOOST_DESCRIBE_STRUCT(RegistrationForm, (), (login, password, name, terms_version))

struct SignInForm {
  std::string login, password;
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (login, password))

struct NameForm {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NameForm, (), (name))

struct PasswordForm {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordForm, (), (password))

struct PasswordChangeForm {
  std::string old_password, new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordChangeForm, (), (old_password, new_password))

struct ResetForm {
  std::string token, new_password;
};
BOOST_DESCRIBE_STRUCT(ResetForm, (), (token, new_password))

struct FlagsForm {
  std::optional<bool> operator_, lecturer;
};
BOOST_DESCRIBE_STRUCT(FlagsForm, (), (operator_, lecturer))

}  // namespace lyceum::api
