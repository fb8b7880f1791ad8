// A key and a certificate signed by itself, in two PEM files of a temporary folder. For tests.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

namespace lyceum::net {

class TrialCertificate {
 public:
  explicit TrialCertificate(const std::string& name = "127.0.0.1")
      : folder_(std::filesystem::temp_directory_path() / ("tls_test." + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    write(name);
  }
  ~TrialCertificate() { std::filesystem::remove_all(folder_); }

  std::string certificate() const { return folder_ / "cert.pem"; }
  std::string key() const { return folder_ / "key.pem"; }

  // Another key, another certificate, in the same files.
  void write(const std::string& name) {
    EVP_PKEY* pair = EVP_EC_gen("P-256");
    X509* made = X509_new();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), -60);
    X509_gmtime_adj(X509_getm_notAfter(made), 3600);
    X509_set_pubkey(made, pair);
    const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC, text, -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(made));
    X509_sign(made, pair, EVP_sha256());
    const auto put = [](const std::string& path, auto writer) {
      std::FILE* file = std::fopen(path.c_str(), "w");
      writer(file);
      std::fclose(file);
    };
    put(certificate(), [&](std::FILE* file) { PEM_write_X509(file, made); });
    put(key(),
        [&](std::FILE* file) { PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr); });
    X509_free(made);
    EVP_PKEY_free(pair);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace lyceum::net
