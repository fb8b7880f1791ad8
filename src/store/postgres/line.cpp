#include "store/postgres/line.hpp"

#include "store/database/refusal.hpp"

#include <algorithm>

namespace lyceum::store {

Line::Line(std::string url, std::unique_ptr<PgConnection> open, Outage& outage)
    : url_(std::move(url)), connection_(std::move(open)), outage_(outage), opened_(now()) {}

Result<PgConnection*> Line::get(Mono deadline) {
  while (!connection_) {
    const bool hopeless = outage_.stopped() || now() - lost_at_ > kHope;
    if (next_attempt_ > now() && (hopeless || next_attempt_ > deadline))
      return Failure(refuse(Refusal::unreachable, why_));
    outage_.wait_until(next_attempt_);
    reopen();
  }
  return connection_.get();
}

void Line::drop(const std::string& why) {
  connection_.reset();
  lost_at_ = next_attempt_ = now();
  pause_ = kFirstPause;
  why_ = why;
  outage_.seen(why, opened_);
}

void Line::reopen() {
  const Mono began = now();
  auto opened = PgConnection::open(url_);
  if (opened) {
    connection_ = std::move(*opened);
    outage_.regained();
    opened_ = now();
    return;
  }
  why_ = std::move(opened.error().detail);
  outage_.seen(why_, began);
  next_attempt_ = now() + pause_;
  pause_ = std::min(2 * pause_, kLongestPause);
}

}  // namespace lyceum::store
