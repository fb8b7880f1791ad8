// The page of the slides that everybody sees: what can happen to it, what it is now, and who turns it.
//
// An event tells all there is to know, so that a replay can begin anywhere. Viewers show a page when their
// picture has come to the event's time.
#pragma once

#include "room/word/json.hpp"
#include "room/word/refusal.hpp"

#include <array>
#include <functional>

namespace lyceum::room {

// A document of the lesson that was drawn (lesson/document).
struct Deck {
  std::int64_t document = 0;  // its number, 1 to 2^53
  std::int64_t pages = 0;     // 1 to 500
  bool operator==(const Deck&) const = default;
};

// This page is shown.
struct SlideTurned {
  static constexpr std::string_view type = "slide";
  static constexpr Audience audience = Audience::everyone;
  Deck deck;
  std::int64_t page = 0;  // from 1
  bool operator==(const SlideTurned&) const = default;
};

// None is shown any more.
struct SlidesOff {
  static constexpr std::string_view type = "slides_off";
  static constexpr Audience audience = Audience::everyone;
  std::int64_t document = 0;  // whose page was shown
};

void append_fields(std::string& out, const SlideTurned& event);
void append_fields(std::string& out, const SlidesOff& event);
// False when a field is missing, of the wrong type, or no page of the deck.
bool read_fields(const boost::json::object& object, SlideTurned& event);
bool read_fields(const boost::json::object& object, SlidesOff& event);

class Slides {
 public:
  bool operator==(const Slides&) const = default;

  // Nothing: none is shown.
  const std::optional<SlideTurned>& shown() const { return shown_; }

  void evolve(const SlideTurned& event, Stamp) { shown_ = event; }
  void evolve(const SlidesOff&, Stamp) { shown_.reset(); }
  // The class is over.
  void close() { shown_.reset(); }

 private:
  std::optional<SlideTurned> shown_;
};

// Staff.
struct TurnSlide {
  static constexpr std::string_view word = "slide";
  static constexpr std::array<std::string_view, 2> fields = {"document", "page"};
  std::int64_t document = 0;
  std::int64_t page = 0;
  std::optional<Deck> deck = {};  // looked up by the room's door, for one that is not shown yet
};
struct CloseSlides {
  static constexpr std::string_view word = "slides_off";
  static constexpr std::array<std::string_view, 0> fields = {};
};
bool read_fields(const boost::json::object& object, TurnSlide& command);
bool read_fields(const boost::json::object& object, CloseSlides& command);

// That the class is not over was seen to before. Nothing: it is so already.
std::expected<std::optional<SlideTurned>, Refusal> turn(const Slides& slides, const Standing& who,
                                                        const TurnSlide& command);
std::expected<std::optional<SlidesOff>, Refusal> close(const Slides& slides, const Standing& who);

// ,"slides":{"document":7,"pages":12,"page":3}; nothing when none is shown.
void append_shown(std::string& out, const Slides& slides);

}  // namespace lyceum::room
