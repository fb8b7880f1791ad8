#include "app/serve/server.hpp"

#include "api/account/account.hpp"
#include "api/lesson/bans.hpp"
#include "api/lesson/check.hpp"
#include "api/lesson/documents.hpp"
#include "api/lesson/draws.hpp"
#include "api/lesson/entry.hpp"
#include "api/lesson/insight.hpp"
#include "api/lesson/lessons.hpp"
#include "api/lesson/pictures.hpp"
#include "api/lesson/polls.hpp"
#include "api/lesson/replay.hpp"
#include "api/lesson/replies.hpp"
#include "api/lesson/report.hpp"
#include "api/lesson/room.hpp"
#include "api/lesson/script.hpp"
#include "api/lesson/studio.hpp"
#include "api/lesson/tables.hpp"
#include "api/lesson/thumbnail.hpp"
#include "api/lesson/upload.hpp"
#include "api/openapi/openapi.hpp"
#include "api/operator/services.hpp"
#include "api/operator/site_routes.hpp"
#include "api/ops/ops.hpp"
#include "api/pages/pages.hpp"
#include "api/storage/storage.hpp"
#include "app/data/data_folder.hpp"
#include "app/serve/bridges.hpp"
#include "app/serve/gauges.hpp"
#include "app/stores/people_side.hpp"
#include "app/version/version.hpp"
#include "base/flow/manual_loop.hpp"
#include "base/log/log.hpp"
#include "media/in/rtmp/ingest.hpp"
#include "media/out/replay/output.hpp"
#include "net/http/server.hpp"
#include "net/notify/watchdog.hpp"
#include "net/reactor/signals.hpp"
#include "net/tls/identity.hpp"
#include "store/blob/disk_files.hpp"
#include "store/blob/document_files.hpp"
#include "store/blob/upload_files.hpp"
#include "store/folder/folder.hpp"
#include "store/sealing/sealing.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>

