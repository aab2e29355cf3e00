// Checker: compares what the clients were told (Ledger) with what is there: in the journal, and in what a server or
// an engine shows. Each function returns what is wrong, one sentence each, and nothing when all is well. It reads;
// it asks nobody and changes nothing.
#pragma once

#include <deque>
#include <map>

#include "engine/value/value.h"
#include "tests/crash/journal_view.h"
#include "tests/crash/ledger.h"

namespace chancery::crash {

using Findings = std::vector<std::string>;

// Every acknowledged step is there once, whole, under its number; a request without an answer is there whole or not
// at all; nothing is there that nobody sent; the numbers of each book are 1, 2, 3 … with one for each stamped case.
// Lines up to event `begun_after` are of cases that are not the clients'.
Findings check_journal(const std::deque<Matter>& matters, const JournalView& journal, std::uint64_t begun_after);

// Whether the record says all that such a step does, and no more.
bool is_whole(const Matter& matter, const Sent& sent, const Effect& effect);

// The matter as it stands when its request without an answer was done: what the journal says instead of the answer.
Matter assumed_done(const Matter& matter, const Effect& effect);

// `shown` is the Case of the API.
Findings check_case(const Matter& matter, const Value& shown);
// `shown` is the Task of the API, of a step that was acknowledged.
Findings check_completed(const Matter& matter, std::uint64_t task, const Value& shown);

// The lines of one book by case, as the API gives them.
using Book = std::map<std::uint64_t, std::vector<Value>>;
// Adds a page; returns the event number of its last line, 0 when it is empty.
std::uint64_t add_page(Book& book, const Value& page);
Findings check_lines(const Matter& matter, const Book& book);

}  // namespace chancery::crash
