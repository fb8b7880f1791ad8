#include "lesson/bar/bar.hpp"

#include "base/bytes/writer.hpp"

#include <algorithm>

namespace lyceum::lesson {
namespace {
constexpr std::size_t kMarkSize = 16;
}

Error refuse(BarRefusal) {
  return {.status = 409,
          .code = "address_unknown",
          .en = "This person was not in the room lately, so their address is not known. Ban them without it.",
          .zh = "该用户近期不在直播间，无法得知其网络地址。请不勾选地址，仅拉黑该用户。",
          .detail = {}};
}

Task<Result<void>> Bars::load() {
  LYCEUM_CO_TRY(auto all, co_await repository_.bars(clock_.utc()));
  const std::lock_guard lock(mutex_);
  for (Bar& bar : all) {
    const Who who{bar.lesson, bar.account};
    bars_[who] = std::move(bar);
  }
  co_return Result<void>();
}

Bytes Bars::mark_of(LessonId lesson, std::string_view address) const {
  ByteWriter message(8 + address.size());
  message.u64(static_cast<std::uint64_t>(lesson.value));
  message.append(as_bytes(address));
  const Digest mac = key_.mac(message.view());
  return Bytes(mac.begin(), mac.begin() + kMarkSize);
}

bool Bars::admit(LessonId lesson, AccountId account, std::string_view address) {
  const Who who{lesson, account};
  Bytes mark = mark_of(lesson, address);
  const Utc now = clock_.utc();
  const std::lock_guard lock(mutex_);
  const Visit* known = visit(who);
  const Utc since = known != nullptr && known->mark == mark ? known->since : now;
  for (auto at = bars_.lower_bound({lesson, AccountId{}}); at != bars_.end() && at->first.first == lesson;
       ++at) {
    const Bar& bar = at->second;
    if (bar.mark == mark && bar.account != account && now < bar.until && since >= bar.since) return false;
  }
  remember(who, {std::move(mark), since}, now);
  return true;
}

bool Bars::knows(LessonId lesson, AccountId account) const {
  const std::lock_guard lock(mutex_);
  return visit({lesson, account}) != nullptr;
}

Task<Result<void>> Bars::bar(LessonId lesson, AccountId account) {
  Bar bar{.lesson = lesson, .account = account, .mark = {}, .since = clock_.utc(), .until = {}};
  bar.until = bar.since + lasts;
  {
    const std::lock_guard lock(mutex_);
    const Visit* known = visit({lesson, account});
    if (known == nullptr) co_return Failure(refuse(BarRefusal::address_unknown));
    bar.mark = known->mark;
  }
  LYCEUM_CO_CHECK(co_await repository_.put(bar));
  const std::lock_guard lock(mutex_);
  bars_[{lesson, account}] = std::move(bar);
  co_return Result<void>();
}

Task<Result<void>> Bars::lift(LessonId lesson, AccountId account) {
  LYCEUM_CO_CHECK(co_await repository_.remove(lesson, account));
  const std::lock_guard lock(mutex_);
  bars_.erase({lesson, account});
  co_return Result<void>();
}

std::optional<Utc> Bars::until(LessonId lesson, AccountId account) const {
  const std::lock_guard lock(mutex_);
  const auto found = bars_.find({lesson, account});
  if (found == bars_.end() || found->second.until <= clock_.utc()) return std::nullopt;
  return found->second.until;
}

Task<Result<void>> Bars::sweep() {
  const Utc now = clock_.utc();
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(bars_, [&](const auto& entry) { return entry.second.until <= now; });
    if (now - visits_since_ >= remembered) {
      earlier_ = std::exchange(visits_, {});
      visits_since_ = now;
    }
  }
  co_return co_await repository_.erase_ended(now);
}

const Bars::Visit* Bars::visit(Who who) const {
  for (const auto* visits : {&visits_, &earlier_})
    if (const auto found = visits->find(who); found != visits->end()) return &found->second;
  return nullptr;
}

void Bars::remember(Who who, Visit visit, Utc now) {
  if (visits_.size() >= remembered_max) {
    earlier_ = std::exchange(visits_, {});
    visits_since_ = now;
  }
  visits_.insert_or_assign(who, std::move(visit));
}

}  // namespace lyceum::lesson
