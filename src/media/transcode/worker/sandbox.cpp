#include "media/transcode/worker/sandbox.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

constexpr int niceness = 10;
constexpr uid_t nobody = 65534;
// Bytes that it may write to, of its own. A file's tables of samples come on top of the pictures.
constexpr rlim_t memory_max = rlim_t{1} << 30, memory_max_of_file = rlim_t{3} << 29;
// What a program may have open, and the seconds that it may work.
constexpr rlim_t program_files = 64, program_seconds = 60;
// The same where it has a workplace; and its user's threads.
constexpr rlim_t workplace_files = 256, workplace_threads = 1024;

// A sanitizer's shadow takes terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool limits_memory = false;
#else
constexpr bool limits_memory = true;
#endif

Failure failed(const char* step, int code = errno) {
  return Failure(internal_error(std::string(step) + ": " + std::strerror(code)));
}

Result<void> limit(__rlimit_resource_t resource, rlim_t most) {
  const rlimit wanted{most, most};
  if (::setrlimit(resource, &wanted) != 0) return failed("setrlimit");
  return {};
}

// The calls that a decoder makes on its way, beside reading and writing: memory, time, its own end.
constexpr std::array harmless{
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sysinfo),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

class Filter {
 public:
  explicit Filter(std::uint32_t otherwise) : context_(::seccomp_init(otherwise)) {}
  ~Filter() {
    if (context_ != nullptr) ::seccomp_release(context_);
  }
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  template <class... Conditions>
  void allow(int call, Conditions... conditions) {
    const std::array<scmp_arg_cmp, sizeof...(conditions)> all{conditions...};
    note(context_ == nullptr
             ? -ENOMEM
             : ::seccomp_rule_add_array(context_, SCMP_ACT_ALLOW, call, all.size(), all.data()));
  }
  // The call fails, and its caller lives.
  void refuse(int call, std::uint16_t code = EACCES) {
    note(context_ == nullptr ? -ENOMEM
                             : ::seccomp_rule_add_array(context_, SCMP_ACT_ERRNO(code), call, 0, nullptr));
  }
  Result<void> load() {
    if (error_ == 0 && context_ != nullptr) error_ = -::seccomp_load(context_);
    if (error_ != 0) return failed("seccomp", error_);
    return {};
  }

 private:
  void note(int added) {
    if (added != 0 && error_ == 0) error_ = -added;
  }

  scmp_filter_ctx context_;
  int error_ = 0;
};

// On the argument at that place.
scmp_arg_cmp is(unsigned place, scmp_datum_t value) { return {place, SCMP_CMP_EQ, value, 0}; }
scmp_arg_cmp lacks(unsigned place, scmp_datum_t bits) { return {place, SCMP_CMP_MASKED_EQ, bits, 0}; }

