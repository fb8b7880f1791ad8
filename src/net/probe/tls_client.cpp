#include "net/probe/tls_client.hpp"

#include <cerrno>
#include <ctime>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace lyceum::net {
namespace {

Failure failed(std::string detail) {
  Error error = internal_error(std::move(detail));
  error.code = "probe_failed";
  return Failure(std::move(error));
}

// In the form of the extension: each behind its length.
std::string as_offer(std::string_view protocol) {
  constexpr std::string_view ordinary = "http/1.1";
  std::string offer;
  for (const std::string_view each : {protocol, ordinary}) {
    offer += static_cast<char>(each.size());
    offer += each;
  }
  return offer;
}

std::string why(SSL* session) {
  if (const long verdict = SSL_get_verify_result(session); verdict != X509_V_OK)
    return std::string("the certificate is not good: ") + X509_verify_cert_error_string(verdict);
  const unsigned long code = ERR_get_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return std::string("no TLS: ") + (reason == nullptr ? "the connection ended" : reason);
}

}  // namespace

void TlsClient::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
void TlsClient::Free::operator()(ssl_st* session) const { SSL_free(session); }

Result<TlsClient> TlsClient::connect(int descriptor, const std::string& host, bool verify,
                                     std::string_view protocol) {
  TlsClient client;
  client.context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(client.context_.get(), TLS1_2_VERSION);
  SSL_CTX_set_default_verify_paths(client.context_.get());
  SSL_CTX_set_verify(client.context_.get(), verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  client.session_.reset(SSL_new(client.context_.get()));
  SSL* session = client.session_.get();
  if (session == nullptr || SSL_set_fd(session, descriptor) != 1) return failed("no TLS: out of memory");
  std::string name = host;  // as SSL_set_tlsext_host_name() does, whose macro holds an old cast
  SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
  if (verify && X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) != 1)
    SSL_set1_host(session, host.c_str());  // a name, no address
  if (!protocol.empty()) {
    const std::string offer = as_offer(protocol);
    SSL_set_alpn_protos(session, reinterpret_cast<const unsigned char*>(offer.data()),
                        static_cast<unsigned>(offer.size()));
  }
  ERR_clear_error();
  errno = 0;
  int connected = SSL_connect(session);
  while (connected != 1 && errno == EINTR) {
    errno = 0;
    connected = SSL_connect(session);
  }
  if (connected != 1) return failed(why(session));
  return client;
}

bool TlsClient::write(std::string_view text) {
  std::size_t written = 0;
  return SSL_write_ex(session_.get(), text.data(), text.size(), &written) == 1 && written == text.size();
}

std::size_t TlsClient::read(std::span<std::uint8_t> into) {
  std::size_t count = 0;
  int result = 0;
  do {
    errno = 0;
    result = SSL_read_ex(session_.get(), into.data(), into.size(), &count);
  } while (result != 1 && errno == EINTR);
  return count;
}

std::string TlsClient::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(session_.get(), &name, &size);
  return name == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(name), size);
}

std::optional<Utc> TlsClient::certificate_until() const {
  const X509* certificate = SSL_get0_peer_certificate(session_.get());
  std::tm end{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1)
    return std::nullopt;
  return utc_from_micros(static_cast<std::int64_t>(::timegm(&end)) * 1'000'000);
}

}  // namespace lyceum::net
