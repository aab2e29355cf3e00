// SymbolTable: names of variables as small integers, so that evaluation compares no text. One table per workflow package; it
// grows while the package is compiled and is read-only afterwards.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/value.h"

namespace chancery::feel {

using Symbol = std::uint32_t;  // dense from 0 within its table

class SymbolTable {
 public:
  Symbol intern(std::string_view name);
  std::optional<Symbol> find(std::string_view name) const;
  const std::string& name(Symbol symbol) const;
  std::size_t size() const { return names_.size(); }

 private:
  std::map<std::string, Symbol, std::less<>> symbols_;
  std::vector<std::string> names_;
};

// Where evaluation finds the variables.
struct Scope {
  virtual ~Scope() = default;
  // Null when there is no such variable; the value lives at least until the evaluation ends.
  virtual const Value* lookup(Symbol symbol) const = 0;
};

// A small scope that owns its values; `outer` is asked when a symbol is not here.
class LocalScope : public Scope {
 public:
  explicit LocalScope(const Scope* outer = nullptr) : outer_(outer) {}
  void set(Symbol symbol, Value value);
  const Value* lookup(Symbol symbol) const override;

 private:
  const Scope* outer_;
  std::vector<std::pair<Symbol, Value>> values_;
};

}  // namespace chancery::feel
