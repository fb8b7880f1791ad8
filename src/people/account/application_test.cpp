#include "people/account/application.hpp"

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

struct Case {
  std::string_view what;
  bool lecturer, is_operator;
  std::optional<ApplicationState> last;
  bool open;
  std::string_view outcome;
};

const Case kCases[] = {
    {"a first application", false, false, {}, true, "ok"},
    {"while one waits", false, false, ApplicationState::pending, true, "application_pending"},
    {"after one was declined", false, false, ApplicationState::declined, true, "ok"},
    {"after being a lecturer for a while", false, false, ApplicationState::approved, true, "ok"},
    {"where nobody may apply", false, false, {}, false, "applications_closed"},
    {"a lecturer", true, false, {}, true, "teaches_already"},
    {"an operator", false, true, {}, true, "teaches_already"},
};

TEST(Application, who_may_apply_stands_in_the_table) {
  for (const Case& c : kCases) {
    Account account;
    account.is_lecturer = c.lecturer;
    account.is_operator = c.is_operator;
    std::optional<Application> last;
    if (c.last) last = Application{.state = *c.last, .words = {}, .answer = {}, .asked_at = {}};
    const auto may = may_apply(account, last, c.open);
    EXPECT_EQ(may ? "ok" : may.error().code, c.outcome) << c.what;
  }
}

TEST(Application, its_words_are_bounded) {
  EXPECT_EQ(checked_application_words(" I teach\r\ncalligraphy. ", 10).value(), "I teach\ncalligraphy.");
  EXPECT_TRUE(checked_application_words("", 0));
  for (const std::string& words : {std::string("short"), std::string(501, 'x'), std::string(10, ' '),
                                   std::string("\x01 0123456789"), std::string(5000, 'x')})
    EXPECT_FALSE(checked_application_words(words, 10));
}

}  // namespace
}  // namespace lyceum::people
