// The arithmetic of a draw that anybody can do again: docs/draw.md says it byte by byte, and what it proves.
//
// Pure, and all of it: what is published is made by these functions, and verified with them.
#pragma once

#include "base/names/id.hpp"
#include "base/secret/secret_key.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::room {

// Told when the draw opens, and before: it binds the seed that is told when it closes.
Digest commitment_to(const Digest& seed);

// The first head of the chain: of the text of the opening (DrawRules).
Digest start_of(std::string_view opening);

// The name under which somebody takes part. Who knows the nonce can make it again once the seed is known;
// nobody else can tell whose it is. `nonce`: as it was sent, lower case.
Digest ticket_of(const Digest& seed, Offset draw, AccountId account, std::string_view nonce);
Digest next_head(const Digest& head, const Digest& ticket);

// Of all tickets in ascending order, whatever order they came in.
Digest list_of(std::vector<Digest> tickets);
// `beacon`: the randomness of the round that was named at the opening, if one was.
Digest score_of(const Digest& seed, const Digest& list, const std::optional<Digest>& beacon,
                const Digest& ticket);
// The places in `tickets` of those that win: the lowest scores, best first, at most `winners`.
std::vector<std::size_t> winning(const Digest& seed, const std::optional<Digest>& beacon,
                                 const std::vector<Digest>& tickets, std::size_t winners);

}  // namespace lyceum::room
