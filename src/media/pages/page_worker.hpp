// `lyceum worker --page N`: a process that shuts itself in and becomes poppler's pdfinfo (N = 0) or pdftoppm
// for one page of a PDF. The server starts one a page and gives it the file as descriptor 3; what the program
// says, the number of pages or a JPEG, comes through descriptor 0.
//
// Page images, not PDFs, are what learners get: they are light, a browser keeps them, and they are the same
// in every phone's browser and in WeChat's; nobody's browser has to carry a PDF reader for them. The server
// reads no byte of the PDF.
#pragma once

namespace lyceum::media {

// Above every code of the programs themselves.
inline constexpr int pages_tool_missing = 120, pages_not_shut_in = 121;
// Pixels of a page's longer side: sharp on a full screen, and some 100 kB.
inline constexpr int page_side = 1920;

// Whether poppler's programs are installed.
bool pages_can_be_drawn();

// Returns only when it failed, with what the process is to end with.
int run_page_worker(int page);

}  // namespace lyceum::media
