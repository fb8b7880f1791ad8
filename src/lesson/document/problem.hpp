// Why a document cannot be shown, for its lecturer: what is wrong, and what to do. Codes are kept with the
// document; the sentences are looked up again.
#pragma once

#include "base/result/result.hpp"

#include <string_view>

namespace lyceum::lesson {

inline constexpr int pages_max = 500;

Error document_no_pdf();             // 415 another kind of file
Error document_powerpoint();         // 415 one of an office program, and no LibreOffice: what to do is known
Error document_unreadable();         // 422 damaged, encrypted, or hostile
Error document_too_many_pages();     // 422
Error document_too_costly();         // 422 a page takes too long, or becomes too large
Error document_unconvertible();      // 422 LibreOffice makes no PDF of it
Error document_locked();             // 422 a presentation with a password
Error document_conversion_costly();  // 422 that takes too long, or becomes too large
Error pages_unavailable();           // 503 no poppler, or no rights to be given up: not the file's fault

// By its code; none of these: document_unreadable.
Error document_problem(std::string_view code);

}  // namespace lyceum::lesson
