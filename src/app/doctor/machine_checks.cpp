#include "app/doctor/checks.hpp"
#include "app/version/version.hpp"
#include "media/codec/ffmpeg.hpp"
#include "media/codec/formats.hpp"
#include "media/office/office_worker.hpp"
#include "media/pages/page_worker.hpp"
#include "net/batch/batch_sender.hpp"
#include "net/probe/probe.hpp"
#include "net/reactor/pool.hpp"
#include "net/tcp/address.hpp"
#include "store/backup/check.hpp"
#include "store/postgres/inspect.hpp"

#include <cstdlib>
#include <ctime>
#include <optional>
#include <thread>

#include <sys/resource.h>
#include <sys/timex.h>
#include <sys/utsname.h>

namespace lyceum::app {
namespace {

constexpr rlim_t kDescriptorsFew = 1024, kDescriptorsGood = 16'384;

std::string minutes_of(Utc time) {
  const std::time_t seconds = utc_micros(time) / 1'000'000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32] = "";
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts);
  return text;
}

// Says its own limit among its metrics; nullopt: none runs.
std::optional<rlim_t> descriptors_of_running(const Config& config) {
  constexpr std::string_view name = "\nprocess_max_fds ";
  const auto address = net::parse_address(config.text("http.listen"));
  if (!address || address->port == 0) return std::nullopt;
  const auto metrics = net::probe_here(*address, "/metrics", std::chrono::seconds(2));
  const auto at = metrics ? metrics->body.find(name) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  const double count = std::strtod(metrics->body.c_str() + at + name.size(), nullptr);
  return count >= 1e18 ? RLIM_INFINITY : static_cast<rlim_t>(count);
}

bool kept_by_time_service() {
  timex state{};  // modes 0: only asked
  return ::adjtimex(&state) != TIME_ERROR;
}

}  // namespace

Finding check_clock(std::optional<Utc> newest_row, Utc now) {
  if (newest_row && now + std::chrono::minutes(1) < *newest_row)
    return problem(
        "clock",
        {"The clock says " + minutes_of(now) + ", but the database holds rows of " + minutes_of(*newest_row) +
             ".",
         "时钟显示 " + minutes_of(now) + "，但数据库中有 " + minutes_of(*newest_row) + " 的记录。"},
        {"Set the clock right before you start the server: sessions, keys and tickets depend on it.",
         "请先校正时钟再启动服务器：会话、密钥和票券都依赖它。"});
  if (!kept_by_time_service())
    return warning("clock",
                   {"It is " + minutes_of(now) + "; no time service keeps the clock right.",
                    "现在是 " + minutes_of(now) + "；没有时间服务校准时钟。"},
                   {"Install one: apt install systemd-timesyncd. In a container, on the host.",
                    "请安装：apt install systemd-timesyncd（容器中请在宿主机上安装）。"});
  return fine("clock", {"It is " + minutes_of(now) + ", kept right by a time service.",
                        "现在是 " + minutes_of(now) + "，由时间服务校准。"});
}

Finding check_descriptors(const Config& config) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const auto running = descriptors_of_running(config);
  if (running) limit.rlim_cur = *running;
  const std::string count = limit.rlim_cur == RLIM_INFINITY ? "∞" : std::to_string(limit.rlim_cur);
  const Words found{(running ? "The running server" : "A process started from here") +
                        std::string(" may open ") + count + " descriptors; each viewer takes one or two.",
                    (running ? "运行中的服务器" : "从这里启动的进程") + std::string("可打开 ") + count +
                        " 个描述符；每位观众占用一到两个。"};
  const Words advice{"Raise it: LimitNOFILE= in the service file, ulimit -n in a shell.",
                     "请调高：服务文件中的 LimitNOFILE=，或 shell 中的 ulimit -n。"};
  if (limit.rlim_cur < kDescriptorsFew) return problem("descriptors", found, advice);
  if (limit.rlim_cur < kDescriptorsGood) return warning("descriptors", found, advice);
  return fine("descriptors", found);
}

Finding check_io_uring() {
  if (net::make_batch_sender()->engine() == net::SendEngine::io_uring)
    return fine("io_uring", {"Rooms send through io_uring.", "房间消息通过 io_uring 发送。"});
  return warning(
      "io_uring",
      {"io_uring is not allowed here; rooms send one call a person, which costs a fifth to a third more.",
       "此处不允许使用 io_uring；房间消息逐人发送，开销高出两到三成。"},
      {"Nothing must be done. Containers: a seccomp profile that allows io_uring_setup, _enter and "
       "_register.",
       "可以不处理。容器：使用允许 io_uring_setup、_enter 和 _register 的 seccomp 配置。"});
}

