#include "store/seal/seal.hpp"

#include "base/secret/base64url.hpp"
#include "base/secret/hex.hpp"
#include "base/secret/sealed.hpp"

#include <algorithm>
#include <optional>

namespace lyceum::store {
namespace {

constexpr std::string_view mark = "seal1:";
constexpr std::size_t id_length = 8, keys_max = 16;

Failure bad_key(std::string detail) {
  return Failure(Error{.status = 500,
                       .code = "seal_key",
                       .en = "The seal key cannot be used.",
                       .zh = "封存密钥无法使用。",
                       .detail = std::move(detail)});
}

Failure broken(std::string_view place, std::string_view why) {
  return Failure(Error{.status = 500,
                       .code = "seal_broken",
                       .en = "A stored text cannot be read.",
                       .zh = "存储的内容无法读取。",
                       .detail = std::string(place) + ": " + std::string(why)});
}

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view blank = " \t\r";
  const auto from = line.find_first_not_of(blank);
  if (from == std::string_view::npos) return {};
  return line.substr(from, line.find_last_not_of(blank) - from + 1);
}

struct Sealed {
  std::string_view key_id, body;
};

std::optional<Sealed> read_sealed(std::string_view stored) {
  if (!stored.starts_with(mark)) return std::nullopt;
  stored.remove_prefix(mark.size());
  if (stored.size() < id_length + 1 || stored[id_length] != ':') return Sealed{};
  return Sealed{stored.substr(0, id_length), stored.substr(id_length + 1)};
}

}  // namespace

Result<Seal> Seal::read(std::string_view key_file, Use use) {
  Seal seal;
  seal.use_ = use;
  while (!key_file.empty()) {
    const auto end = std::min(key_file.find('\n'), key_file.size());
    const std::string_view line = trimmed(key_file.substr(0, end));
    key_file.remove_prefix(std::min(end + 1, key_file.size()));
    if (line.empty() || line.starts_with('#')) continue;
    if (seal.keys_.size() == keys_max) return bad_key("the key file holds more than 16 keys");
    const auto key = key_from_hex(line);
    if (!key)
      return bad_key("a line of the key file is not a key of 64 hexadecimal digits (openssl rand -hex 32)");
    const auto name = key->derive("lyceum seal key id 1");
    seal.keys_.push_back({hex(ByteView(name.bytes()).first(id_length / 2)), *key});
  }
  if (seal.keys_.empty()) return bad_key("the key file holds no key");
  return seal;
}

std::string Seal::close(std::string_view text, std::string_view place) const {
  if (!closes()) return std::string(text);
  return std::string(mark) + keys_.front().id + ':' +
         base64url_encode(seal_bytes(keys_.front().secret, as_bytes(text), place));
}

std::string Seal::close_alike(std::string_view text, std::string_view place) const {
  return closes() ? alike(keys_.front(), text, place) : std::string(text);
}

std::vector<std::string> Seal::forms(std::string_view text, std::string_view place) const {
  std::vector<std::string> all;
  for (const Key& key : keys_) all.push_back(alike(key, text, place));
  all.insert(closes() ? all.end() : all.begin(), std::string(text));
  return all;
}

std::string Seal::alike(const Key& key, std::string_view text, std::string_view place) {
  return std::string(mark) + key.id + ':' +
         base64url_encode(seal_bytes_alike(key.secret, as_bytes(text), place));
}

Result<std::string> Seal::open(std::string_view stored, std::string_view place) const {
  const auto sealed = read_sealed(stored);
  if (!sealed) return std::string(stored);
  const auto key = std::ranges::find(keys_, sealed->key_id, &Key::id);
  if (key == keys_.end()) return broken(place, "it was sealed with a key that is not in the key file");
  const auto bytes = base64url_decode(sealed->body);
  if (!bytes) return broken(place, "it is no sealed text");
  const auto text = open_bytes(key->secret, *bytes, place);
  if (!text) return broken(place, "it is not what was sealed there");
  return std::string(as_text(*text));
}

bool Seal::is_current(std::string_view stored) const {
  const auto sealed = read_sealed(stored);
  if (!closes()) return !sealed;
  return sealed && sealed->key_id == keys_.front().id;
}

}  // namespace lyceum::store
