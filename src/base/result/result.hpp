// Result<T>: a value or an Error. g++ 12 has std::expected without its monadic members; LYCEUM_TRY is the
// short way out.
#pragma once

#include "base/result/error.hpp"

#include <expected>
#include <utility>

namespace lyceum {

template <class T>
using Result = std::expected<T, Error>;

using Failure = std::unexpected<Error>;

}  // namespace lyceum

#define LYCEUM_CONCAT_(a, b) a##b
#define LYCEUM_CONCAT(a, b) LYCEUM_CONCAT_(a, b)

// LYCEUM_TRY(auto size, reader.u32());  declares size, or returns the error from the enclosing function.
#define LYCEUM_TRY_IMPL_(tmp, decl, expr, ret)             \
  auto tmp = (expr);                                       \
  if (!tmp) ret ::lyceum::Failure(std::move(tmp).error()); \
  decl = std::move(*tmp)
#define LYCEUM_TRY(decl, expr) LYCEUM_TRY_IMPL_(LYCEUM_CONCAT(try_, __LINE__), decl, expr, return )
#define LYCEUM_CO_TRY(decl, expr) LYCEUM_TRY_IMPL_(LYCEUM_CONCAT(try_, __LINE__), decl, expr, co_return )

// The same for Result<void>.
#define LYCEUM_CHECK(expr) \
  if (auto check_result_ = (expr); !check_result_) return ::lyceum::Failure(std::move(check_result_).error())
#define LYCEUM_CO_CHECK(expr)                      \
  if (auto check_result_ = (expr); !check_result_) \
  co_return ::lyceum::Failure(std::move(check_result_).error())
