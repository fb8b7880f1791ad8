// The two ways to submit a batch.
#pragma once

#include "net/batch/batch_sender.hpp"

namespace lyceum::net {

std::unique_ptr<BatchSender> make_plain_sender();
// Null where the system does not allow io_uring or does not know its send operation.
std::unique_ptr<BatchSender> make_uring_sender();

}  // namespace lyceum::net