Finding check_processors() {
  const std::size_t usable = net::usable_cpus();
  const std::string of = std::to_string(usable) + " / " + std::to_string(std::thread::hardware_concurrency());
  const Words found{"Processors this process may use, of all: " + of + ".",
                    "本进程可用的处理器 / 全部：" + of + "。"};
  if (usable > 1) return fine("processors", found);
  return warning("processors", found,
                 {"One is enough for a class of some hundred people.", "一个处理器足够几百人的课堂。"});
}

Finding check_codecs() {
  const auto codecs = media::Ffmpeg::load();
  const auto formats = media::Formats::load();
  if (codecs && formats)
    return fine(
        "codecs",
        {"FFmpeg's libraries are there: classes get pictures and a smaller rendition, files can be uploaded.",
         "FFmpeg 库已就绪：可生成课堂画面和小画面，也可处理上传的文件。"});
  const std::string why = !codecs ? codecs.error().detail : formats.error().detail;
  const std::string packages =
      "apt install libavcodec59 libavformat59 libavutil57 libswresample4 libswscale6";
  if (codecs)
    return warning("codecs",
                   {"FFmpeg's libraries cannot all be loaded: uploaded files cannot be read (" + why + ").",
                    "部分 FFmpeg 库无法加载，无法处理上传的文件（" + why + "）。"},
                   {packages, "请执行 " + packages});
  return warning(
      "codecs",
      {"FFmpeg's libraries cannot be loaded: no pictures of classes, and uploaded files cannot be read (" +
           why + ").",
       "无法加载 FFmpeg 库，没有课堂画面，也无法处理上传的文件（" + why + "）。"},
      {packages + ", or transcode.pictures = false and transcode.variant = \"off\".",
       "请执行 " + packages + "，或设置 transcode.pictures = false 和 transcode.variant = \"off\"。"});
}

Finding check_slides() {
  if (media::pages_can_be_drawn())
    return fine("slides",
                {"poppler's programs are there: slides can be shown.", "poppler 已就绪：可展示课件。"});
  return warning("slides",
                 {"poppler's programs are missing: slides cannot be shown; handouts work.",
                  "缺少 poppler，无法展示课件；讲义不受影响。"},
                 {"apt install poppler-utils poppler-data", "请执行 apt install poppler-utils poppler-data"});
}

// That there is no LibreOffice is a choice, not a fault.
Finding check_presentations(const Config& config) {
  const std::string& program = config.text("slides.office");
  const bool there = media::office_is_there(program);
  if (there && media::office_can_be_shut_in())
    return fine("presentations", {"LibreOffice is there: PPTX, PPT and ODP files are turned into slides.",
                                  "LibreOffice 已就绪：可上传 PPTX、PPT、ODP 文件。"});
  if (there)
    return warning(
        "presentations",
        {"LibreOffice is there but cannot be shut in: there is no Landlock, the temporary files are "
         "mounted noexec, or the server's user is not in /etc/passwd. Presentations are refused; PDFs work.",
         "LibreOffice 已安装，但无法隔离运行：没有 Landlock，临时目录以 noexec 挂载，或运行用户不在 "
         "/etc/passwd 中。演示文稿会被拒绝，PDF "
         "不受影响。"},
        {"Linux 5.13 or newer with landlock in /sys/kernel/security/lsm, allowed by the container; /tmp "
         "without noexec (in compose: tmpfs: [\"/tmp:exec\"]).",
         "需要 Linux 5.13 或更新版本并启用 landlock，且容器允许；/tmp 不能是 noexec（compose 中：tmpfs: "
         "[\"/tmp:exec\"]）。"});
  return fine("presentations",
              {"No LibreOffice: slides come as PDF, presentations are refused. To take them: apt install "
               "libreoffice-impress-nogui fonts-noto-cjk",
               "未安装 LibreOffice：课件须为 PDF，演示文稿会被拒绝。如需支持：apt install "
               "libreoffice-impress-nogui fonts-noto-cjk"});
}

Finding check_versions() {
  utsname system{};
  ::uname(&system);
  const std::string all = "Lyceum " + std::string(kVersion) + ", SQLite " + store::sqlite_version() +
                          ", libpq " + store::libpq_version() + ", " + net::tls_library() + ", " +
                          system.sysname + " " + system.release;
  return fine("versions", {all, all});
}

}  // namespace lyceum::app
