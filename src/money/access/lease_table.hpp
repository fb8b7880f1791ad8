// Which viewer sessions may get media right now, without asking anybody. Pure: time is passed in. One table a
// reactor, used on its thread only.
#pragma once

#include "base/names/id.hpp"
#include "base/time/clock.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <unordered_map>

namespace lyceum::money {

struct LeaseRule {
  std::chrono::seconds length{120};  // 60 to 300 s
  std::size_t viewers_max =
      100'000;  // beyond: the one seen longest ago goes, and asks again at its next request
};

class LeaseTable {
 public:
  enum class Lease {
    none,   // ask Access; then grant() or refuse
    valid,  // serve
    ageing  // serve, and ask Access meanwhile, then grant() or revoke(): said once a lease, to one request
  };

  explicit LeaseTable(LeaseRule rule = {}) : rule_(rule) {}

  Lease check(ViewerId viewer, Mono now);
  // Access says yes: (again) valid for a whole length.
  void grant(ViewerId viewer, LessonId lesson, AccountId account, Mono now);
  void revoke(ViewerId viewer);
  // Rights have changed (AccessChanges): a 0 means all. The viewers concerned ask again at their next
  // request.
  void revoke(LessonId lesson, AccountId account);
  // Viewer sessions of the lesson that asked for something within the last `within`.
  std::size_t watching(LessonId lesson, Mono now, std::chrono::seconds within) const;
  std::size_t size() const { return index_.size(); }

 private:
  struct Entry {
    ViewerId viewer;
    LessonId lesson;
    AccountId account;
    Mono granted{};
    Mono seen{};
    bool asking = false;
  };
  using Order = std::list<Entry>;  // seen last first

  LeaseRule rule_;
  Order order_;
  std::unordered_map<ViewerId, Order::iterator> index_;
};

}  // namespace lyceum::money
