#include "wire/worker/file_message.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace lyceum::worker {
namespace {

Bytes joined(const std::vector<SharedBytes>& pieces) {
  Bytes all;
  for (const SharedBytes& piece : pieces) all.insert(all.end(), piece.view().begin(), piece.view().end());
  return all;
}

// What stands behind the length.
ByteView body(const Bytes& message) { return ByteView(message).subspan(4); }

template <class T>
T there_and_back(const Bytes& message) {
  const auto read = read_from_file_worker(body(message));
  EXPECT_TRUE(read);
  return std::get<T>(*read);
}

TEST(FileMessage, orders_read_back_as_written) {
  const auto open = read_to_file_worker(body(write(Open{5'000'000'000, false})));
  ASSERT_TRUE(open);
  EXPECT_EQ(std::get<Open>(*open).size, 5'000'000'000);
  EXPECT_FALSE(std::get<Open>(*open).picture);
  EXPECT_TRUE(std::holds_alternative<Next>(*read_to_file_worker(body(write(Next{})))));
}

TEST(FileMessage, answers_read_back_as_written) {
  const auto facts = there_and_back<Facts>(write(Facts{90'000'000, true, true, false, true}));
  EXPECT_EQ(facts.duration_us, 90'000'000);
  EXPECT_TRUE(facts.picture && facts.sound && !facts.picture_remade && facts.sound_remade);
  const auto config =
      there_and_back<UnitConfig>(write(UnitConfig{UnitTrack::sound, SharedBytes(Bytes{0x11, 0x90})}));
  EXPECT_EQ(config.track, UnitTrack::sound);
  EXPECT_TRUE(std::ranges::equal(config.record.view(), Bytes{0x11, 0x90}));
  const auto unit = there_and_back<Unit>(
      joined(write(Unit{UnitTrack::picture, 40'000, 80'000, true, SharedBytes(Bytes{0, 0, 0, 1, 0x65})})));
  EXPECT_EQ(unit.dts, 40'000);
  EXPECT_EQ(unit.pts, 80'000);
  EXPECT_TRUE(unit.key);
  EXPECT_EQ(unit.payload.size(), 5U);
  EXPECT_EQ(there_and_back<Pause>(write(Pause{7})).position_us, 7);
  there_and_back<Done>(write(Done{}));
  EXPECT_EQ(there_and_back<Unusable>(write(Unusable{Useless::damaged})).why, Useless::damaged);
}

TEST(FileMessage, what_is_beyond_the_limits_is_refused) {
  const Bytes wrong[] = {
      {},
      {99},                                      // unknown kind
      {23},                                      // no reason
      {23, 0},                                   // no such reason
      {23, 9},                                   // nor this
      {22, 0},                                   // Done with something behind it
      {21, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0},  // a position beyond a day
      {18, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0},  // facts of a file with nothing in it
      {18, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 0, 0},  // neither yes nor no
      {19, 0, 0, 0, 0, 0},                       // an empty record
      {19, 2, 0, 0, 0, 1, 0},                    // a third track
      {20, 1, 0x80, 0, 0, 0, 0, 0, 0, 0},        // a time below zero
      {20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1},  // sound that is too large
  };
  for (const Bytes& each : wrong) EXPECT_FALSE(read_from_file_worker(each));
  EXPECT_FALSE(read_to_file_worker(Bytes{}));
  EXPECT_FALSE(read_to_file_worker(Bytes{17, 1}));
  EXPECT_FALSE(read_to_file_worker(Bytes{16, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1}));
}

}  // namespace
}  // namespace lyceum::worker
