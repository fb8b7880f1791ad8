#include "net/tls/identity.hpp"

#include "net/tls/certificate_fixture.hpp"

#include <fstream>

#include <gtest/gtest.h>

namespace lyceum::net {
namespace {

TEST(TlsIdentity, files_that_are_not_good_are_named) {
  const TrialCertificate files;
  EXPECT_TRUE(TlsIdentity::load(files.certificate(), files.key()));
  EXPECT_NE(TlsIdentity::load("/nowhere.pem", files.key()).error().detail.find("/nowhere.pem"),
            std::string::npos);
  const auto mixed = TlsIdentity::load(files.certificate(), files.certificate());
  ASSERT_FALSE(mixed);
  EXPECT_NE(mixed.error().detail.find("is not the private key of"), std::string::npos)
      << mixed.error().detail;
}

TEST(TlsIdentity, new_files_are_read_and_bad_ones_leave_the_old_identity) {
  TrialCertificate files;
  const auto identity = std::move(*TlsIdentity::load(files.certificate(), files.key()));
  EXPECT_FALSE(identity->reload_if_changed());
  files.write("another.example");
  EXPECT_TRUE(identity->reload_if_changed());
  EXPECT_FALSE(identity->reload_if_changed());
  std::ofstream(files.key()) << "no key";
  EXPECT_FALSE(identity->reload_if_changed());
  EXPECT_NE(identity->session(Socket()), nullptr);
}

}  // namespace
}  // namespace lyceum::net
