#include "store/postgres/postgres_database.hpp"

#include "store/postgres/unit.hpp"

namespace lyceum::store {
namespace {

using Connections = std::vector<std::unique_ptr<PgConnection>>;

std::vector<WorkPool::Worker> workers(const std::string& url, Connections connections, UnitKind kind,
                                      Outage& outage) {
  std::vector<WorkPool::Worker> all;
  for (auto& connection : connections) {
    auto runner = std::make_unique<UnitRunner>(Line(url, std::move(connection), outage), kind, outage);
    all.push_back([own = std::move(runner)](Work& work) { return own->run(work); });
  }
  return all;
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const PostgresOptions& options, Connections writers, Connections readers)
      : writers_("store-writer", workers(options.url, std::move(writers), UnitKind::write, outage_),
                 options.queue_max),
        readers_("store-reader", workers(options.url, std::move(readers), UnitKind::read, outage_),
                 options.queue_max) {}
  ~PostgresDatabase() override { stop(); }

  void close() override { stop(); }
  Queues queues() const override {
    return {.writes = writers_.queue().waiting(),
            .reads = readers_.queue().waiting(),
            .most = writers_.queue().most()};
  }

 protected:
  void enqueue(Mode mode, std::unique_ptr<Work> work) override {
    (mode == Mode::write ? writers_ : readers_).enqueue(std::move(work));
  }

 private:
  void stop() {
    outage_.stop();
    readers_.close();
    writers_.close();
  }

  Outage outage_;
  WorkPool writers_, readers_;
};

Result<Connections> connect(const std::string& url, int count) {
  Connections connections;
  for (int i = 0; i < count; ++i) {
    LYCEUM_TRY(auto connection, PgConnection::open(url));
    connections.push_back(std::move(connection));
  }
  return connections;
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  LYCEUM_TRY(auto writers, connect(options.url, options.writers));
  LYCEUM_TRY(auto readers, connect(options.url, options.readers));
  return std::make_unique<PostgresDatabase>(options, std::move(writers), std::move(readers));
}

}  // namespace lyceum::store
