#include "store/seal/seal.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

const std::string first(64, 'a'), second(64, 'b');
constexpr std::string_view place = "room_event.body 5 17";

Seal seal(const std::string& file, Seal::Use use = Seal::Use::close) { return Seal::read(file, use).value(); }

TEST(Seal, what_is_closed_is_opened_at_its_place_and_does_not_show) {
  const Seal with = seal(first);
  for (const std::string& text :
       {std::string(), std::string("{\"text\":\"你好\"}"), std::string(100'000, 'x')}) {
    const std::string stored = with.close(text, place);
    EXPECT_EQ(with.open(stored, place).value(), text);
    EXPECT_TRUE(stored.starts_with("seal1:" + with.key_id() + ":"));
    EXPECT_TRUE(text.empty() || stored.find(text) == std::string::npos);
    EXPECT_TRUE(with.is_current(stored));
  }
  EXPECT_NE(with.close("same", place), with.close("same", place))
      << "the same text does not look the same twice";
}

TEST(Seal, without_a_key_texts_stay_as_they_are_and_sealed_ones_are_refused) {
  const Seal none;
  EXPECT_EQ(none.close("text", place), "text");
  EXPECT_EQ(none.open("text", place).value(), "text");
  EXPECT_EQ(none.open(seal(first).close("text", place), place).error().code, "seal_broken");
  EXPECT_EQ(none.key_id(), "");
}

TEST(Seal, a_text_moved_changed_or_cut_is_refused) {
  const Seal with = seal(first);
  const std::string stored = with.close("the text", place);
  EXPECT_EQ(with.open(stored, "room_event.body 5 18").error().code, "seal_broken");
  for (std::size_t at = 6; at < stored.size(); ++at) {
    std::string bent = stored;
    bent[at] = bent[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(with.open(bent, place)) << at;
    EXPECT_FALSE(with.open(stored.substr(0, at), place)) << at;
  }
}

TEST(Seal, a_new_first_key_seals_and_the_old_one_still_opens) {
  const Seal before = seal(first), after = seal("# of May\n" + second + "\n\n  " + first + "\r\n");
  const std::string old = before.close("text", place);
  EXPECT_EQ(after.open(old, place).value(), "text");
  EXPECT_FALSE(after.is_current(old));
  EXPECT_TRUE(after.is_current(after.close("text", place)));
  EXPECT_NE(before.key_id(), after.key_id());
  EXPECT_FALSE(seal(second).open(old, place));
}

TEST(Seal, on_the_way_back_it_opens_and_closes_nothing) {
  const Seal back = seal(first, Seal::Use::open);
  const std::string old = seal(first).close("text", place);
  EXPECT_EQ(back.open(old, place).value(), "text");
  EXPECT_FALSE(back.is_current(old));
  EXPECT_EQ(back.close("text", place), "text");
  EXPECT_TRUE(back.is_current("text"));
}

TEST(Seal, what_is_looked_for_is_found_in_every_form_it_may_have) {
  const Seal none, old = seal(first), both = seal(second + "\n" + first), back = seal(first, Seal::Use::open);
  using Forms = std::vector<std::string>;
  EXPECT_EQ(none.forms("anna", "account.login"), (Forms{"anna"}));
  EXPECT_EQ(both.forms("anna", "account.login"), (Forms{both.close_alike("anna", "account.login"),
                                                        old.close_alike("anna", "account.login"), "anna"}));
  EXPECT_EQ(back.forms("anna", "account.login"), (Forms{"anna", old.close_alike("anna", "account.login")}));
  EXPECT_EQ(both.open(old.close_alike("anna", "account.login"), "account.login").value(), "anna");
  EXPECT_EQ(none.close_alike("anna", "account.login"), "anna");
}

TEST(Seal, a_file_that_holds_no_key_is_refused) {
  for (const std::string& file :
       {std::string(), std::string("# nothing\n"), std::string(63, 'a'), std::string(65, 'a'),
        std::string(64, 'g'), first + "\n" + "short", std::string(64, ' ')})
    EXPECT_EQ(Seal::read(file).error().code, "seal_key") << file;
  std::string many;
  for (int i = 0; i < 17; ++i) many += first + "\n";
  EXPECT_EQ(Seal::read(many).error().code, "seal_key");
}

}  // namespace
}  // namespace lyceum::store
