#include "people/account/common_passwords.hpp"

#include <algorithm>
#include <array>

namespace lyceum::people {
namespace {

// Eight characters and more: shorter ones are refused anyway. Sorted.
constexpr auto kCommon = std::to_array<std::string_view>({
    "00000001",     "01234567",     "0123456789",    "10203040",     "11111112",     "1111122222",
    "11223344",     "112233445566", "12121212",      "123123123",    "123321123",    "12341234",
    "1234512345",   "123454321",    "123456123",     "123456789",    "1234567890",   "12345678910",
    "123456789a",   "12345678a",    "1234567a",      "123456abc",    "1234abcd",     "1234qwer",
    "123qwe123",    "123qweasd",    "13131313",      "13145200",     "1314520520",   "1314521314",
    "14141414",     "147258369",    "147852369",     "159357159",    "159753456",    "16888888",
    "1q2w3e4r",     "1q2w3e4r5t",   "1q2w3e4r5t6y",  "1qaz2wsx",     "1qaz2wsx3edc", "1qazxsw2",
    "20002000",     "20202020",     "20222022",      "20232023",     "20242024",     "20252025",
    "21212121",     "22446688",     "321321321",     "456789123",    "51888888",     "52013145",
    "5201314520",   "5201314a",     "5845201314",    "66668888",     "741852963",    "77585210",
    "7758521521",   "789456123",    "88886666",      "88888888a",    "963852741",    "987654321",
    "9876543210",   "a11111111",    "a1234567",      "a12345678",    "a123456789",   "a123456a",
    "a5201314",     "aa123456",     "aaa123456",     "aaaa1111",     "abc12345",     "abc123456",
    "abc123abc",    "abcd1234",     "abcd12345",     "admin123",     "admin1234",    "admin12345",
    "admin123456",  "adminadmin",   "administrator", "adobe123",     "asd123456",    "asdasdasd",
    "asdf1234",     "asdf;lkj",     "asdfasdf",      "asdfghjk",     "asdfghjkl",    "asdfghjkl;",
    "azertyuiop",   "babygirl",     "baseball",      "basketball",   "batman123",    "bismillah",
    "blink182",     "butterfly",    "changeme",      "changeme123",  "charlie1",     "chelsea1",
    "chocolate",    "cocacola",     "computer",      "contraseña",   "corvette",     "default1",
    "demo1234",     "destiny1",     "dragon123",     "dragon1234",   "einstein",     "elephant",
    "facebook",     "fifa2024",     "football",      "football1",    "football123",  "freedom1",
    "fuckyou1",     "fuckyou2",     "google123",     "guest123",     "hello123",     "hellohello",
    "helloworld",   "hunter123",    "iloveu123",     "iloveyou",     "iloveyou1",    "iloveyou2",
    "internet",     "jennifer",     "jesus123",      "jordan23",     "justin123",    "killer123",
    "kobe2424",     "lecturer1",    "letmein1",      "letmein123",   "letmeinnow",   "liverpool",
    "liverpool1",   "lovelove",     "lovely123",     "loveme123",    "lyceum123",    "marina123",
    "master123",    "mercedes",     "metallica",     "michael1",     "michelle",     "midnight",
    "mima1234",     "mima123456",   "minecraft",     "monkey123",    "monkey1234",   "motdepasse",
    "mustang1",     "mypassword",   "naruto123",     "nicholas",     "ninja123",     "nopassword",
    "opensesame",   "operator",     "p4ssw0rd",      "p@ssw0rd",     "p@ssword",     "pa$$word",
    "pa55word",     "pakistan",     "pass1234",      "passpass",     "passw0rd",     "password",
    "password!",    "password01",   "password1",     "password12",   "password123",  "password1234",
    "passwort",     "passwort1",    "patrick1",      "picture1",     "pokemon1",     "princess",
    "princess1",    "q1w2e3r4",     "q1w2e3r4t5",    "qazwsx123",    "qazwsxedc",    "qq123456",
    "qq123456789",  "qwe123456",    "qwe123qwe",     "qweasdzxc",    "qweqweqwe",    "qwer1234",
    "qwer12345",    "qwerqwer",     "qwert123",      "qwert12345",   "qwerty12",     "qwerty123",
    "qwerty1234",   "qwerty12345",  "qwerty123456",  "qwertyqwerty", "qwertyui",     "qwertyuiop",
    "qwertyuiop[]", "rangers1",     "realmadrid",    "root1234",     "rootroot",     "samantha",
    "samsung1",     "secret123",    "senha123",      "shadow123",    "spiderman",    "starwars",
    "starwars1",    "steelers",     "student1",      "sunflower",    "sunshine",     "sunshine1",
    "superman",     "superman1",    "superstar",     "sweetheart",   "swordfish",    "system123",
    "teacher1",     "temp1234",     "test1234",      "test12345",    "testing123",   "testtest",
    "toor1234",     "trustno1",     "unknown1",      "user1234",     "victoria",     "virginia",
    "welcome1",     "welcome123",   "whatever",      "whatever1",    "william1",     "wo123456",
    "woaini123",    "woaini1314",   "woaini1314520", "woaini520",    "woaini521",    "woaiwojia",
    "woaizhongguo", "xiaoming123",  "yankees1",      "zaq12wsx",     "zaq1zaq1",     "zhang123",
    "zxc123456",    "zxcvbnm,",     "zxcvbnm,.",     "zxcvbnm1",     "zxcvbnm123",   "zxcvbnmm",
    "zz123456",
});
static_assert(std::ranges::is_sorted(kCommon));

// One character again and again, or a plain row of neighbours: 11111111, abcdefgh, 87654321.
bool is_row(std::string_view text) {
  const int step = text[1] - text[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] - text[i - 1] != step) return false;
  return true;
}

}  // namespace

bool is_common_password(std::string_view folded) {
  return folded.size() < 2 || is_row(folded) || std::ranges::binary_search(kCommon, folded);
}

}  // namespace lyceum::people
