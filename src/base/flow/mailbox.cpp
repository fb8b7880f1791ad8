#include "base/flow/mailbox.hpp"

#include <cstdlib>

namespace lyceum {
namespace {
thread_local Mailbox* current_mailbox = nullptr;
}

Mailbox& Mailbox::current() {
  if (current_mailbox == nullptr) std::abort();
  return *current_mailbox;
}

Mailbox::Scope::Scope(Mailbox& mailbox) : previous_(current_mailbox) { current_mailbox = &mailbox; }
Mailbox::Scope::~Scope() { current_mailbox = previous_; }

}  // namespace lyceum
