#include "money/access/viewer_token.hpp"

#include <gtest/gtest.h>

namespace lyceum::money {
namespace {

using namespace std::chrono_literals;

const Utc kNow = Utc(500'000h);
constexpr LessonId kLesson{123'456'789};
const Viewer kViewer{
    .lesson = kLesson, .account = AccountId{7}, .viewer = ViewerId{(1LL << 53) - 1}, .issued_at = kNow};

class ViewerTokenTest : public testing::Test {
 protected:
  std::string_view refusal(const std::string& token, Utc now = kNow, LessonId lesson = kLesson) {
    const auto verified = tokens.verify(token, lesson, now);
    return verified ? "ok" : verified.error().code;
  }
  ViewerTokens tokens{SecretKey::random()};
};

TEST_F(ViewerTokenTest, names_its_viewer_session) {
  const auto token = tokens.issue(kViewer);
  EXPECT_EQ(token.size(), 60u);
  EXPECT_EQ(token, tokens.issue(kViewer));  // the URL never changes while someone watches
  EXPECT_EQ(tokens.verify(token, kLesson, kNow + 1h).value(), kViewer);
}

TEST_F(ViewerTokenTest, lives_twelve_hours) {
  const auto token = tokens.issue(kViewer);
  EXPECT_EQ(refusal(token, kNow + 12h - 1us), "ok");
  EXPECT_EQ(refusal(token, kNow + 12h), "token_expired");
}

TEST_F(ViewerTokenTest, opens_its_own_lesson_only) {
  EXPECT_EQ(refusal(tokens.issue(kViewer), kNow, LessonId{1}), "token_invalid");
}

TEST_F(ViewerTokenTest, of_another_server_is_refused) {
  EXPECT_EQ(refusal(ViewerTokens(SecretKey::random()).issue(kViewer)), "token_invalid");
}

TEST_F(ViewerTokenTest, every_changed_character_is_refused) {
  const auto token = tokens.issue(kViewer);
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(refusal(changed), "token_invalid") << i;
  }
}

TEST_F(ViewerTokenTest, other_forms_are_refused) {
  const auto token = tokens.issue(kViewer);
  for (const auto& bad : {std::string(), token.substr(1), token + "A", std::string(60, '='),
                          std::string(60, 'A'), std::string("123456789"), std::string(100'000, 'A')})
    EXPECT_EQ(refusal(bad), "token_invalid");
}

}  // namespace
}  // namespace lyceum::money
