#include "room/screen/word_filter.hpp"

#include <algorithm>
#include <array>
#include <deque>

namespace lyceum::room {
namespace {

constexpr std::size_t letters_max = 64;

std::uint64_t edge(std::uint32_t from, char32_t letter) { return std::uint64_t{from} << 32U | letter; }

// The text with a star for each visible character from begin to end.
void star(std::string& out, std::string_view covered) {
  for (const char c : covered) {
    const bool continues = (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80;
    if (!continues) out += c == ' ' ? ' ' : '*';
  }
}

}  // namespace

bool is_findable(std::string_view word) {
  const auto letters = skeleton(word);
  return !letters.empty() && letters.size() <= letters_max;
}

WordFilter::WordFilter(const WordLists& lists) : states_(1) {
  for (const std::string& word : lists.mask) add(word, WordAction::mask);
  for (const std::string& word : lists.review) add(word, WordAction::review);
  for (const std::string& word : lists.block) add(word, WordAction::block);
  link();
}

void WordFilter::add(std::string_view word, WordAction action) {
  const auto letters = skeleton(word);
  if (letters.empty() || letters.size() > letters_max) return;
  Node node = 0;
  for (const SkeletonLetter& letter : letters) {
    const auto [found, fresh] = edges_.try_emplace(edge(node, letter.letter), states_.size());
    node = found->second;
    if (fresh) states_.emplace_back();
  }
  State& state = states_[node];
  state.action = state.length == 0 ? action : std::max(state.action, action);
  state.length = static_cast<std::uint32_t>(letters.size());
  state.stands_alone = std::ranges::none_of(
      letters, [](const SkeletonLetter& letter) { return is_written_without_spaces(letter.letter); });
}

// Level by level: the fallback of a state is where its parent's fallback leads by the same letter.
void WordFilter::link() {
  struct Child {
    Node parent, node;
    char32_t letter;
  };
  std::vector<std::vector<Child>> children(states_.size());
  for (const auto& [key, node] : edges_) {
    const auto parent = static_cast<Node>(key >> 32U);
    children[parent].push_back({parent, node, static_cast<char32_t>(key & 0xFFFFFFFFU)});
  }
  std::deque<Child> waiting(children[0].begin(), children[0].end());
  while (!waiting.empty()) {
    const Child child = waiting.front();
    waiting.pop_front();
    State& state = states_[child.node];
    state.fallback = child.parent == 0 ? 0 : follow(states_[child.parent].fallback, child.letter);
    const State& fallback = states_[state.fallback];
    state.shorter = fallback.length > 0 ? state.fallback : fallback.shorter;
    waiting.insert(waiting.end(), children[child.node].begin(), children[child.node].end());
  }
}

WordFilter::Node WordFilter::follow(Node from, char32_t letter) const {
  for (Node node = from;; node = states_[node].fallback) {
    if (const auto found = edges_.find(edge(node, letter)); found != edges_.end()) return found->second;
    if (node == 0) return 0;
  }
}

// Does what stands between two places look like a word of its own?
bool WordFilter::fits(const std::vector<SkeletonLetter>& letters, std::size_t first, std::size_t last) {
  const auto touches = [&](std::size_t left) {
    const SkeletonLetter &a = letters[left], &b = letters[left + 1];
    return a.end >= b.begin && !is_written_without_spaces(a.letter) && !is_written_without_spaces(b.letter);
  };
  if (first > 0 && touches(first - 1)) return false;
  if (last + 1 < letters.size() && touches(last)) return false;
  std::size_t apart = 0;
  for (std::size_t i = first + 1; i <= last; ++i) apart += letters[i].apart ? 1U : 0U;
  return apart == 0 || apart == last - first;
}

WordFilter::Verdict WordFilter::check(std::string_view text) const {
  Verdict verdict{std::nullopt, std::string(text)};
  if (edges_.empty()) return verdict;
  const auto letters = skeleton(text);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> masked;  // in bytes
  Node node = 0;
  for (std::size_t last = 0; last < letters.size(); ++last) {
    node = follow(node, letters[last].letter);
    for (Node found = states_[node].length > 0 ? node : states_[node].shorter; found != 0;
         found = states_[found].shorter) {
      const State& word = states_[found];
      const std::size_t first = last + 1 - word.length;
      if (word.stands_alone && !fits(letters, first, last)) continue;
      verdict.action = verdict.action ? std::max(*verdict.action, word.action) : word.action;
      if (word.action == WordAction::mask) masked.emplace_back(letters[first].begin, letters[last].end);
    }
  }
  if (masked.empty()) return verdict;
  std::ranges::sort(masked);
  verdict.text.clear();
  std::uint32_t done = 0;
  for (const auto& [begin, end] : masked) {
    if (end <= done) continue;
    if (begin > done) verdict.text += text.substr(done, begin - done);
    star(verdict.text, text.substr(std::max(begin, done), end - std::max(begin, done)));
    done = end;
  }
  verdict.text += text.substr(done);
  return verdict;
}

}  // namespace lyceum::room
