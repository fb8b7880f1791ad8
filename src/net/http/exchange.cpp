#include "net/http/exchange.hpp"

#include "base/log/log.hpp"
#include "net/http/connection.hpp"
#include "net/http/problem.hpp"
#include "net/http/upgrade.hpp"

namespace lyceum::net {
namespace {

// The pattern, not the path: paths may hold tokens.
Error failed_inside(const Exchange& exchange, std::string what) {
  log_error("http handler failed",
            {{"method", exchange.request.method}, {"route", exchange.route->pattern}, {"what", what}});
  return internal_error(std::move(what));
}

// Runs what a route brought along; nothing it throws gets past here.
template <class T>
Task<Result<T>> guarded(const Exchange& exchange, Task<Result<T>> task) {
  std::string what;
  try {
    co_return co_await task;
  } catch (const std::exception& error) {
    what = error.what();
  } catch (...) {
    what = "not a std::exception";
  }
  co_return Failure(failed_inside(exchange, std::move(what)));
}

Task<Result<Response>> call(Exchange& exchange) {
  Response response = co_await exchange.route->handler(exchange.request);
  co_return response;
}

Task<Result<PushAnswer>> push(Exchange& exchange) {
  PushAnswer answer = co_await exchange.route->push(exchange.request);
  co_return answer;
}

Task<Result<void>> admission(Exchange& exchange) {
  if (!exchange.route->options.admit) co_return Result<void>();
  co_return co_await exchange.route->options.admit(exchange.request);
}

Task<Result<WebSocketAcceptor>> upgrade(Exchange& exchange) {
  LYCEUM_CO_CHECK(check_upgrade(exchange.request, *exchange.route));
  co_return co_await exchange.route->upgrade(exchange.request);
}

Task<bool> whole_body(Exchange& exchange) {
  if (exchange.parser.done()) co_return true;
  co_return co_await wait_for<bool>([&exchange](Resume<bool> resume) {
    if (exchange.connection == nullptr) return resume(false);
    exchange.connection->read_body(std::move(resume));
  });
}

void answer(Exchange& exchange, Response response) {
  if (exchange.connection != nullptr) exchange.connection->answer(std::move(response));
}

}  // namespace

Task<void> serve(std::unique_ptr<Exchange> exchange) {
  if (!exchange->parser.done()) {
    const Result<void> admitted = co_await guarded(*exchange, admission(*exchange));
    if (!admitted) co_return answer(*exchange, problem_response(admitted.error(), exchange->request));
    const bool complete = co_await whole_body(*exchange);
    if (!complete) co_return;  // the connection has dealt with it
  }
  if (exchange->route->upgrade) {
    Result<WebSocketAcceptor> accepted = co_await guarded(*exchange, upgrade(*exchange));
    if (!accepted) co_return answer(*exchange, upgrade_refusal(accepted.error(), exchange->request));
    if (exchange->connection != nullptr) exchange->connection->upgrade(std::move(*accepted));
    co_return;
  }
  if (exchange->route->push) {
    Result<PushAnswer> answered = co_await guarded(*exchange, push(*exchange));
    if (!answered) co_return answer(*exchange, problem_response(answered.error(), exchange->request));
    if (!answered->accept) co_return answer(*exchange, std::move(answered->response));
    if (exchange->connection != nullptr) exchange->connection->push(std::move(*answered));
    co_return;
  }
  Result<Response> response = co_await guarded(*exchange, call(*exchange));
  if (!response) response = problem_response(response.error(), exchange->request);
  answer(*exchange, std::move(*response));
}

}  // namespace lyceum::net