Result<void> filter_calls(Reach reach) {
  Filter filter(SCMP_ACT_KILL_PROCESS);
  for (const int call : harmless) filter.allow(call);
  filter.allow(SCMP_SYS(read), is(0, 0));
  filter.allow(SCMP_SYS(write), is(0, 0));
  // The last words of the C library, to /dev/null, and abort().
  filter.allow(SCMP_SYS(write), is(0, 2));
  filter.allow(SCMP_SYS(writev), is(0, 2));
  filter.allow(SCMP_SYS(tgkill), is(0, static_cast<scmp_datum_t>(::getpid())));
  // Memory that may be written never becomes code: no PROT_EXEC, no mapping of a file.
  filter.allow(SCMP_SYS(mmap), lacks(2, PROT_EXEC), is(4, 0xFFFF'FFFF));
  filter.allow(SCMP_SYS(mmap), lacks(2, PROT_EXEC), is(4, ~scmp_datum_t{0}));
  filter.allow(SCMP_SYS(mprotect), lacks(2, PROT_EXEC));
  if (reach == Reach::pipe_and_file) {
    filter.allow(SCMP_SYS(pread64), is(0, 3));
    filter.refuse(SCMP_SYS(open));
    filter.refuse(SCMP_SYS(openat));
  }
  return filter.load();
}

// What a program does from its first moment on: being loaded, looking for files, reading them.
constexpr std::array of_programs{
    SCMP_SYS(execve),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(prlimit64),
    SCMP_SYS(getrlimit),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(fcntl),
    SCMP_SYS(dup),
    SCMP_SYS(fadvise64),
    SCMP_SYS(mmap),
    SCMP_SYS(uname),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(clock_nanosleep),
};

// What it may open is looked at here: nothing for writing.
void read_files(Filter& filter) {
  constexpr scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
  filter.allow(SCMP_SYS(access));
  filter.allow(SCMP_SYS(open), lacks(1, writing));
  filter.allow(SCMP_SYS(openat), lacks(2, writing));
}

// Writing files and having threads. Which files, Landlock says; what it says nothing about (owners, rights,
// times, cutting off a file by its name) is not here.
constexpr std::array of_workplaces{
    SCMP_SYS(open),   SCMP_SYS(openat),    SCMP_SYS(pwrite64), SCMP_SYS(ftruncate), SCMP_SYS(fsync),
    SCMP_SYS(mkdir),  SCMP_SYS(mkdirat),   SCMP_SYS(rmdir),    SCMP_SYS(unlink),    SCMP_SYS(unlinkat),
    SCMP_SYS(rename), SCMP_SYS(fdatasync), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(fallocate),
    SCMP_SYS(pipe),   SCMP_SYS(pipe2),     SCMP_SYS(eventfd2), SCMP_SYS(poll),      SCMP_SYS(ppoll),
    SCMP_SYS(dup2),   SCMP_SYS(getppid),   SCMP_SYS(dup3),     SCMP_SYS(nanosleep), SCMP_SYS(umask),
};

void write_files(Filter& filter) {
  for (const int call : of_workplaces) filter.allow(call);
  // Threads, no processes; the C library falls back from clone3, whose flags no filter can see.
  filter.allow(SCMP_SYS(clone), scmp_arg_cmp{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD});
  filter.refuse(SCMP_SYS(clone3), ENOSYS);
  filter.allow(SCMP_SYS(prctl), is(0, PR_SET_NAME));
  // LibreOffice does not start without a socket where another of it could ask. It may listen in its folder,
  // and looks there only when it may not write to /tmp; it can connect to nobody.
  filter.allow(SCMP_SYS(access), lacks(1, W_OK));
  filter.allow(SCMP_SYS(socket), is(0, AF_UNIX), is(1, SOCK_STREAM), is(2, 0));
  for (const int call : {SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(shutdown)})
    filter.allow(call);
}

Result<void> filter_program(void (*files)(Filter&)) {
  Filter filter(SCMP_ACT_ERRNO(EACCES));
  for (const int call : harmless) filter.allow(call);
  for (const int call : of_programs) filter.allow(call);
  files(filter);
  filter.allow(SCMP_SYS(mprotect), lacks(2, PROT_EXEC));
  filter.allow(SCMP_SYS(tgkill), is(0, static_cast<scmp_datum_t>(::getpid())));
  return filter.load();
}

// Where programs, libraries and fonts are.
constexpr std::array system_files{
    "/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig"};

// Landlock (kernel 5.13): no files but those that were named. Invalid: this kernel has none.
class FileRules {
 public:
  FileRules() {
    landlock_ruleset_attr attribute{};
    attribute.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // all there were in the first
    rules_ = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attribute, sizeof attribute, 0));
    for (const char* path : system_files) add(path, in_file | LANDLOCK_ACCESS_FS_READ_DIR);
  }
  ~FileRules() {
    if (rules_ >= 0) ::close(rules_);
  }
  FileRules(const FileRules&) = delete;
  FileRules& operator=(const FileRules&) = delete;

  void read(const char* path) { add(path, in_file | LANDLOCK_ACCESS_FS_READ_DIR); }
  // Files, folders and sockets, no links, devices or pipes.
  void write(const char* path) {
    add(path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE |
                  LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                  LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR);
  }
  bool hold() const { return rules_ >= 0 && ::syscall(SYS_landlock_restrict_self, rules_, 0) == 0; }

 private:
  static constexpr std::uint64_t in_file = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;

  // What is not there needs no rule.
  void add(const char* path, std::uint64_t access) const {
    landlock_path_beneath_attr beneath{};
    beneath.parent_fd = ::open(path, O_PATH | O_CLOEXEC);
    if (beneath.parent_fd < 0) return;
    struct stat found {};
    const bool folder = ::fstat(beneath.parent_fd, &found) == 0 && S_ISDIR(found.st_mode);
    beneath.allowed_access = folder ? access : access & in_file;
    ::syscall(SYS_landlock_add_rule, rules_, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    ::close(beneath.parent_fd);
  }

  int rules_ = -1;
};

// What holds from now on, whatever this process becomes.
Result<void> keep_as_is() {
  // Changing the user takes this back.
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("PR_SET_PDEATHSIG");
  if (::prctl(PR_SET_DUMPABLE, 0) != 0) return failed("PR_SET_DUMPABLE");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("PR_SET_NO_NEW_PRIVS");
  return {};
}

// The first to go when memory runs out. Not being able to say so is no reason to stay away.
void offer_memory() {
  const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  constexpr std::string_view most = "1000";
  [[maybe_unused]] const ssize_t written = ::write(file, most.data(), most.size());
  ::close(file);
}

}  // namespace

