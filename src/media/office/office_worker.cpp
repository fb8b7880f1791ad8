#include "media/office/office_worker.hpp"

#include "base/bytes/bytes.hpp"
#include "lesson/document/document.hpp"
#include "media/office/office_folder.hpp"
#include "media/transcode/worker/sandbox.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <vector>

#include <fcntl.h>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr int presentation = 3, pdf = 4, niceness = 19;
constexpr const char *given = "slides", *made = "slides.pdf";
constexpr std::uint64_t folder_bytes_max = 512'000'000;
constexpr milliseconds look_every{100};
// LibreOffice ends so when it has made its profile, and wants to be started again.
constexpr int start_again = 81, starts_max = 3;

// A Microsoft file that needs a password has a stream of this name, in UTF-16 ([MS-OFFCRYPTO] 2.1).
constexpr std::string_view encrypted_stream("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);

// Macros never run, and nothing is fetched for a document, whatever it asks for.
constexpr std::string_view profile_settings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
)";

// -1: as in open(2).
int make_file(const std::string& path) {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

bool write_all(int file, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(file, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
  }
  return true;
}

// Gives each piece to `take` as well; at most `most` bytes. False: not all of it.
template <class Take>
bool copy(int from, int to, std::uint64_t most, Take take) {
  Bytes piece(256 * 1024);
  for (std::uint64_t sum = 0;;) {
    const ssize_t got = ::read(from, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    const auto bytes = ByteView(piece).first(static_cast<std::size_t>(got));
    sum += bytes.size();
    if (sum > most || !write_all(to, bytes)) return false;
    take(bytes);
  }
}

// Finds a word in what comes in pieces.
class Finder {
 public:
  explicit Finder(std::string_view word) : word_(word) {}
  void take(ByteView bytes) {
    rest_ += as_text(bytes);
    found_ = found_ || rest_.find(word_) != rest_.npos;
    rest_.erase(0, rest_.size() - std::min(rest_.size(), word_.size()));
  }
  bool found() const { return found_; }

 private:
  const std::string_view word_;
  std::string rest_;
  bool found_ = false;
};

// The presentation and the profile. nullopt: all is there.
std::optional<OfficeEnd> furnish(const OfficeFolder& folder) {
  Finder lock(encrypted_stream);
  const int copy_of = make_file(folder.at(given));
  const bool copied =
      copy_of >= 0 && ::lseek(presentation, 0, SEEK_SET) == 0 &&
      copy(presentation, copy_of, lesson::document_bytes_max, [&](ByteView bytes) { lock.take(bytes); });
  if (copy_of >= 0) ::close(copy_of);
  if (!copied) return OfficeEnd::failed;
  if (lock.found()) return OfficeEnd::locked;
  std::error_code error;
  std::filesystem::create_directories(folder.at("profile/user"), error);
  const int settings = make_file(folder.at("profile/user/registrymodifications.xcu"));
  const bool set = settings >= 0 && write_all(settings, as_bytes(profile_settings));
  if (settings >= 0) ::close(settings);
  if (!set) return OfficeEnd::failed;
  return std::nullopt;
}

// The process that becomes LibreOffice. Returns only when it failed.
void become_office(const OfficeOrder& order, const OfficeFolder& folder, pid_t parent) {
  const std::filesystem::path installed = std::filesystem::path(order.program).parent_path().parent_path();
  std::vector<std::string> words{order.program,
                                 "-env:UserInstallation=file://" + folder.at("profile"),
                                 "-env:OSL_SOCKET_PATH=" + folder.path(),
                                 "--headless",
                                 "--norestore",
                                 "--nologo",
                                 "--nodefault",
                                 "--nolockcheck",
                                 "--convert-to",
                                 "pdf",
                                 "--outdir",
                                 folder.path(),
                                 folder.at(given)};
  std::vector<std::string> settings{"HOME=" + folder.path(), "TMPDIR=" + folder.path(),
                                    "SAL_USE_VCLPLUGIN=svp", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"};
  const auto list = [](std::vector<std::string>& all) {
    std::vector<char*> pointers;
    for (std::string& one : all) pointers.push_back(one.data());
    pointers.push_back(nullptr);
    return pointers;
  };
  const auto arguments = list(words), environment = list(settings);
  // Nothing of the server's: 0 was the socket to it.
  if (::dup2(1, 0) != 0 || ::close(presentation) != 0 || ::close(pdf) != 0) return;
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const Workplace place{.folder = folder.path(),
                        .reads = {installed.string(), "/etc/libreoffice", "/var/lib/libreoffice",
                                  "/var/spool/libreoffice", "/dev/urandom", "/dev/null",
                                  // Who its user is, or else it finds no home for its own code.
                                  "/etc/passwd", "/etc/nsswitch.conf"},
                        .file_bytes = lesson::document_bytes_max,
                        .cpu_seconds = static_cast<std::uint64_t>(order.seconds)};
  if (!shut_in(place) || ::getppid() != parent) return;
  ::execve(arguments.front(), arguments.data(), environment.data());
}

// Until it has ended, or has had its time or its room, and is killed.
std::optional<int> status_of(pid_t office, const OfficeFolder& folder, Clock::time_point until) {
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  for (;;) {
    int status = 0;
    if (::waitpid(office, &status, WNOHANG) == office) return status;
    if (Clock::now() >= until || folder.bytes() > folder_bytes_max) {
      ::kill(office, SIGKILL);
      ::waitpid(office, &status, 0);
      return std::nullopt;
    }
    const timespec pause{0, std::chrono::nanoseconds(look_every).count()};
    ::sigtimedwait(&ended, nullptr, &pause);
  }
}

std::optional<OfficeEnd> run_office(const OfficeOrder& order, const OfficeFolder& folder) {
  const auto until = Clock::now() + std::chrono::seconds(order.seconds);
  for (int start = 0; start < starts_max; ++start) {
    const pid_t self = ::getpid(), office = ::fork();
    if (office < 0) return OfficeEnd::failed;
    if (office == 0) {
      become_office(order, folder, self);
      ::_exit(static_cast<int>(OfficeEnd::failed));
    }
    const auto status = status_of(office, folder, until);
    if (!status) return OfficeEnd::costly;
    if (WIFSIGNALED(*status)) {
      const int signal = WTERMSIG(*status);
      const bool too_much = signal == SIGXCPU || signal == SIGXFSZ || signal == SIGKILL;
      return too_much ? OfficeEnd::costly : OfficeEnd::unreadable;
    }
    if (WEXITSTATUS(*status) == static_cast<int>(OfficeEnd::failed)) return OfficeEnd::failed;
    if (WEXITSTATUS(*status) != start_again) return std::nullopt;
  }
  return OfficeEnd::unreadable;
}

// LibreOffice says 0 when it could not read a file, too: what counts is the PDF. It may be anything that
// who took it over has put there.
std::optional<OfficeEnd> take_out(const OfficeFolder& folder) {
  const int file = ::open(folder.at(made).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return OfficeEnd::unreadable;
  struct stat found {};
  std::optional<OfficeEnd> end;
  if (::fstat(file, &found) != 0 || !S_ISREG(found.st_mode) || found.st_size == 0)
    end = OfficeEnd::unreadable;
  else if (static_cast<std::uint64_t>(found.st_size) > lesson::document_bytes_max)
    end = OfficeEnd::costly;
  else if (!copy(file, pdf, lesson::document_bytes_max, [](ByteView) {}))
    end = OfficeEnd::failed;
  ::close(file);
  return end;
}

std::optional<OfficeEnd> convert(const OfficeOrder& order) {
  if (!become_nobody()) return OfficeEnd::failed;
  const auto folder = OfficeFolder::make();
  if (!folder) return OfficeEnd::failed;
  if (const auto end = furnish(*folder)) return end;
  if (const auto end = run_office(order, *folder)) return end;
  return take_out(*folder);
}

// LibreOffice does not start for a user who stands nowhere, as a container's may be (docker --user 4242).
// Root becomes nobody (become_nobody), who stands everywhere.
bool user_is_known() {
  static const bool known = [] {
    passwd entry{};
    passwd* found = nullptr;
    std::vector<char> texts(16'384);
    return ::getpwuid_r(::getuid(), &entry, texts.data(), texts.size(), &found) == 0 && found != nullptr;
  }();
  return known;
}

}  // namespace

bool office_is_there(const std::string& program) {
  return !program.empty() && ::access(program.c_str(), X_OK) == 0;
}

bool office_can_be_shut_in() {
  std::error_code error;
  const std::filesystem::path among = std::filesystem::temp_directory_path(error);
  struct statvfs mounted {};
  return user_is_known() && !error && ::statvfs(among.c_str(), &mounted) == 0 &&
         (mounted.f_flag & ST_NOEXEC) == 0 && folders_can_be_shut();
}

int run_office_worker(const OfficeOrder& order) {
  give_way();
  ::setpriority(PRIO_PROCESS, 0, niceness);
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &ended, nullptr);
  const auto end = convert(order);
  return end ? static_cast<int>(*end) : 0;
}

}  // namespace lyceum::media
