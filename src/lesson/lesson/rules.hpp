// What a lesson's texts may be. Lengths count Unicode code points; texts come back in NFC without outer
// spaces.
#pragma once

#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <string>
#include <string_view>

namespace lyceum::lesson {

Result<std::string> checked_title(std::string_view typed);        // 1 to 100, one line
Result<std::string> checked_description(std::string_view typed);  // 0 to 5000, lines and tabs allowed
// A password that the lecturer tells the class: 1 to 64 characters, compared in NFKC.
Result<std::string> checked_lesson_password(std::string_view typed);
// The name by which a script knows its room: 1 to 64 visible characters.
Result<std::string> checked_room_name(std::string_view typed);
// What an operator says to a class, or about it: 1 to 200, one line.
Result<std::string> checked_words(std::string_view typed);
// Between a day ago and five years from now.
Result<Utc> checked_start(Utc starts_at, Utc now);

}  // namespace lyceum::lesson
