#include "people/secret/password_hasher.hpp"

#include "people/account/refusal.hpp"

#include <array>
#include <new>
#include <utility>

#include <pthread.h>
#include <sodium.h>

namespace lyceum::people {
namespace {
// The whole queue is worked off in about 3 s; so half of that is a good time to come back.
constexpr std::chrono::milliseconds kBusyRetry{1500};
}  // namespace

PasswordHasher::PasswordHasher(HashCost cost) : cost_(cost), thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "password-hash");
}

PasswordHasher::~PasswordHasher() { close(); }

void PasswordHasher::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::size_t PasswordHasher::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void PasswordHasher::enqueue(Call call) {
  {
    const std::lock_guard lock(mutex_);
    if (!closed_ && queue_.size() < cost_.queue_max) queue_.push_back(std::exchange(call, nullptr));
  }
  if (call)
    call(false);
  else
    wake_.notify_one();
}

void PasswordHasher::run() {
  decoy_ = compute("nobody has this password");
  for (;;) {
    Call call;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return closed_ || !queue_.empty(); });
      if (queue_.empty()) return;
      call = std::move(queue_.front());
      queue_.pop_front();
    }
    call(true);
  }
}

template <class T>
Task<Result<T>> PasswordHasher::on_thread(std::move_only_function<T()> compute) {
  co_return co_await wait_for<Result<T>>([&](Resume<Result<T>> resume) {
    enqueue([work = std::move(compute), done = std::move(resume)](bool accepted) mutable {
      done(accepted ? Result<T>(work()) : Failure(refuse(Refusal::busy, kBusyRetry)));
    });
  });
}

Task<Result<std::string>> PasswordHasher::hash(std::string password) {
  return on_thread<std::string>([this, typed = std::move(password)] { return compute(typed); });
}

Task<Result<bool>> PasswordHasher::verify(std::string password, std::string stored) {
  return on_thread<bool>(
      [this, typed = std::move(password), known = std::move(stored)] { return matches(typed, known); });
}

std::string PasswordHasher::compute(const std::string& password) const {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return text.data();
}

bool PasswordHasher::matches(const std::string& password, const std::string& stored) const {
  const bool known = stored.starts_with("$argon2id$");
  const std::string& hash = known ? stored : decoy_;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0 && known;
}

}  // namespace lyceum::people
