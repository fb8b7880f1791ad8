#include "media/pages/page_worker.hpp"

#include "media/transcode/worker/sandbox.hpp"

#include <string>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

constexpr const char *pdfinfo = "/usr/bin/pdfinfo", *pdftoppm = "/usr/bin/pdftoppm";
constexpr int pipe_end = 0, out = 1, file = 3, niceness = 19;

std::vector<std::string> words_for(int page) {
  if (page == 0) return {pdfinfo, "-"};
  const std::string number = std::to_string(page), side = std::to_string(page_side);
  return {pdftoppm, "-jpeg", "-jpegopt", "quality=85", "-f", number, "-l", number, "-scale-to", side, "-"};
}

}  // namespace

bool pages_can_be_drawn() { return ::access(pdfinfo, X_OK) == 0 && ::access(pdftoppm, X_OK) == 0; }

int run_page_worker(int page) {
  give_way();
  ::setpriority(PRIO_PROCESS, 0, niceness);
  auto words = words_for(page);
  if (!pages_can_be_drawn()) return pages_tool_missing;
  if (::lseek(file, 0, SEEK_SET) != 0 || ::dup2(pipe_end, out) != out || ::dup2(file, 0) != 0 ||
      ::close(file) != 0 || !shut_in(Reach::program))
    return pages_not_shut_in;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  char* nothing = nullptr;
  ::execve(arguments.front(), arguments.data(), &nothing);
  return pages_not_shut_in;
}

}  // namespace lyceum::media
