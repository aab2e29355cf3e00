// Compiler: tree → Program. Names become slots of the frame, symbols of the table or builtins; operators on literals are
// worked out here. Collects every fault of the text that parsed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/feel.h"
#include "engine/feel/program.h"
#include "engine/feel/tree.h"

namespace chancery::feel {

class Compiler {
 public:
  Compiler(std::string_view text, SymbolTable& symbols, const CompileOptions& options);
  CompileResult expression(const Node& root);
  // Of the ${…} dialect.
  CompileResult strict_expression(const Node& root);
  UnaryTestsResult unary_tests(const Node& root);

 private:
  struct Binding {
    std::string name;
    std::uint32_t slot = 0;
    bool is_item = false;  // a filtered item: its own entries are names, too
  };

  std::uint32_t compile(const Node& node);
  std::uint32_t compile_kind(const Node& node);
  std::uint32_t compile_name(const Node& node);
  std::uint32_t compile_call(const Node& node);
  std::uint32_t compile_builtin_call(const Node& node, std::uint32_t builtin);
  std::uint32_t compile_iteration(const Node& node, Op op);
  std::uint32_t compile_filter(const Node& node);
  std::uint32_t compile_function(const Node& node, Op op);
  std::uint32_t compile_context(const Node& node);
  std::uint32_t compile_in(const Node& node);
  std::uint32_t compile_tests(const Node& node, Op op);
  std::uint32_t compile_test(const Node& node, std::uint32_t input_slot);
  std::uint32_t compile_dialect(const Node& node);
  std::uint32_t compile_plain(const Node& node, Op op);

  std::uint32_t emit(Instruction instruction, const std::vector<std::uint32_t>& children = {});
  std::uint32_t constant(Value value);
  std::uint32_t fold(std::uint32_t index);
  std::uint32_t text(std::string_view text);
  std::uint32_t bind(std::string_view name, bool is_item = false);
  const Binding* find_local(std::string_view name) const;
  bool is_known(std::string_view name) const;
  void note_symbol(Symbol symbol);
  void report(const Node& node, std::string code, std::vector<MessageParameter> parameters);
  std::shared_ptr<const Program> finish(std::uint32_t root);

  std::string_view text_;
  SymbolTable& symbols_;
  const CompileOptions& options_;
  std::shared_ptr<Program> program_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<Binding> bindings_;
  std::uint32_t next_slot_ = 0;
  std::uint32_t slots_max_ = 0;
  std::vector<std::uint32_t> inputs_read_;            // slots of the `?` met in the test that is being compiled
  std::size_t at_ = 0;                                // offset of the node that is being compiled
  std::vector<std::vector<Symbol>*> open_functions_;  // whose symbols are being collected
};

}  // namespace chancery::feel
