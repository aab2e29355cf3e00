// The numbers of the commands stand in the header of every record: they are fixed like the kinds of events.
#include "engine/journal/commands.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/journal/golden.h"

namespace chancery::journal {
namespace {

struct CommandNumber {
  CommandBody body;
  std::uint32_t number;
  const char* header_field;
};

std::vector<CommandNumber> every_command() {
  return {{StartCase{}, 1, "0801"},       {StartProcess{}, 2, "0802"},
          {ClaimTask{}, 3, "0803"},       {ReleaseTask{}, 4, "0804"},
          {HandTask{}, 5, "0805"},        {CompleteTask{}, 6, "0806"},
          {WithdrawCase{}, 7, "0807"},    {CorrelateMessage{}, 8, "0808"},
          {BroadcastSignal{}, 9, "0809"}, {RetryIncident{}, 10, "080a"},
          {CompleteWork{}, 11, "080b"},   {SetVariables{}, 12, "080c"},
          {TerminateCase{}, 13, "080d"},  {EvaluateConditions{}, 14, "080e"},
          {FireTimer{}, 20, "0814"},      {DeliverMessage{}, 21, "0815"},
          {StartByMessage{}, 22, "0816"}, {StartByTimer{}, 23, "0817"},
          {DeployPackage{}, 30, "081e"},  {Found{}, 40, "0828"},
          {RecordUnit{}, 41, "0829"},     {RecordPerson{}, 42, "082a"},
          {LinkAccount{}, 43, "082b"},    {ProposePost{}, 44, "082c"},
          {ConfirmPost{}, 45, "082d"},    {EndPost{}, 46, "082e"},
          {RecordAbsence{}, 47, "082f"},  {OpenActing{}, 48, "0830"},
          {DeclareKinship{}, 49, "0831"}, {RecordEntity{}, 50, "0832"}};
}

// Another command needs its row above before this number may change.
static_assert(std::variant_size_v<CommandBody> == 30);

TEST(Commands, TheTableCoversEveryOneOnce) {
  std::set<std::size_t> indices;
  std::set<std::uint32_t> numbers;
  for (const CommandNumber& row : every_command()) {
    indices.insert(row.body.index());
    numbers.insert(row.number);
  }
  EXPECT_EQ(indices.size(), std::variant_size_v<CommandBody>);
  EXPECT_EQ(numbers.size(), std::variant_size_v<CommandBody>);
}

TEST(Commands, KeepTheirNumberInTheHeader) {
  for (const CommandNumber& row : every_command()) {
    EXPECT_EQ(command_kind(row.body), row.number);
    Record record = test::record_of({});
    record.command = command_kind(row.body);
    const std::string hex = std::string("010101") + row.header_field + "0000";
    EXPECT_EQ(to_hex(encode_record(record)), hex);
    const auto read = test::decode_hex(hex);
    ASSERT_TRUE(read) << row.number;
    EXPECT_EQ(read->command, row.number);
  }
}

}  // namespace
}  // namespace chancery::journal
