// Strong integer ids. Every id of the engine is a counter, never random; 0 means none.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace chancery {

template <class Tag>
struct Id {
  std::uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

using EventNumber = Id<struct EventNumberTag>;  // position in the journal, from 1, gap-free
using CaseId = Id<struct CaseTag>;              // number of the event that started the case (the root of its tree)
using InstanceId = Id<struct InstanceTag>;      // element instance; counter within its case, from 1
using TaskId = Id<struct TaskTag>;              // open task; unique in the database
using PersonId = Id<struct PersonTag>;          // a natural person
using UnitId = Id<struct UnitTag>;              // a committee, township, banner …
using PackageId = Id<struct PackageTag>;        // a deployed workflow package version

}  // namespace chancery

template <class Tag>
struct std::hash<chancery::Id<Tag>> {
  std::size_t operator()(chancery::Id<Tag> id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};
