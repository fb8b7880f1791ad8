#include "app/config/config.hpp"

#include "store/address/address.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>

#include <toml++/toml.h>

namespace lyceum::app {
namespace {

Failure refused(std::string detail) {
  return Failure(Error{.status = 400,
                       .code = "config",
                       .en = "The configuration is wrong.",
                       .zh = "配置有误。",
                       .detail = std::move(detail)});
}

const Setting* find(std::string_view key) {
  const auto& all = settings();
  const auto found = std::ranges::find(all, key, &Setting::key);
  return found == all.end() ? nullptr : &*found;
}

bool is_bool(std::string_view text) { return text == "true" || text == "false"; }
bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 10 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string environment_name(std::string_view key) {
  std::string name = "LYCEUM_";
  for (const char c : key)
    name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace

const std::vector<Setting>& settings() {
  static const std::vector<Setting> all{
      {"site.name", "Lyceum", "",
       "The name shown in the header and in titles, until an operator sets another."},
      {"site.everybody_teaches", "false", "",
       "true: every account may create lessons; false: operators and lecturers."},
      {"site.open_registration", "true", "", "false: only operators make accounts."},
      {"http.listen", "0.0.0.0:8080", "--http",
       "Address and port of pages, API, room and playback; port 0 takes a free one."},
      {"http.public_url", "", "",
       "The address people type, e.g. https://class.example.org; empty: taken from each request."},
      {"http.trust_proxy", "false", "",
       "true: a proxy on this machine names the client in X-Forwarded-For and -Proto."},
      {"http.tls_cert", "", "",
       "Certificate chain in PEM, for HTTPS without a proxy; read again when it changes."},
      {"http.tls_key", "", "", "Its private key in PEM."},
      {"rtmp.listen", "0.0.0.0:1935", "--rtmp", "Address and port where encoders (OBS, ffmpeg) publish."},
      {"data.dir", "./data", "--data", "Folder of the database and the media; made when it is not there."},
      {"store.url", "", "",
       "Empty: the database is lyceum.db in data.dir. postgresql://USER:PASSWORD@HOST:PORT/NAME: on that "
       "server "
       "(15 or newer)."},
      {"store.seal_key_file", "", "",
       "A file outside data.dir with a key (openssl rand -hex 32): private texts in the database are sealed "
       "with "
       "it."},
      {"store.seal", "true", "",
       "false: what was sealed is stored in clear again; afterwards the key may go."},
      {"record.enabled", "true", "", "false: classes are not recorded; what was recorded stays."},
      {"record.reserve_mb", "256", "",
       "Megabytes of the disk that recordings leave free; below that they stop, and the class goes on."},
      {"upload.max_mb", "10000", "",
       "Megabytes that the file of a video or audio lesson may have (1 to 1000000).", 1, 1'000'000},
      {"transcode.pictures", "true", "",
       "false: no pictures of running classes, and no process that decodes any."},
      {"transcode.variant", "auto", "",
       "A second, smaller picture (480 lines) for slow lines; auto: while a processor is idle; on; off."},
      {"slides.office", "/usr/lib/libreoffice/program/soffice.bin", "",
       "LibreOffice, which turns presentations (PPTX, PPT, ODP) into PDFs, in a process without rights; "
       "FOLDER "
       "is read by it: FOLDER/program/soffice.bin. Empty or not there: presentations are refused."},
      {"slides.office_s", "120", "", "Seconds that it may take for one (1 to 600).", 1, 600},
      {"class.grace_s", "120", "",
       "Seconds for which a class reads that its lecturer is reconnecting, after the encoder dropped (10 to "
       "3600); it goes on after that, too.",
       10, 3600},
      {"room.comments_shown", "100", "",
       "Comments a second that everybody in a room is shown; of more, a sample (1 to 10000). Staff sees all.",
       1, 10'000},
      {"log.format", "text", "--log", "text for people, json for machines."},
      {"log.level", "info", "", "debug, info, warning or error."},
      {"run.reactors", "0", "", "Event loops; 0: one for each processor that this process may use."},
  };
  return all;
}

Result<Config> Config::load(const std::string& file, const std::map<std::string, std::string>& flags) {
  Config config;
  for (const Setting& setting : settings())
    config.values_[std::string(setting.key)] = {std::string(setting.default_value), "default"};
  if (!file.empty()) {
    LYCEUM_CHECK(config.read_file(file));
  } else if (std::filesystem::exists("lyceum.toml")) {
    LYCEUM_CHECK(config.read_file("lyceum.toml"));
  }
  for (const Setting& setting : settings()) {
    const std::string name = environment_name(setting.key);
    if (const char* value = std::getenv(name.c_str()))
      LYCEUM_CHECK(config.set(setting.key, value, "environment " + name));
  }
  for (const auto& [key, value] : flags) LYCEUM_CHECK(config.set(key, value, "flag"));
  return config;
}

Result<void> Config::read_file(const std::string& path) {
  toml::table table;
  try {
    table = toml::parse_file(path);
  } catch (const toml::parse_error& e) {
    const auto line = e.source().begin.line;
    return refused(path + (line > 0 ? " line " + std::to_string(line) : "") + ": " +
                   std::string(e.description()));
  }
  for (const auto& [section, content] : table) {
    const auto* keys = content.as_table();
    if (keys == nullptr)
      return refused(path + ": '" + std::string(section.str()) + "' stands outside a [section]");
    for (const auto& [name, node] : *keys) {
      std::string key(section.str());
      key.append(".").append(name.str());
      std::string value;
      if (const auto text = node.value_exact<std::string>())
        value = *text;
      else if (const auto truth = node.value_exact<bool>())
        value = *truth ? "true" : "false";
      else if (const auto number = node.value_exact<std::int64_t>())
        value = std::to_string(*number);
      else
        return refused(path + ": " + key.append(" must be a text, a number or true/false"));
      LYCEUM_CHECK(set(key, std::move(value), "file " + path));
    }
  }
  return {};
}

Result<void> Config::set(std::string_view key, std::string value, const std::string& source) {
  const Setting* setting = find(key);
  if (setting == nullptr) return refused(source + ": there is no setting '" + std::string(key) + "'");
  if (is_bool(setting->default_value) && !is_bool(value))
    return refused(source + ": " + std::string(key) + " must be true or false, not '" + value + "'");
  if (is_number(setting->default_value) && !is_number(value))
    return refused(source + ": " + std::string(key) + " must be a number, not '" + value + "'");
  if (is_number(setting->default_value) &&
      (number_of(value) < setting->least || number_of(value) > setting->most))
    return refused(source + ": " + std::string(key) + " must be " + std::to_string(setting->least) + " to " +
                   std::to_string(setting->most) + ", not " + value);
  if (key == "log.format" && value != "text" && value != "json")
    return refused(source + ": log.format must be text or json, not '" + value + "'");
  if (key == "log.level" && value != "debug" && value != "info" && value != "warning" && value != "error")
    return refused(source + ": log.level must be debug, info, warning or error, not '" + value + "'");
  if (key == "store.url")
    if (auto checked = store::check_store_url(value); !checked)
      return refused(source + ": " + checked.error().detail);
  values_.find(key)->second = {std::move(value), source};
  return {};
}

const std::string& Config::text(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) std::abort();  // a key that the table does not name is a programmer error
  return found->second.text;
}

const std::string& Config::source(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) std::abort();
  return found->second.source;
}

bool Config::flag(std::string_view key) const { return text(key) == "true"; }

int Config::number(std::string_view key) const { return number_of(text(key)); }

std::string Config::print() const {
  std::string out, section;
  for (const Setting& setting : settings()) {
    const auto dot = setting.key.find('.');
    if (setting.key.substr(0, dot) != section) {
      section = setting.key.substr(0, dot);
      out += (out.empty() ? "[" : "\n[") + section + "]\n";
    }
    const Value& value = values_.find(setting.key)->second;
    const bool bare = is_bool(setting.default_value) || is_number(setting.default_value);
    out += "# " + std::string(setting.help) + " (" + value.source + ")\n";
    const std::string text = setting.key == "store.url" ? store::without_password(value.text) : value.text;
    out += std::string(setting.key.substr(dot + 1)) + " = " + (bare ? text : "\"" + text + "\"") + "\n";
  }
  return out;
}

}  // namespace lyceum::app
