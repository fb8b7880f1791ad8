// Private texts sealed on their way into the database, so that a copy of it – a stolen disk, a backup – does
// not tell them. XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) by libsodium, a random nonce each time; the
// place of the text is authenticated with it, so that a sealed text cannot be moved to another row.
//
//   seal1:KEYID:BASE64URL(nonce 24 bytes, ciphertext, tag 16 bytes)
//
// A text that does not begin with "seal1:" is one that was stored in clear: only columns whose texts never
// begin so are sealed. Immutable; from any thread.
#pragma once

#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lyceum::store {

class Seal {
 public:
  enum class Use {
    close,  // what is stored from now on is sealed
    open,   // only what is sealed is opened: on the way back to clear texts
  };

  // No key: texts are stored in clear, and sealed ones cannot be read.
  Seal() = default;
  // The contents of a key file: a key a line, 64 hexadecimal digits; lines that begin with # are passed over.
  // The first key seals, the others open what they sealed before. Refusal: seal_key, with a sentence for the
  // operator.
  static Result<Seal> read(std::string_view key_file, Use use = Use::close);

  bool closes() const { return use_ == Use::close && !keys_.empty(); }
  // Of the key that seals; empty: there is none.
  std::string key_id() const { return closes() ? keys_.front().id : std::string(); }

  // The text as it is stored at this place ("room_event.body 5 17").
  std::string close(std::string_view text, std::string_view place) const;
  // The same text gives the same, for columns that are looked for or must be unique. All forms in which it
  // may be stored, the one that close_alike() gives first: until everything is sealed anew, older ones are
  // there too.
  std::string close_alike(std::string_view text, std::string_view place) const;
  std::vector<std::string> forms(std::string_view text, std::string_view place) const;
  // Refusal: seal_broken 500: by a key that is not here, or not what was sealed at this place.
  Result<std::string> open(std::string_view stored, std::string_view place) const;
  // close() would store it in the same way.
  bool is_current(std::string_view stored) const;

 private:
  struct Key {
    std::string id;  // 8 hexadecimal digits: tells keys apart and says nothing about them
    SecretKey secret;
  };

  static std::string alike(const Key& key, std::string_view text, std::string_view place);

  Use use_ = Use::close;
  std::vector<Key> keys_;
};

}  // namespace lyceum::store
