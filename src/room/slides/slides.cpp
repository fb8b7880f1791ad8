#include "room/slides/slides.hpp"

namespace lyceum::room {

void append_fields(std::string& out, const SlideTurned& event) {
  out += R"("document":)";
  append_json(out, event.deck.document);
  out += R"(,"pages":)";
  append_json(out, event.deck.pages);
  out += R"(,"page":)";
  append_json(out, event.page);
}
void append_fields(std::string& out, const SlidesOff& event) {
  out += R"("document":)";
  append_json(out, event.document);
}

bool read_fields(const boost::json::object& object, SlideTurned& event) {
  event.deck.document = whole_field(object, "document").value_or(0);
  event.deck.pages = whole_field(object, "pages").value_or(0);
  event.page = whole_field(object, "page").value_or(0);
  return event.deck.document > 0 && event.page >= 1 && event.page <= event.deck.pages;
}
bool read_fields(const boost::json::object& object, SlidesOff& event) {
  event.document = whole_field(object, "document").value_or(0);
  return event.document > 0;
}

bool read_fields(const boost::json::object& object, TurnSlide& command) {
  const auto document = whole_field(object, "document"), page = whole_field(object, "page");
  command.document = document.value_or(0);
  command.page = page.value_or(0);
  return document.has_value() && page.has_value();
}
bool read_fields(const boost::json::object&, CloseSlides&) { return true; }

std::expected<std::optional<SlideTurned>, Refusal> turn(const Slides& slides, const Standing& who,
                                                        const TurnSlide& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const auto& shown = slides.shown();
  const std::optional<Deck> deck =
      shown && shown->deck.document == command.document ? shown->deck : command.deck;
  if (!deck || deck->document != command.document || command.page < 1 || command.page > deck->pages)
    return refuse(No::slide_missing);
  const SlideTurned turned{*deck, command.page};
  if (shown == turned) return std::nullopt;
  return turned;
}

std::expected<std::optional<SlidesOff>, Refusal> close(const Slides& slides, const Standing& who) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const auto& shown = slides.shown();
  return shown ? std::optional(SlidesOff{shown->deck.document}) : std::nullopt;
}

void append_shown(std::string& out, const Slides& slides) {
  if (!slides.shown()) return;
  out += R"(,"slides":{)";
  append_fields(out, *slides.shown());
  out += '}';
}

}  // namespace lyceum::room