namespace lyceum::app {
namespace {

std::size_t reactor_count(const Config& config) {
  const int wanted = config.number("run.reactors");
  return wanted > 0 ? static_cast<std::size_t>(std::min(wanted, 64)) : net::usable_cpus();
}

api::SiteFacts site_facts(const Config& config) {
  return {.version = std::string(kVersion), .public_url = config.text("http.public_url")};
}

// What the settings are before an operator changes them: lyceum.toml's, with where it has them from.
site::Settings::Values first_settings(const Config& config) {
  site::Settings::Values values;
  for (const site::Rule& rule : site::rules()) values[std::string(rule.key)] = {"", "default"};
  values["name"] = {config.text("site.name"), config.source("site.name")};
  values["open_registration"] = {config.text("site.open_registration"),
                                 config.source("site.open_registration")};
  values["who_teaches"] = {config.flag("site.everybody_teaches") ? "everybody" : "appointed",
                           config.source("site.everybody_teaches")};
  values["review_lessons"] = {"false", "default"};
  values["new_account_hours"] = {"0", "default"};
  values["new_account_review"] = {"false", "default"};
  for (const auto* weight : {"weight_comments", "weight_questions", "weight_likes"})
    values[weight] = {"1", "default"};
  values["logo"] = {"0", "default"};
  values["terms_version"] = {std::string(kTermsVersion), "default"};
  return values;
}

// Null: none is set.
Result<std::unique_ptr<net::TlsIdentity>> tls_identity(const Config& config) {
  const std::string &certificate = config.text("http.tls_cert"), &key = config.text("http.tls_key");
  if (certificate.empty() && key.empty()) return nullptr;
  if (certificate.empty() || key.empty())
    return Failure(Error{.status = 400,
                         .code = "config",
                         .en = "The configuration is wrong.",
                         .zh = "配置有误。",
                         .detail = "http.tls_cert and http.tls_key are set together or not at all"});
  return net::TlsIdentity::load(certificate, key);
}

std::uint64_t bytes_of(const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? 0 : size;
}

std::uint64_t megabytes(const Config& config, std::string_view key) {
  return std::uint64_t{1'000'000} * static_cast<std::uint64_t>(config.number(key));
}

std::uint64_t reserve_bytes(const Config& config) { return megabytes(config, "record.reserve_mb"); }

std::optional<api::DiskFacts> disk_facts(const Config& config) {
  std::error_code error;
  const auto disk = std::filesystem::space(config.text("data.dir"), error);
  if (error) return std::nullopt;
  api::DiskFacts facts{.total = disk.capacity, .free = disk.available, .reserve = reserve_bytes(config)};
  if (config.text("store.url").empty()) {
    const std::string file = store::in_folder(config.text("data.dir"), store::kDatabaseFile);
    facts.database = bytes_of(file) + bytes_of(file + "-wal");
  }
  return facts;
}

Result<media::VariantMode> variant_mode(const Config& config) {
  const std::string& said = config.text("transcode.variant");
  if (said == "auto") return media::VariantMode::automatic;
  if (said == "on") return media::VariantMode::on;
  if (said == "off") return media::VariantMode::off;
  return Failure(Error{.status = 400,
                       .code = "config",
                       .en = "The configuration is wrong.",
                       .zh = "配置有误。",
                       .detail = "transcode.variant is auto, on or off"});
}

// One a reactor.
std::vector<std::unique_ptr<media::WorkerStarter>> worker_starters(net::ReactorPool& reactors) {
  std::vector<std::unique_ptr<media::WorkerStarter>> starters;
  for (std::size_t i = 0; i < reactors.size(); ++i)
    starters.push_back(std::make_unique<media::ChildStarter>(reactors.at(i), media::own_worker()));
  return starters;
}

// Null: switched off.
std::unique_ptr<media::WorkerDesk> worker_desk(const Config& config, net::ReactorPool& reactors) {
  if (!config.flag("transcode.pictures")) return nullptr;
  return std::make_unique<media::WorkerDesk>(reactors.at(0), media::own_worker());
}

}  // namespace

// In order of construction; what stands later may use what stands earlier.
struct Server::Parts {
  Parts(const Config& settings_file, const std::string& folder, SiteLock held,
        std::unique_ptr<store::Database> opened, const SecretKey& secret, media::VariantMode variant)
      : config(settings_file),
        site_lock(std::move(held)),
        database(std::move(opened)),
        stores(*database, clock),
        settings(stores.site, first_settings(settings_file)),
        people(stores, clock, [this] { return settings.now()->text("terms_version"); }),
        stream_keys(secret),
        viewer_tokens(secret),
        reactors(reactor_count(config)),
        access(stores.entitlements, clock),
        access_news(reactors, access, stores.accounts, settings),
        lesson_needs{stores.lessons, stores.members, stores.entitlements, access,
                     access_news,    people.hasher,  stream_keys,         clock},
        teaching_policy(settings),
        desk(lesson_needs, teaching_policy),
        keys(lesson_needs),
        reception(lesson_needs),
        bars(stores.bars, secret, clock),
        classes(reactors, keys, desk, class_bridge, clock,
                std::chrono::seconds(config.number("class.grace_s"))),
        lesson_facts(desk, classes, clock),
        document_files(store::in_folder(folder, store::kDocumentsFolder), reserve_bytes(config)),
        page_maker(reactors.at(0)),
        page_drawer(page_maker),
        converter(reactors.at(0), {config.text("slides.office"), config.number("slides.office_s")}),
        draw_line(reactors.at(0), {stores.documents, document_files, converter, page_drawer, clock}),
        document_desk({stores.documents, document_files, access, converter, clock},
                      [this] { draw_line.complete(); }),
        rooms(
            reactors, *stores.room_log, stores.stays, lesson_facts, clock,
            {.site_words = [this] { return site_words.now(); },
             .comments_shown = config.number("room.comments_shown"),
             .deck = [this](LessonId lesson, std::int64_t document) { return find_deck(lesson, document); }}),
        reports(*stores.room_log),
        viewer_gate(reactors, viewer_tokens, access, stores.lessons, clock),
        hls(reactors, viewer_gate, clock),
        flv(reactors, viewer_gate, clock),
        recording_files(store::in_folder(folder, store::kMediaFolder), {.reserve = reserve_bytes(config)}),
        replay_notes(stores.replays, clock),
        recordings(reactors, recording_files, replay_notes, clock, config.flag("record.enabled")),
        recording_shelf(recording_files, recordings),
        replay_keeper(stores.retention, recording_shelf, clock),
        replay_gate(viewer_gate, viewer_tokens, access, stores.replays, clock),
        replay(reactors, recordings, recording_files, replay_gate),
        worker(worker_desk(config, reactors)),
        tile_bridge(recordings),
        pictures(reactors, worker.get(), tile_bridge, clock),
        small_bridge(hls),
        spare_cores(variant, net::usable_cpus()),
        variants(reactors, spare_cores, worker_starters(reactors), small_bridge, clock),
        preparing(reactors, recordings, recording_files, worker.get(), clock),
        preparer(preparing, recordings, recording_files),
        upload_files(store::in_folder(folder, store::kUploadsFolder), reserve_bytes(config)),
        prepare_line(reactors.at(0), {stores.uploads, upload_files, stores.lessons, stores.replays, clock},
                     preparer, [this](LessonId lesson) { open_lesson(lesson); }),
        upload_desk({stores.uploads, upload_files, stores.lessons, access, clock}, prepare_line,
                    megabytes(config, "upload.max_mb")),
        site(site_facts(config)),
        door(people.sessions, stores.answers) {
    class_bridge.connect(rooms, hls, flv, recordings, pictures, variants, preparing);
    access_news.connect(rooms, viewer_gate, flv);
    add_routes();
  }

