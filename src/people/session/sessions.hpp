// Who is behind a token: a bounded memory of the sessions in use, over the repository.
#pragma once

#include "people/account/repository.hpp"

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace lyceum::people {

// One object for all reactors; its lock is held for a lookup only. A session lives 30 days from its last use;
// that it was used is written at most once an hour. What another process changed (lyceum admin) is seen
// within 30 s.
class Sessions {
 public:
  static constexpr std::chrono::hours kLife{24 * 30};
  static constexpr std::chrono::hours kTouchEvery{1};
  static constexpr std::chrono::seconds kTrusted{30};

  Sessions(SessionRepository& repository, const Clock& clock, std::size_t remembered_max = 20'000)
      : repository_(repository), clock_(clock), remembered_max_(remembered_max) {}

  // A cookie or a bearer token: the same. nullopt: nobody (unknown, ended, expired).
  Task<Result<std::optional<Account>>> who(std::string token);
  // A new session of an account that has proved itself. Returns the token.
  Task<Result<std::string>> open(AccountId account);
  // Signing out. An unknown token is no error.
  Task<Result<void>> close(std::string token);

  // The record for a session that another repository call stores together with something else.
  SessionRecord record(AccountId account, Digest token_hash) const;
  // Must be called after the account was renamed, erased, or its sessions ended.
  void forget(AccountId account);
  // Call now and then (every hour): drops what has expired.
  Task<Result<void>> sweep();

 private:
  struct Remembered {
    SessionRepository::Found found;
    Mono read_at{};
  };
  struct DigestHash {
    std::size_t operator()(const Digest& digest) const noexcept;
  };
  using Order = std::list<Remembered>;  // used last first

  // With the lock held.
  std::optional<SessionRepository::Found> recall(const Digest& hash);
  void drop(Digest hash);

  void remember(const SessionRepository::Found& found, std::uint64_t generation);

  SessionRepository& repository_;
  const Clock& clock_;
  const std::size_t remembered_max_;
  std::mutex mutex_;  // guards what follows
  Order order_;
  std::unordered_map<Digest, Order::iterator, DigestHash> index_;
  std::uint64_t generation_ =
      0;  // moves on at every forget, so that an answer read before it is not remembered
};

}  // namespace lyceum::people
