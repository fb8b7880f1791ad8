// The key that private texts are sealed with (store/seal), as the operator keeps it: a file outside the data
// folder.
#pragma once

#include "app/config/config.hpp"
#include "base/result/result.hpp"
#include "store/seal/seal.hpp"

#include <string>

namespace lyceum::app {

struct SealFile {
  std::string path;   // store.seal_key_file; empty: nothing is sealed
  bool seals = true;  // store.seal; false: what is sealed is opened again
};

SealFile seal_file(const Config& config);

// Refusal: seal_key, with a sentence for the operator: not there, not readable, others may read it, it lies
// in the data folder (whoever has a copy of that would have both), no key in it.
Result<store::Seal> read_seal(const SealFile& file, const std::string& data_folder);

}  // namespace lyceum::app
