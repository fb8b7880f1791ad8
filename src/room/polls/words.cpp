#include "room/polls/words.hpp"

#include <algorithm>

namespace lyceum::room {

void Words::add(const std::string& folded, const std::string& spelled) {
  const auto [found, fresh] = words_.try_emplace(folded, Word{spelled});
  ++found->second.count;
}

void Words::remove(const std::string& folded) {
  const auto found = words_.find(folded);
  if (found == words_.end()) return;
  if (--found->second.count == 0 && !found->second.out) words_.erase(found);
}

void Words::take_out(const std::string& folded) { words_[folded].out = true; }

bool Words::shown(const std::string& folded) const {
  const auto found = words_.find(folded);
  return found != words_.end() && !found->second.out;
}

std::vector<Words::Counted> Words::top(std::string_view but) const {
  std::vector<Counted> all;
  for (const auto& [folded, word] : words_)
    if (!word.out && folded != but) all.push_back({word.spelled, word.count});
  const auto before = [](const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.word < b.word;
  };
  const std::size_t size = std::min(shown_max, all.size());
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(size), before);
  all.resize(size);
  return all;
}

}  // namespace lyceum::room
