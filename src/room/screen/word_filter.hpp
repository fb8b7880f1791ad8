// Finds the words of a list in what people write, also when they are disguised, and says what is to be done.
//
// Compared are skeletons (skeleton.hpp), by Aho and Corasick's automaton: one pass over the text however long
// the list is. A word of a script with spaces ("ass") is found only as a word of its own, not inside another
// ("class"), and across blanks only when it is spelt out ("a s s"); one of a script without spaces anywhere.
#pragma once

#include "room/screen/skeleton.hpp"

#include <optional>
#include <string>
#include <unordered_map>

namespace lyceum::room {

// In the order of strictness: shown with stars instead, shown after staff has looked, not accepted.
enum class WordAction : std::uint8_t { mask, review, block };

struct WordLists {
  std::vector<std::string> mask, review, block;
  bool operator==(const WordLists&) const = default;
  std::size_t size() const { return mask.size() + review.size() + block.size(); }
};

// Has something to be found by: 1 to 64 letters or digits. Precondition: UTF-8.
bool is_findable(std::string_view word);

// Immutable; may be used from any thread.
class WordFilter {
 public:
  // Words that are not findable are left out.
  explicit WordFilter(const WordLists& lists);

  struct Verdict {
    std::optional<WordAction> action;  // the strictest of what was found; nothing: nothing was found
    std::string text;                  // with a star for each character of a word to be masked
  };
  // Precondition: `text` is UTF-8.
  Verdict check(std::string_view text) const;

 private:
  using Node = std::uint32_t;
  struct State {
    Node fallback = 0;         // the longest proper suffix that is the start of a word
    Node shorter = 0;          // the next state on the way of fallbacks where a word ends; 0: none
    std::uint32_t length = 0;  // of the word that ends here; 0: none does
    WordAction action = WordAction::mask;
    bool stands_alone = false;  // only as a word of its own
  };
  void add(std::string_view word, WordAction action);
  void link();
  Node follow(Node from, char32_t letter) const;
  static bool fits(const std::vector<SkeletonLetter>& letters, std::size_t first, std::size_t last);

  std::vector<State> states_;
  std::unordered_map<std::uint64_t, Node> edges_;
};

}  // namespace lyceum::room