  ~Parts() {
    site_lock.unwatch();
    reactors.stop();
    reactors.join();
    rtmp.clear();
    http.clear();
    classes.clear();
    people.hasher.close();
    database->close();
  }

  void add_routes();
  void add_operator_routes(const api::LessonServices& services);
  Task<std::string> not_ready();
  Result<void> listen();
  void resume_classes();
  void open_lesson(LessonId lesson);
  Task<Result<std::optional<room::Deck>>> find_deck(LessonId lesson, std::int64_t document);
  void keep_house();
  void keep_replays();
  void reseal();
  void watch_certificate();
  void watch_site();
  void hang_up();
  void announce(const std::string& http_at, const std::string& rtmp_at);
  void drain();

  const Config config;
  const net::ServiceManager manager;
  SiteLock site_lock;
  const SystemClock clock;
  std::unique_ptr<store::Database> database;
  Stores stores;
  site::Settings settings;
  PeopleSide people;
  lesson::StreamKeys stream_keys;
  money::ViewerTokens viewer_tokens;
  net::ReactorPool reactors;
  net::Watchdog watchdog{reactors, manager};
  money::CachedAccess access;
  AccessNews access_news;
  lesson::Needs lesson_needs;
  TeachingPolicy teaching_policy;
  lesson::LessonDesk desk;
  lesson::IngestKeys keys;
  lesson::Reception reception;
  lesson::Bars bars;
  ClassBridge class_bridge;
  lesson::Classes classes;
  LessonFacts lesson_facts;
  SiteWords site_words{settings};
  store::DiskDocuments document_files;
  media::PageMaker page_maker;
  PageDrawerBridge page_drawer;
  ConverterBridge converter;
  lesson::DrawLine draw_line;
  lesson::DocumentDesk document_desk;
  room::RoomServer rooms;
  insight::ReportDesk reports;
  ViewerGate viewer_gate;
  media::HlsOutput hls;
  media::FlvOutput flv;
  store::DiskFiles recording_files;
  ReplayNotes replay_notes;
  media::Recordings recordings;
  RecordingShelf recording_shelf;
  lesson::ReplayKeeper replay_keeper;
  ReplayGate replay_gate;
  media::ReplayOutput replay;
  std::unique_ptr<media::WorkerDesk> worker;  // null: nothing is decoded
  TileBridge tile_bridge;
  media::LivePictures pictures;
  SmallBridge small_bridge;
  media::SpareCores spare_cores;
  media::Variants variants;
  media::PrepareHouse preparing;
  PreparerBridge preparer;
  store::DiskUploads upload_files;
  lesson::PrepareLine prepare_line;
  lesson::UploadDesk upload_desk;
  api::SiteFacts site;
  api::Door door;
  net::Router router;
  std::unique_ptr<net::TlsIdentity> tls;                 // null: plain HTTP
  std::vector<std::unique_ptr<net::HttpServer>> http;    // by reactor
  std::vector<std::unique_ptr<media::RtmpIngest>> rtmp;  // by reactor
  std::unique_ptr<net::Signals> signals;
  std::atomic<bool> draining = false, taken = false;
};

void Server::Parts::add_routes() {
  api::add_account_routes(router, door,
                          {people.sign_in, people.registrar, people.passwords, people.desk, people.sessions,
                           access_news, site, settings});
  const api::LessonServices services{desk,
                                     keys,
                                     reception,
                                     bars,
                                     classes,
                                     access,
                                     viewer_tokens,
                                     recordings,
                                     stores.replays,
                                     stores.retention,
                                     stores.replies,
                                     stores.pictures,
                                     *stores.room_log,
                                     rooms,
                                     pictures,
                                     upload_desk,
                                     document_desk,
                                     preparing,
                                     stores.audit,
                                     settings,
                                     clock,
                                     site.public_url,
                                     site.rtmp_port};
  api::add_lesson_routes(router, door, services);
  api::add_entry_routes(router, door, services);
  api::add_ban_routes(router, door, services);
  api::add_poll_route(router, door, services);
  api::add_picture_routes(router, door, services);
  api::add_replay_routes(router, door, services);
  api::add_reply_routes(router, door, services);
  const api::InsightServices insight{reports, stores.stays, settings};
  api::add_insight_routes(router, door, services, insight);
  api::add_learning_routes(router, door, services, insight);
  api::add_report_route(router, door, services, insight);
  api::add_table_routes(router, door, services);
  api::add_document_routes(router, door, services);
  api::add_draw_routes(router, door, services);
  api::add_studio_routes(router, door, services);
  api::add_thumbnail_route(router, door, services);
  api::add_upload_routes(router, door, services);
  api::add_check_routes(router, door, services);
  api::add_room_route(router, door, services);
  api::add_script_routes(router, door, services);
  api::add_storage_routes(router, door,
                          {replay_keeper, stores.retention, [this] { return disk_facts(config); }, clock});
  add_operator_routes(services);
  api::add_openapi_route(router);
  api::add_ops_routes(
      router, [this] { return not_ready(); },
      [watched = Watched{*database, people.hasher, reactors, config.text("data.dir"),
                         config.text("store.url").empty()},
       this]() mutable {
        watched.recordings_room = recordings.space();
        read_gauges(watched);
      });
  hls.add_routes(router);
  flv.add_routes(router);
  replay.add_routes(router);
  router.set_fallback(api::page_handler([this] { return api::site_head(*settings.now()); }));
}

void Server::Parts::add_operator_routes(const api::LessonServices& services) {
  const api::OperatorServices operators{services,     people.desk, people.teaching, settings, access_news,
                                        stores.audit, clock};
  api::add_operator_live_routes(router, door, operators);
  api::add_operator_lesson_routes(router, door, operators);
  api::add_operator_people_routes(router, door, operators);
  api::add_operator_log_routes(router, door, operators);
  api::add_application_routes(router, door, operators);
  api::add_setting_routes(router, door, {settings, clock});
}

Task<std::string> Server::Parts::not_ready() {
  if (draining) co_return "draining";
  const auto answer = co_await people.registrar.setup_needed();
  co_return answer ? std::string() : "database: " + std::string(answer.error().code);
}

Result<void> Server::Parts::listen() {
  LYCEUM_TRY(const auto http_address, net::parse_address(config.text("http.listen")));
  LYCEUM_TRY(const auto rtmp_address, net::parse_address(config.text("rtmp.listen")));
  LYCEUM_TRY(auto http_sockets, net::listen_on(http_address, reactors.size()));
  LYCEUM_TRY(auto rtmp_sockets, net::listen_on(rtmp_address, reactors.size()));
  LYCEUM_TRY(tls, tls_identity(config));
  net::HttpOptions options;
  options.tls = tls.get();
  options.trust_proxy = config.flag("http.trust_proxy");
  site.rtmp_port = rtmp_sockets.front().local().port;
  for (std::size_t i = 0; i < reactors.size(); ++i) {
    http.push_back(
        std::make_unique<net::HttpServer>(reactors.at(i), std::move(http_sockets[i]), router, options));
    rtmp.push_back(
        std::make_unique<media::RtmpIngest>(reactors.at(i), std::move(rtmp_sockets[i]), classes, clock));
  }
  return {};
}

// Classes that were live when the server stopped are live: their recordings grow.
void Server::Parts::resume_classes() {
  spawn([](Parts& parts) -> Task<void> {
    lesson::LessonQuery query;
    query.state = lesson::State::live;
    query.sees_all = true;
    for (bool more = true; more;) {
      auto asked = query;
      const auto page = co_await parts.desk.list(std::move(asked));
      if (!page) co_return log_warning("live lessons not found", {{"why", page.error().detail}});
      for (const auto& lesson : page->items)
        parts.reactors.home(lesson.id.value).post([&parts, id = lesson.id] { parts.recordings.begin(id); });
      query.after = page->next;
      more = !page->next.empty();
    }
  }(*this));
}

// An uploaded lesson can be watched from now on: whoever waits in its room sees it.
void Server::Parts::open_lesson(LessonId lesson) {
  reactors.home(lesson.value).post([this, lesson] {
    rooms.tell(lesson, room::MoveLesson{room::Phase::ended});
  });
}

// What the room may show of a lesson's documents.
Task<Result<std::optional<room::Deck>>> Server::Parts::find_deck(LessonId lesson, std::int64_t document) {
  LYCEUM_CO_TRY(const auto found, co_await document_desk.slides(lesson, document));
  if (!found) co_return std::nullopt;
  co_return room::Deck{found->number, found->pages};
}

// Every hour: what has expired goes.
void Server::Parts::keep_house() {
  spawn([](Parts& parts) -> Task<void> {
    if (auto swept = co_await parts.people.sessions.sweep(); !swept)
      log_warning("sessions not swept", {{"why", swept.error().detail}});
    if (auto swept = co_await parts.bars.sweep(); !swept)
      log_warning("address bars not swept", {{"why", swept.error().detail}});
    if (auto swept = co_await parts.stores.answers.sweep(); !swept)
      log_warning("answers not swept", {{"why", swept.error().detail}});
    if (auto swept = co_await parts.upload_desk.sweep(); !swept)
      log_warning("uploads not swept", {{"why", swept.error().detail}});
    if (auto swept = co_await parts.document_desk.sweep(); !swept)
      log_warning("documents not swept", {{"why", swept.error().detail}});
  }(*this));
  reactors.at(0).after(std::chrono::hours(1), [this] { keep_house(); });
}

// What was stored before the seal was switched on, off or changed is brought up to it, without hurry.
void Server::Parts::reseal() {
  spawn([](Parts& parts) -> Task<void> {
    const std::function<Task<void>()> rest = [&parts]() -> Task<void> {
      co_await wait_for<bool>([&](Resume<bool> resume) {
        parts.reactors.at(0).after(std::chrono::milliseconds(50),
                                   [resume = std::move(resume)]() mutable { resume(true); });
      });
    };
    if (const auto done = co_await store::reseal(*parts.database, rest); !done)
      log_error("private texts not resealed", {{"why", done.error().detail}});
  }(*this));
}

// What the rule allows is measured again more often than it can be recorded.
void Server::Parts::keep_replays() {
  spawn([](Parts& parts) -> Task<void> {
    if (auto kept = co_await parts.replay_keeper.keep(); !kept)
      log_warning("replays not looked through", {{"why", kept.error().detail}});
  }(*this));
  reactors.at(0).after(std::chrono::minutes(10), [this] { keep_replays(); });
}

// A new certificate (certbot, a copied file) is used from the next connection on.
void Server::Parts::watch_certificate() {
  if (!tls) return;
  tls->reload_if_changed();
  reactors.at(0).after(std::chrono::seconds(10), [this] { watch_certificate(); });
}

// When another server has the database, nothing more is written: whatever was acknowledged is there.
void Server::Parts::watch_site() {
  site_lock.watch([this] {
    taken = draining = true;
    reactors.stop();
  });
}

void Server::Parts::hang_up() {
  if (tls) tls->reload_if_changed();
}

void Server::Parts::announce(const std::string& http_at, const std::string& rtmp_at) {
  std::cout << "ready http=" << http_at << " rtmp=" << rtmp_at << std::endl;
  manager.ready();
  ManualLoop loop;
  const auto link = loop.run_task(people.registrar.prepare_setup());
  if (!link) return log_error("no set-up link", {{"why", link.error().detail}});
  if (!*link) return;
  const auto at = net::parse_address(http_at);
  const std::string url = site.public_url.empty() && at
                              ? (tls ? "https://" : "http://") + net::for_visitors(*at).str()
                              : site.public_url;
  std::cout << "setup " << url << "/setup?token=" << **link << std::endl;
}

// Encoders and viewers are sent away to come back; what rooms have accepted is committed; then the loops
// stop.
void Server::Parts::drain() {
  if (draining.exchange(true)) return reactors.stop();  // asked twice: now
  log_info("draining");
  manager.stopping();
  for (std::size_t i = 0; i < reactors.size(); ++i) {
    reactors.at(i).post([this, i] {
      rtmp[i].reset();
      http[i]->drain([] {});
    });
  }
  reactors.at(0).post([this] { rooms.drain([this] { reactors.stop(); }); });
}

Result<std::unique_ptr<Server>> Server::open(const Config& config) {
  LYCEUM_TRY(const auto variant, variant_mode(config));
  LYCEUM_TRY(const auto folder,
             DataFolder::open(config.text("data.dir"), config.text("store.url"), seal_file(config)));
  LYCEUM_TRY(auto lock, folder.lock());
  LYCEUM_TRY(const auto secret, folder.secret());
  LYCEUM_TRY(auto database, folder.open_database());
  auto parts =
      std::make_unique<Parts>(config, folder.path(), std::move(lock), std::move(database), secret, variant);
  ManualLoop loop;
  LYCEUM_CHECK(loop.run_task(parts->settings.load()));
  LYCEUM_CHECK(loop.run_task(parts->bars.load()));
  LYCEUM_CHECK(parts->listen());
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

Result<void> Server::run() {
  parts_->signals = std::make_unique<net::Signals>(
      parts_->reactors.at(0), std::initializer_list<int>{SIGTERM, SIGINT, SIGHUP},
      [parts = parts_.get()](int number) { number == SIGHUP ? parts->hang_up() : parts->drain(); });
  parts_->reactors.at(0).post([parts = parts_.get()] {
    parts->resume_classes();
    parts->prepare_line.start();
    parts->draw_line.start();
    parts->keep_house();
    parts->keep_replays();
    parts->reseal();
    parts->watch_certificate();
    parts->watchdog.start();
  });
  // Read before the reactors run: a signal may close the ports at any moment after.
  const std::string http_at = parts_->http.front()->local().str(),
                    rtmp_at = parts_->rtmp.front()->local().str();
  parts_->reactors.start();
  parts_->watch_site();
  parts_->announce(http_at, rtmp_at);
  parts_->reactors.join();
  log_info("stopped");
  if (!parts_->taken) return {};
  return Failure(internal_error("stopped, since another Lyceum has taken the database"));
}

}  // namespace lyceum::app
