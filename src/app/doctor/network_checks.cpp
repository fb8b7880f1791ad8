#include "app/data/site_lock.hpp"
#include "app/doctor/checks.hpp"
#include "net/probe/probe.hpp"
#include "net/tcp/socket.hpp"

namespace lyceum::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 3000ms;
constexpr auto kCertificateSoon = std::chrono::days(14);

// Where a server that listens there is asked from this machine.
net::Address asked_at(net::Address address) {
  if (address.ip == "0.0.0.0") address.ip = "127.0.0.1";
  if (address.ip == "::") address.ip = "::1";
  return address;
}

Result<net::ProbeAnswer> ask_here(const net::Address& address, const std::string& path) {
  return net::probe_here(address, path, kPatience);
}

bool is_lyceum(const net::Address& address) {
  const auto alive = ask_here(address, "/healthz");
  const auto site = ask_here(address, "/api/v1/site");
  return alive && alive->status == 200 && site && site->status == 200 &&
         site->body.find("\"setup_needed\"") != std::string::npos;
}

Finding free_port(std::string_view check, const std::string& where) {
  return fine(check, {where + " is free.", where + " 空闲。"});
}

Finding bad_address(std::string_view check, const std::string& detail) {
  return problem(
      check, {detail + ".", "地址有误：" + detail + "。"},
      {"Correct " + std::string(check) + ".listen.", "请更正 " + std::string(check) + ".listen。"});
}

// What is at a port where one of ours should be, or could be.
Finding check_port(std::string_view check, const std::string& setting, bool (*is_ours)(const net::Address&)) {
  const auto address = net::parse_address(setting);
  if (!address) return bad_address(check, address.error().detail);
  if (address->port == 0)
    return fine(check, {"A free port is taken at each start.", "每次启动时选用空闲端口。"});
  const std::string where = address->str();
  auto sockets = net::listen_on(*address, 1);
  if (sockets) return free_port(check, where);
  if (is_ours(*address))
    return fine(check, {where + " is held by a running Lyceum.", where + " 由运行中的讲堂使用。"});
  return problem(
      check, {sockets.error().detail + ".", sockets.error().detail + "。"},
      {"See who has it: ss -ltnp | grep :" + std::to_string(address->port) + ". Or choose another port.",
       "查看占用者：ss -ltnp | grep :" + std::to_string(address->port) + "，或更换端口。"});
}

bool is_rtmp(const net::Address& address) { return net::speaks_rtmp(asked_at(address), kPatience); }

// nullopt: the address is fine so far.
std::optional<Finding> without_tls(const std::string& text, const Config& config) {
  if (text.empty())
    return warning("public_url",
                   {"http.public_url is empty: links are made from what each browser asks for.",
                    "http.public_url 为空：链接取自每个浏览器的请求。"},
                   {"Set it to the address that people type.", "请设为人们输入的地址。"});
  const auto url = net::parse_url(text);
  if (!url)
    return problem("public_url", {url.error().detail + ".", "地址有误：" + url.error().detail + "。"},
                   {"Correct http.public_url.", "请更正 http.public_url。"});
  if (!url->tls)
    return warning(
        "public_url",
        {text + " is not encrypted: passwords and cookies can be read on the way.",
         text + " 未加密：密码和 Cookie 可能在途中被读取。"},
        {"Set http.tls_cert and http.tls_key, or put a proxy with a certificate in front (deploy/README.md).",
         "请设置 http.tls_cert 和 http.tls_key，或在前面放置带证书的代理（见 deploy/README.md）。"});
  if (!config.flag("http.trust_proxy") && config.text("http.tls_cert").empty())
    return problem("public_url",
                   {text + " is encrypted, but the server cannot know it: cookies go out without Secure.",
                    text + " 已加密，但服务器无从得知：Cookie 不带 Secure。"},
                   {"Set http.trust_proxy = true, or http.tls_cert and http.tls_key.",
                    "请设置 http.trust_proxy = true，或设置 http.tls_cert 和 http.tls_key。"});
  return std::nullopt;
}

}  // namespace

Finding check_server(const Config& config) {
  const bool held = SiteLock::is_held(config.text("data.dir"), config.text("store.url"));
  const auto address = net::parse_address(config.text("http.listen"));
  if (!held)
    return warning("server", {"No server runs on this data folder.", "没有服务器在使用此数据目录。"},
                   {"Start it: lyceum serve, or systemctl start lyceum.",
                    "请启动：lyceum serve，或 systemctl start lyceum。"});
  if (!address || address->port == 0)
    return fine("server", {"A server uses this data folder; its port is not known from here.",
                           "有服务器在使用此数据目录，但其端口未知。"});
  const auto ready = ask_here(*address, "/readyz");
  if (ready && ready->status == 200) return fine("server", {"It runs and serves.", "正在运行并提供服务。"});
  const std::string why = !ready ? ready.error().detail : ready->body.substr(0, ready->body.find('\n'));
  return problem("server",
                 {"It runs, but does not serve: " + why + ".", "正在运行但无法提供服务：" + why + "。"},
                 {"Read its log: journalctl -u lyceum -n 50", "请查看日志：journalctl -u lyceum -n 50"});
}

Finding check_http_port(const Config& config) {
  return check_port("http", config.text("http.listen"), is_lyceum);
}
Finding check_rtmp_port(const Config& config) {
  return check_port("rtmp", config.text("rtmp.listen"), is_rtmp);
}

Finding check_public_url(const Config& config, Utc now) {
  const std::string& text = config.text("http.public_url");
  if (auto found = without_tls(text, config)) return std::move(*found);
  auto url = net::parse_url(text);
  url->path = "/healthz";
  const auto answer = net::probe_http(*url, kPatience);
  if (!answer || answer->status != 200) {
    const std::string why = answer ? "status " + std::to_string(answer->status) : answer.error().detail;
    return problem(
        "public_url",
        {text + " cannot be reached from here: " + why + ".", "从这里无法访问 " + text + "：" + why + "。"},
        {"See to its name, its certificate, its proxy; and that the server runs.",
         "请检查域名、证书和代理，并确认服务器在运行。"});
  }
  if (answer->certificate_until && *answer->certificate_until < now + kCertificateSoon)
    return warning(
        "public_url",
        {"The certificate of " + text + " ends within two weeks.", text + " 的证书将在两周内到期。"},
        {"Renew it.", "请更新证书。"});
  return fine("public_url",
              {text + " can be reached, with a good certificate.", text + " 可以访问，证书有效。"});
}

}  // namespace lyceum::app
