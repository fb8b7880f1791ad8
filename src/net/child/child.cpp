#include "net/child/child.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace lyceum::net {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr milliseconds reap_every{5};
constexpr int first_file = 3, files_max = 8;

Failure failed(const char* what, int code) {
  return Failure(internal_error(std::string("child: ") + what + ": " + std::strerror(code)));
}

microseconds time_of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + microseconds(time.tv_usec);
}

// What posix_spawn is told, given back at the end.
class SpawnPlan {
 public:
  // `end`: the child's end of the socket; `files`: at numbers beyond those that they get.
  SpawnPlan(int end, const std::vector<Socket>& files) {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_adddup2(&files_, end, 0);
    posix_spawn_file_actions_addopen(&files_, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files_, 1, 2);
    int number = first_file;
    for (const Socket& file : files) posix_spawn_file_actions_adddup2(&files_, file.descriptor(), number++);
    posix_spawn_file_actions_addclosefrom_np(&files_, number);
    posix_spawnattr_init(&attributes_);
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  Result<pid_t> spawn(const ChildCommand& command) const {
    std::vector<char*> words{const_cast<char*>(command.program.c_str())};
    for (const std::string& argument : command.arguments)
      words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    char* nothing = nullptr;
    pid_t pid = 0;
    const int error =
        ::posix_spawn(&pid, command.program.c_str(), &files_, &attributes_, words.data(), &nothing);
    if (error != 0) return failed("spawn", error);
    return pid;
  }

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

// A killed process is gone within milliseconds; nobody waits for it on the loop.
void reap_later(Reactor& reactor, pid_t pid) {
  reactor.after(reap_every, [&reactor, pid] {
    if (::waitpid(pid, nullptr, WNOHANG) == 0) reap_later(reactor, pid);
  });
}

}  // namespace

Result<std::unique_ptr<Child>> Child::start(Reactor& reactor, const ChildCommand& command,
                                            ChildHandler& handler) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return failed("socketpair", errno);
  Socket ours(ends[0]);
  const Socket theirs(ends[1]);
  std::vector<Socket> files;
  for (const int file : command.files)
    if (!files.emplace_back(::fcntl(file, F_DUPFD_CLOEXEC, first_file + files_max)))
      return failed("dup", errno);
  LYCEUM_TRY(const pid_t pid, SpawnPlan(theirs.descriptor(), files).spawn(command));
  return std::unique_ptr<Child>(new Child(reactor, handler, std::move(ours), pid));
}

Child::Child(Reactor& reactor, ChildHandler& handler, Socket socket, pid_t pid)
    : reactor_(reactor), handler_(handler), socket_(std::move(socket)), pid_(pid) {
  reactor_.poller().watch(socket_.descriptor(), *this, {.read = true});
}

Child::~Child() {
  close();
  reactor_.cancel(reaping_);
  if (pid_ == 0) return;
  kill();
  reap_later(reactor_, pid_);
}

// Never a number that the kernel may have given to somebody else.
void Child::kill() const {
  if (pid_ != 0) ::kill(-pid_, SIGKILL);
}

microseconds Child::cpu() const {
  clockid_t clock{};
  timespec time{};
  if (pid_ == 0 || ::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
    return microseconds(0);
  return std::chrono::duration_cast<microseconds>(std::chrono::seconds(time.tv_sec) +
                                                  std::chrono::nanoseconds(time.tv_nsec));
}

void Child::send(std::vector<SharedBytes> pieces) {
  if (!socket_) return;
  for (SharedBytes& piece : pieces) queue_.push(std::move(piece));
  write();
}

void Child::on_ready(Readiness ready) {
  if (ready.writable) write();
  if (ready.readable || ready.failed) read();
}

// One read a turn: what comes after it may find this object gone.
void Child::read() {
  if (!socket_) return;
  const auto into = reactor_.scratch();
  const Moved moved = socket_.read(into);
  if (moved.state == Moved::State::open) return handler_.on_bytes(ByteView(into).first(moved.bytes));
  if (moved.state == Moved::State::would_block) return;
  close();
  reap();
}

// A broken socket is noticed by reading.
void Child::write() {
  if (!socket_) return;
  const bool full = queue_.flush(socket_).state == Moved::State::would_block;
  if (full == watches_room_) return;
  watches_room_ = full;
  reactor_.poller().change(socket_.descriptor(), *this, {.read = true, .write = full});
}

void Child::close() {
  if (!socket_) return;
  reactor_.poller().unwatch(socket_.descriptor(), *this);
  socket_.close();
  queue_.clear();
}

void Child::reap() {
  int status = 0;
  rusage used{};
  if (::wait4(pid_, &status, WNOHANG, &used) == 0) {
    closed_for_ += reap_every;
    if (closed_for_ >= end_within) kill();
    reaping_ = reactor_.after(reap_every, [this] { reap(); });
    return;
  }
  pid_ = 0;
  ChildEnd end{.cpu = time_of(used.ru_utime) + time_of(used.ru_stime)};
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  if (WIFEXITED(status)) end.code = WEXITSTATUS(status);
  handler_.on_end(end);
}

}  // namespace lyceum::net
