// A draw as a file that can be verified without the server, and the receipt of somebody who took part.
// docs/draw.md describes both for other programs.
#pragma once

#include "base/result/result.hpp"
#include "room/draw/draws.hpp"

namespace lyceum::room {

inline constexpr std::size_t draw_file_bytes_max = 16 * 1024 * 1024;

// Of a draw that is closed or done.
struct DrawFile {
  std::string lesson;
  Stamp opened;
  DrawRules rules;
  Digest commitment{}, start{};
  Utc closed_at;
  Digest seed{}, head{}, list{};
  std::optional<Digest> beacon;  // the value
  std::vector<Digest> tickets;   // in the order of the chain
  std::vector<Digest> won;       // best first
  bool done = false;             // false: the beacon is waited for

  bool operator==(const DrawFile&) const;
};

DrawFile file_of(LessonId lesson, Offset n, const Draws::Kept& draw);
std::string write_draw_file(const DrawFile& file);
// Refusal: draw_file 400, with what is wrong in `detail`.
Result<DrawFile> read_draw_file(std::string_view text);

struct DrawReceipt {
  Offset draw = 0;
  AccountId account;
  std::string nonce;
  Digest ticket{};
  std::size_t place = 0;  // 1 = the first of the chain
  Digest head{};
};
// Refusal: draw_receipt 400.
Result<DrawReceipt> read_draw_receipt(std::string_view text);

}  // namespace lyceum::room
