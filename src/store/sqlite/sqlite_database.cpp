#include "store/sqlite/sqlite_database.hpp"

#include "store/sqlite/reader.hpp"
#include "store/sqlite/writer.hpp"

namespace lyceum::store {
namespace {

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const SqliteOptions& options, std::unique_ptr<Connection> writer,
                 std::vector<WorkPool::Worker> readers)
      : writer_(std::move(writer), options.queue_max, options.batch_max),
        readers_("store-reader", std::move(readers), options.queue_max) {}
  ~SqliteDatabase() override { stop(); }

  void close() override { stop(); }
  Queues queues() const override {
    return {.writes = writer_.queue().waiting(),
            .reads = readers_.queue().waiting(),
            .most = writer_.queue().most()};
  }

 protected:
  void enqueue(Mode mode, std::unique_ptr<Work> work) override {
    if (mode == Mode::write)
      writer_.enqueue(std::move(work));
    else
      readers_.enqueue(std::move(work));
  }

 private:
  void stop() {
    readers_.close();
    writer_.close();
  }

  Writer writer_;
  WorkPool readers_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  LYCEUM_TRY(auto writer, Connection::open(options.path, Connection::Kind::writer));
  std::vector<WorkPool::Worker> readers;
  for (int i = 0; i < options.readers; ++i) {
    LYCEUM_TRY(auto reader, Connection::open(options.path, Connection::Kind::reader));
    readers.push_back(sqlite_reader(std::move(reader)));
  }
  return std::make_unique<SqliteDatabase>(options, std::move(writer), std::move(readers));
}

}  // namespace lyceum::store
