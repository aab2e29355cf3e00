// SHA-256 against FIPS 180-4 and the NIST examples, HMAC against RFC 4231, hexadecimal text.
#include "engine/base/hash.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, BytesAndTextAreOne) {
  const Bytes bytes{'a', 'b', 'c'};
  EXPECT_EQ(sha256(BytesView(bytes)), sha256(std::string_view("abc")));
  EXPECT_EQ(sha256(BytesView()), sha256(std::string_view()));
  EXPECT_NE(sha256(std::string_view("a\0", 2)), sha256("a"));
}

struct HmacVector {
  const char* name;
  Bytes key;
  std::string data;
  const char* answer;
};

Bytes ascending(std::uint8_t from, std::uint8_t to) {
  Bytes out;
  for (unsigned b = from; b <= to; ++b) out.push_back(static_cast<std::uint8_t>(b));
  return out;
}

TEST(Hmac, KnownAnswersOfRfc4231) {
  const HmacVector vectors[] = {
      {"1", Bytes(20, 0x0b), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"2",
       {'J', 'e', 'f', 'e'},
       "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {"3", Bytes(20, 0xaa), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {"4", ascending(0x01, 0x19), std::string(50, '\xcd'),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {"6", Bytes(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {"7", Bytes(131, 0xaa),
       "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
       "hashed before being used by the HMAC algorithm.",
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
      {"no key, no data", {}, "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
  };
  for (const HmacVector& v : vectors) EXPECT_EQ(to_hex(hmac_sha256(v.key, v.data)), v.answer) << v.name;
}

TEST(Hmac, KeyAndDataBothCount) {
  const Bytes key{1, 2, 3};
  const Bytes other{1, 2, 4};
  EXPECT_NE(hmac_sha256(key, "data"), hmac_sha256(other, "data"));
  EXPECT_NE(hmac_sha256(key, "data"), hmac_sha256(key, "datb"));
  EXPECT_NE(hmac_sha256({}, "data"), sha256("data"));
}

TEST(Hex, RoundTripsEveryByte) {
  const Bytes all = ascending(0x00, 0xff);
  const std::string text = to_hex(all);
  EXPECT_EQ(text.size(), 512u);
  EXPECT_EQ(text.substr(0, 8), "00010203");
  EXPECT_EQ(text.substr(504), "fcfdfeff");
  EXPECT_EQ(*from_hex(text), all);
  EXPECT_EQ(*from_hex(""), Bytes{});
  EXPECT_EQ(*from_hex("AbCd"), (Bytes{0xab, 0xcd}));
}

TEST(Hex, RefusesWhatIsNoHexadecimalText) {
  for (const std::string_view bad :
       {"a", "abc", "0g", "g0", " 0", "0 ", "0x", "00 11", "/0", ":0", "@0", "`0", "０", "-1", "+1", "0\n"}) {
    const auto result = from_hex(bad);
    ASSERT_FALSE(result) << bad;
    EXPECT_EQ(result.error(), invalid("base.bad-hex")) << bad;
  }
  EXPECT_FALSE(from_hex(std::string_view("0\0", 2)));
}

}  // namespace
}  // namespace chancery
