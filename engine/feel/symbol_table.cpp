#include "engine/feel/symbol_table.h"

namespace chancery::feel {

Symbol SymbolTable::intern(std::string_view name) {
  if (const auto found = find(name)) return *found;
  const auto symbol = static_cast<Symbol>(names_.size());
  names_.emplace_back(name);
  symbols_.emplace(std::string(name), symbol);
  return symbol;
}

std::optional<Symbol> SymbolTable::find(std::string_view name) const {
  const auto found = symbols_.find(name);
  if (found == symbols_.end()) return std::nullopt;
  return found->second;
}

const std::string& SymbolTable::name(Symbol symbol) const {
  CHANCERY_ASSERT(symbol < names_.size());
  return names_[symbol];
}

void LocalScope::set(Symbol symbol, Value value) {
  for (auto& [known, held] : values_) {
    if (known == symbol) {
      held = std::move(value);
      return;
    }
  }
  values_.emplace_back(symbol, std::move(value));
}

const Value* LocalScope::lookup(Symbol symbol) const {
  for (const auto& [known, held] : values_) {
    if (known == symbol) return &held;
  }
  return outer_ != nullptr ? outer_->lookup(symbol) : nullptr;
}

}  // namespace chancery::feel
