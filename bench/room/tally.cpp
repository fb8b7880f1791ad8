#include "bench/room/tally.hpp"

#include "bench/measure/stamp.hpp"

#include <charconv>

namespace lyceum::bench {

std::optional<std::uint64_t> number_after(std::string_view text, std::string_view name) {
  const auto at = text.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + name.size());
  std::uint64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) return std::nullopt;
  return number;
}

void Tally::count_from(std::int64_t now, double seconds) {
  window_ = {};
  window_.from = now;
  window_.to = now + static_cast<std::int64_t>(seconds * 1e9);
}

void Tally::arrived(Viewer& viewer, std::string_view text, std::int64_t now) {
  if (text.starts_with(R"({"hello":)")) return greeted(viewer, text);
  if (text.starts_with(R"({"after":)")) follow(viewer, text);
  int comments = 0;
  find_stamps(text, [&](std::int64_t due) {
    ++comments;
    ++viewer.comments;
    if (!window_.holds(due)) return;
    ++window_.deliveries;
    window_.latencies.add(now - due);
  });
  frames_ += comments > 0;
  if (comments == 1 && sample_.empty()) sample_ = text;
}

void Tally::greeted(Viewer& viewer, std::string_view hello) {
  const bool resumed = hello.substr(0, 256).find(R"("resumed":true)") != std::string_view::npos;
  if (resumed) return;
  restarts_ += viewer.upto != 0;
  viewer.upto = number_after(hello, R"("offset":)").value_or(0);
  if (const auto at = hello.find(R"("epoch":")"); at != std::string_view::npos) {
    const std::string_view rest = hello.substr(at + 9);
    epoch_ = rest.substr(0, rest.find('"'));
  }
}

void Tally::follow(Viewer& viewer, std::string_view batch) {
  const auto after = number_after(batch.substr(0, 32), R"("after":)");
  const auto upto = number_after(batch.substr(0, 64), R"("upto":)");
  if (!after || !upto) return;
  gaps_ += *after > viewer.upto;
  repeats_ += *after < viewer.upto;
  viewer.upto = *upto;
}

}  // namespace lyceum::bench
