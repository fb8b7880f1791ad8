// AMF0: whatever can be read must survive writing and reading again.
#include "wire/amf/read.hpp"
#include "wire/amf/write.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lyceum;
  const auto values = amf::read_all({data, size});
  if (!values) return 0;
  const Bytes written = amf::write_all(*values);
  const auto again = amf::read_all(written);
  if (!again || amf::write_all(*again) != written) std::abort();
  return 0;
}
