#include "net/tls/identity.hpp"

#include "base/log/log.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

namespace lyceum::net {
namespace {

constexpr std::string_view kProtocol = "\x08http/1.1";  // as ALPN writes it (RFC 7301 §3.1)

Failure refused(const std::string& file, std::string_view what) {
  const unsigned long code = ERR_get_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  Error error =
      internal_error(file + " " + std::string(what) + (reason == nullptr ? "" : std::string(": ") + reason));
  error.code = "tls";
  return Failure(std::move(error));
}

// A client that offers no http/1.1 is told nothing: then both sides speak it anyway.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int size, void*) {
  unsigned char* found = nullptr;
  const auto* ours = reinterpret_cast<const unsigned char*>(kProtocol.data());
  const int code =
      SSL_select_next_proto(&found, length, ours, static_cast<unsigned>(kProtocol.size()), offered, size);
  *chosen = found;
  return code == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

std::string mark(const std::string& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) return "-";
  return std::to_string(about.st_mtim.tv_sec) + "." + std::to_string(about.st_mtim.tv_nsec) + "." +
         std::to_string(about.st_size) + "." + std::to_string(about.st_ino) + ";";
}

void configure(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_session_cache_mode(context,
                                 SSL_SESS_CACHE_OFF);  // resumption is by ticket: nothing is kept here
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

}  // namespace

Result<std::unique_ptr<TlsIdentity>> TlsIdentity::load(std::string certificate, std::string key) {
  std::unique_ptr<TlsIdentity> identity(new TlsIdentity(std::move(certificate), std::move(key)));
  identity->seen_ = identity->marks();
  LYCEUM_TRY(identity->context_, identity->read());
  return identity;
}

TlsIdentity::Marks TlsIdentity::marks() const { return mark(certificate_) + mark(key_); }

Result<TlsIdentity::Context> TlsIdentity::read() const {
  ERR_clear_error();
  Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) return refused(certificate_, "cannot be used");
  configure(context.get());
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_.c_str()) != 1)
    return refused(certificate_, "is not a certificate in PEM");
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_.c_str(), SSL_FILETYPE_PEM) != 1)
    return refused(key_, "is not the private key of " + certificate_);
  if (SSL_CTX_check_private_key(context.get()) != 1)
    return refused(key_, "is not the private key of " + certificate_);
  return context;
}

bool TlsIdentity::reload_if_changed() {
  const Marks now = marks();
  {
    const std::lock_guard lock(mutex_);
    if (now == seen_) return false;
    seen_ = now;
  }
  auto fresh = read();
  if (!fresh) {
    log_error("certificate not read again, the old one stays", {{"why", fresh.error().detail}});
    return false;
  }
  log_info("certificate read again", {{"file", certificate_}});
  const std::lock_guard lock(mutex_);
  context_ = std::move(*fresh);
  return true;
}

std::unique_ptr<TlsSession> TlsIdentity::session(Socket accepted) {
  Context context;
  {
    const std::lock_guard lock(mutex_);
    context = context_;
  }
  SSL* session = SSL_new(context.get());  // shares the context
  if (session == nullptr) return nullptr;
  SSL_set_accept_state(session);
  return std::make_unique<TlsSession>(session, accepted.release());
}

}  // namespace lyceum::net