void give_way() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NAME, "lyceum-worker");
  ::setpriority(PRIO_PROCESS, 0, niceness);
  offer_memory();
}

Result<void> shut_in(Reach reach) {
  LYCEUM_CHECK(limit(RLIMIT_CORE, 0));
  const bool program = reach == Reach::program, was_root = ::geteuid() == 0;
  LYCEUM_CHECK(limit(RLIMIT_NOFILE, program ? program_files : 0));
  if (program) LYCEUM_CHECK(limit(RLIMIT_CPU, program_seconds));
  LYCEUM_CHECK(limit(RLIMIT_FSIZE, 0));
  LYCEUM_CHECK(limit(RLIMIT_MEMLOCK, 0));
  if (limits_memory) LYCEUM_CHECK(limit(RLIMIT_DATA, reach == Reach::pipe ? memory_max : memory_max_of_file));
  LYCEUM_CHECK(become_nobody());
  LYCEUM_CHECK(limit(RLIMIT_NPROC, 0));
  LYCEUM_CHECK(keep_as_is());
  if (!program) return filter_calls(reach);
  if (!FileRules().hold() && !was_root) return failed("Landlock");
  return filter_program(read_files);
}

Result<void> shut_in(const Workplace& place) {
  LYCEUM_CHECK(limit(RLIMIT_CORE, 0));
  LYCEUM_CHECK(limit(RLIMIT_NOFILE, workplace_files));
  LYCEUM_CHECK(limit(RLIMIT_CPU, place.cpu_seconds));
  LYCEUM_CHECK(limit(RLIMIT_FSIZE, place.file_bytes));
  LYCEUM_CHECK(limit(RLIMIT_MEMLOCK, 0));
  if (limits_memory) LYCEUM_CHECK(limit(RLIMIT_DATA, memory_max_of_file));
  LYCEUM_CHECK(become_nobody());
  LYCEUM_CHECK(limit(RLIMIT_NPROC, workplace_threads));
  LYCEUM_CHECK(keep_as_is());
  FileRules rules;
  for (const std::string& path : place.reads) rules.read(path.c_str());
  rules.write(place.folder.c_str());
  if (!rules.hold()) return failed("Landlock");
  return filter_program(write_files);
}

bool folders_can_be_shut() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

// A server that runs as root has a worker that does not.
Result<void> become_nobody() {
  if (::geteuid() != 0) return {};
  if (::setgroups(0, nullptr) != 0) return failed("setgroups");
  if (::setresgid(nobody, nobody, nobody) != 0) return failed("setresgid");
  if (::setresuid(nobody, nobody, nobody) != 0) return failed("setresuid");
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("PR_SET_PDEATHSIG");
  return {};
}

}  // namespace lyceum::media
