// What engine/ports/identity_store.h promises, on every identity store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "adapters/memory/identity_store.h"
#include "adapters/sqlite/identity_store.h"
#include "tests/support/temporary_folder.h"

namespace chancery {
namespace {

using ports::Credential;
using ports::StoredSession;

struct Subject {
  virtual ~Subject() = default;
  virtual ports::IdentityStore& store() = 0;
};

struct MemorySubject final : Subject {
  memory::MemoryIdentityStore memory_store;
  ports::IdentityStore& store() override { return memory_store; }
};

struct SqliteSubject final : Subject {
  test_support::TemporaryFolder folder;
  std::unique_ptr<sqlite::SqliteIdentityStore> identity =
      sqlite::SqliteIdentityStore::open(folder.file("identity.sqlite")).value();
  ports::IdentityStore& store() override { return *identity; }
};

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Subject>()> make;
};

StoredSession session(std::string_view token, std::string account, std::int64_t expires) {
  return {sha256(token), std::move(account), "csrf", Instant{1}, Instant{2}, Instant{expires}};
}

class IdentityStoreContract : public ::testing::TestWithParam<Kind> {
 protected:
  ports::IdentityStore& store() { return subject_->store(); }
  bool has(std::string_view token) { return store().find_session(sha256(token)).value().has_value(); }
  std::unique_ptr<Subject> subject_ = GetParam().make();
};

TEST_P(IdentityStoreContract, ACredentialIsReplacedByAccount) {
  EXPECT_FALSE(store().find_credential("wang").value());
  ASSERT_TRUE(store().put_credential({"wang", "hash-1", true, false}));
  ASSERT_TRUE(store().put_credential({"wang", "hash-2", false, true}));
  const Credential found = store().find_credential("wang").value().value();
  EXPECT_EQ(found.account, "wang");
  EXPECT_EQ(found.password_hash, "hash-2");
  EXPECT_FALSE(found.must_change);
  EXPECT_TRUE(found.locked);
}

TEST_P(IdentityStoreContract, AccountsAreDistinguishedByteForByte) {
  ASSERT_TRUE(store().put_credential({"wang", "h", false, false}));
  EXPECT_FALSE(store().find_credential("Wang").value());
  EXPECT_FALSE(store().find_credential("wan").value());
  EXPECT_FALSE(store().find_credential("wang ").value());
  EXPECT_FALSE(store().find_credential("").value());
  EXPECT_FALSE(store().find_credential("wang' OR '1'='1").value());
}

TEST_P(IdentityStoreContract, ASessionComesBackAsItWas) {
  ASSERT_TRUE(store().put_session(session("t", "王芳", 900)));
  const StoredSession found = store().find_session(sha256("t")).value().value();
  EXPECT_EQ(found.token_hash, sha256("t"));
  EXPECT_EQ(found.account, "王芳");
  EXPECT_EQ(found.csrf_token, "csrf");
  EXPECT_EQ(found.created_at, Instant{1});
  EXPECT_EQ(found.seen_at, Instant{2});
  EXPECT_EQ(found.expires_at, Instant{900});
  EXPECT_FALSE(has("other"));
}

TEST_P(IdentityStoreContract, PuttingASessionAgainReplacesIt) {
  ASSERT_TRUE(store().put_session(session("t", "wang", 900)));
  StoredSession later = session("t", "wang", 900);
  later.seen_at = Instant{55};
  ASSERT_TRUE(store().put_session(later));
  EXPECT_EQ(store().find_session(sha256("t")).value()->seen_at, Instant{55});
}

TEST_P(IdentityStoreContract, SessionsEndSinglyByAccountAndByTime) {
  for (const auto& [token, account, expires] :
       {std::tuple{"a", "wang", 100}, {"b", "wang", 200}, {"c", "li", 100}, {"d", "li", 101}, {"e", "li", 300}})
    ASSERT_TRUE(store().put_session(session(token, account, expires)));
  ASSERT_TRUE(store().erase_session(sha256("e")));
  ASSERT_TRUE(store().erase_session(sha256("e")));  // twice is no error
  EXPECT_FALSE(has("e"));
  ASSERT_TRUE(store().erase_expired(Instant{100}));
  EXPECT_FALSE(has("a"));
  EXPECT_FALSE(has("c"));
  EXPECT_TRUE(has("b"));
  EXPECT_TRUE(has("d"));
  ASSERT_TRUE(store().erase_sessions_of("wang"));
  EXPECT_FALSE(has("b"));
  EXPECT_TRUE(has("d"));
  ASSERT_TRUE(store().erase_sessions_of("nobody"));
}

INSTANTIATE_TEST_SUITE_P(Stores, IdentityStoreContract,
                         ::testing::Values(Kind{"memory", [] { return std::make_unique<MemorySubject>(); }},
                                           Kind{"sqlite", [] { return std::make_unique<SqliteSubject>(); }}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace chancery
