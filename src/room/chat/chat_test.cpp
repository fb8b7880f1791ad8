#include "room/chat/chat.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Person wei{AccountId{7}, "Wei", Role::learner};

Stamp at(Offset n) { return {n, utc_from_micros(static_cast<std::int64_t>(n) * 1'000'000)}; }

Chat with_comments(Offset count) {
  Chat chat;
  for (Offset n = 1; n <= count; ++n) chat.evolve(Commented{wei, "text " + std::to_string(n), {}}, at(n));
  return chat;
}

TEST(Chat, keeps_the_newest_hundred_comments) {
  const Chat chat = with_comments(130);
  EXPECT_EQ(chat.recent().size(), Chat::window);
  EXPECT_EQ(chat.find(30), nullptr);
  EXPECT_TRUE(chat.older_than_window(30));
  EXPECT_EQ(chat.find(31)->text, "text 31");
}

TEST(Chat, a_deleted_comment_loses_its_text_its_pin_and_its_excerpts) {
  Chat chat = with_comments(3);
  chat.evolve(Pinned{*chat.find(2)}, at(4));
  chat.evolve(Commented{wei, "answer", excerpt(*chat.find(2))}, at(5));
  chat.evolve(Deleted{2}, at(6));
  EXPECT_EQ(chat.find(2), nullptr);
  EXPECT_TRUE(chat.deleted(2));
  EXPECT_FALSE(chat.pinned());
  EXPECT_EQ(chat.recent()[1].comment.text, "");
  EXPECT_EQ(chat.find(5)->reply->text, "");
}

TEST(Chat, an_erased_account_loses_its_name_wherever_it_stands) {
  Chat chat = with_comments(3);
  const Person anna{AccountId{8}, "Anna", Role::learner};
  chat.evolve(Commented{anna, "answer", excerpt(*chat.find(2))}, at(4));
  chat.evolve(Pinned{*chat.find(4)}, at(5));
  EXPECT_TRUE(chat.mentions(wei.id));
  chat.evolve(Erased{wei.id}, at(6));
  EXPECT_EQ(chat.find(2)->from.name, "");
  EXPECT_EQ(chat.find(2)->text, "text 2") << "what was said stays";
  EXPECT_EQ(chat.find(4)->reply->name, "");
  EXPECT_EQ(chat.pinned()->reply->name, "");
  EXPECT_EQ(chat.find(4)->from.name, "Anna");
}

TEST(Chat, a_mute_ends_by_itself) {
  Chat chat;
  chat.evolve(Muted{wei, at(20).t}, at(10));
  EXPECT_EQ(chat.muted_until(wei.id, at(19).t), at(20).t);
  EXPECT_EQ(chat.muted_until(wei.id, at(20).t), Utc());
}

TEST(Chat, a_lifted_mute_is_gone) {
  Chat chat;
  chat.evolve(Muted{wei, at(99).t}, at(1));
  chat.evolve(Muted{wei, Utc()}, at(2));
  EXPECT_EQ(chat.muted_until(wei.id, at(3).t), Utc());
}

TEST(Chat, someone_who_was_silent_longer_than_any_limit_is_forgotten) {
  Chat chat;
  chat.evolve(Commented{wei, "old", {}}, at(1));
  const Person ann{AccountId{8}, "Ann", Role::learner};
  chat.evolve(Commented{ann, "new", {}}, at(512));
  EXPECT_EQ(chat.times(wei.id), Chat::Times{});
  EXPECT_EQ(chat.times(ann.id).front(), at(512).t);
}

}  // namespace
}  // namespace lyceum::room
