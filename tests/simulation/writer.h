// Writer: a model that is being written: its dice, its ids, the scope that is open, and what one part has to know of
// another. Around says what an element may do where it stands; why every process ends by that is in the README.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bpmn/element_kind.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/tag.h"

namespace chancery::simulation {

inline constexpr int kVariables = 4;    // v1 … v4: what conditions read
inline constexpr int kValues = 4;       // 0 … 3
inline constexpr int kCopiesMax = 6;    // of one element, by the loops around it
inline constexpr int kNamesOfKind = 3;  // messages, signals, escalations, each

struct Block {
  std::string first;
  std::string last;
};

// What an element may do where it stands.
struct Around {
  int depth = 3;                    // blocks that may be nested here
  int rank = 0;                     // only names of a higher rank may be thrown
  int copies = 1;                   // how often it may run
  bool sets = true;                 // may set the variables that conditions read
  bool token_ends = true;           // no parallel join waits for this token
  bool shared = false;              // several tokens may come this way in one scope at a time
  bool end_events = true;           // the scope may hold end events
  bool cancels = false;             // in a transaction
  bool compensates = true;          // may throw compensation
  std::vector<std::string> errors;  // codes that are caught around

  Around nested() const {
    Around out = *this;
    --out.depth;
    return out;
  }
  // Behind an event of this rank that does not interrupt: it may come again and again.
  Around set_going_by(int by) const {
    Around out = nested();
    out.rank = out.rank > by ? out.rank : by;
    out.sets = false;
    out.token_ends = true;
    out.shared = true;
    return out;
  }
};

struct Name {
  bpmn::EventKind kind = bpmn::EventKind::kMessage;
  std::string text;
  int rank = 0;
};

// A process that may be called from wherever its own rank and errors allow.
struct Callable {
  std::string id;
  int rank = 0;
  std::vector<std::string> errors;
};

// An end of a message flow.
struct Correspondent {
  std::string element;
  std::string process;
  std::string message;  // of a receiver
  int rank = 0;
};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : dice(seed) {}

  // ---- ids and what is spent
  std::string id(const std::string& stem) { return stem + "_" + std::to_string(++numbers_[stem]); }
  bool may_spend() const { return spent_ < kNodesMax; }

  // ---- the open scope: a process or a sub-process
  void open() { scopes_.emplace_back(); }
  // Takes out what was written into it: nodes first, then flows and associations.
  std::vector<Tag> close();
  std::string put(Tag node);  // its id
  std::string put(const std::string& tag, const std::string& stem) { return put(Tag(tag, {{"id", id(stem)}})); }
  // Its id; a node at which that is to stand (its default flow, its activation condition) is put after it.
  std::string flow(const std::string& from, const std::string& to, const std::string& condition = "");
  void associate(const std::string& from, const std::string& to);
  std::vector<std::string>& compensable() { return scopes_.back().compensable; }  // activities with a handler

  // ---- what the dice say
  // Over one variable or two; some value makes it true when all variables have it.
  std::string condition();
  // Every value makes it true when all variables have it.
  std::string equality();
  // One of two things by a condition, as an expression.
  std::string chosen(const std::string& one, const std::string& other);
  std::string variable() { return "v" + std::to_string(dice.between(1, kVariables)); }
  std::string result(const Around& around) {
    return around.sets && dice.chance(50) ? variable() : "r" + std::to_string(dice.between(1, kVariables));
  }
  std::string value() { return std::to_string(dice.below(kValues)); }
  const Name& name(bpmn::EventKind kind);
  // One that may be thrown here; null when there is none.
  const Name* thrown_name(bpmn::EventKind kind, const Around& around);
  std::string error() { return "error_" + std::to_string(dice.between(1, kNamesOfKind)); }

  // An element of the open process waits for a message.
  void receives(const std::string& element, const std::string& message);

  Dice dice;
  std::string process;  // the one that is being written
  std::vector<Tag> processes;
  std::vector<Callable> callables;
  std::vector<Correspondent> senders;    // that name no message
  std::vector<Correspondent> receivers;  // that wait for one
  std::vector<Tag> decisions;
  std::size_t calls_open = 0;  // called processes that are being written

 private:
  static constexpr int kNodesMax = 200;
  struct Scope {
    std::vector<Tag> nodes;
    std::vector<Tag> flows;
    std::vector<std::string> compensable;
  };
  std::vector<Scope> scopes_;
  std::map<std::string, int> numbers_;
  int spent_ = 0;
};

// All names of the models, by rank.
const std::vector<Name>& all_names();

}  // namespace chancery::simulation
