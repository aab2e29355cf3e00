#include "engine/feel/compiler.h"

#include <algorithm>
#include <utility>

#include "engine/feel/evaluator.h"
#include "engine/feel/parser.h"
#include "engine/feel/result_type.h"

namespace chancery::feel {
namespace {

Op plain_op(NodeKind kind) {
  switch (kind) {
    case NodeKind::kIf: return Op::kIf;
    case NodeKind::kIterationRange: return Op::kIterationRange;
    case NodeKind::kList: return Op::kList;
    case NodeKind::kNegate: return Op::kNegate;
    case NodeKind::kAdd: return Op::kAdd;
    case NodeKind::kSubtract: return Op::kSubtract;
    case NodeKind::kMultiply: return Op::kMultiply;
    case NodeKind::kDivide: return Op::kDivide;
    case NodeKind::kPower: return Op::kPower;
    case NodeKind::kAnd: return Op::kAnd;
    case NodeKind::kOr: return Op::kOr;
    case NodeKind::kEqual: return Op::kEqual;
    case NodeKind::kNotEqual: return Op::kNotEqual;
    case NodeKind::kLess: return Op::kLess;
    case NodeKind::kLessOrEqual: return Op::kLessOrEqual;
    case NodeKind::kGreater: return Op::kGreater;
    case NodeKind::kGreaterOrEqual: return Op::kGreaterOrEqual;
    case NodeKind::kBetween: return Op::kBetween;
    default: CHANCERY_ASSERT(!"a node with a shape of its own"); return Op::kConstant;
  }
}

Op comparison_op(std::string_view sign) {
  if (sign == "<") return Op::kLess;
  if (sign == "<=") return Op::kLessOrEqual;
  if (sign == ">") return Op::kGreater;
  if (sign == ">=") return Op::kGreaterOrEqual;
  return sign == "!=" ? Op::kNotEqual : Op::kEqual;
}

RangeForm range_form(std::string_view sign) {
  if (sign == "<") return RangeForm::kLess;
  if (sign == "<=") return RangeForm::kLessOrEqual;
  if (sign == ">") return RangeForm::kGreater;
  if (sign == ">=") return RangeForm::kGreaterOrEqual;
  return sign == "!=" ? RangeForm::kNotEqual : RangeForm::kEqual;
}

bool is_foldable(Op op) {
  return (op >= Op::kNegate && op <= Op::kBetween) || op == Op::kList || op == Op::kRange || op == Op::kHalfRange ||
         op == Op::kDialect;
}

constexpr std::string_view kInputName = "?";

struct EmptyScope : Scope {
  const Value* lookup(Symbol) const override { return nullptr; }
};

}  // namespace

Compiler::Compiler(std::string_view expression_text, SymbolTable& symbols, const CompileOptions& options)
    : text_(expression_text), symbols_(symbols), options_(options), program_(std::make_shared<Program>()) {
  program_->text = expression_text;
  program_->file = options.file;
  program_->line = options.line;
  program_->column = options.column;
}

CompileResult Compiler::expression(const Node& root) {
  const std::uint32_t index = compile(root);
  auto program = finish(index);
  if (!diagnostics_.empty()) return {Expression(), std::move(diagnostics_)};
  return {Expression(std::move(program)), {}};
}

CompileResult Compiler::strict_expression(const Node& root) {
  program_->strict = true;
  return expression(root);
}

UnaryTestsResult Compiler::unary_tests(const Node& root) {
  UnaryTestsResult result;
  if (root.kind == NodeKind::kLiteral) return result;  // `-`
  bind(kInputName);
  const std::uint32_t index = compile(root);
  auto program = finish(index);
  result.diagnostics = std::move(diagnostics_);
  if (result.ok()) result.tests.expression_ = Expression(std::move(program));
  return result;
}

std::shared_ptr<const Program> Compiler::finish(std::uint32_t root) {
  program_->root = root;
  program_->frame_slots = slots_max_;
  std::sort(program_->symbols.begin(), program_->symbols.end());
  return program_;
}

std::uint32_t Compiler::compile(const Node& node) {
  const std::size_t outer = at_;
  at_ = node.at;
  const std::uint32_t index = compile_kind(node);
  at_ = outer;
  return index;
}

std::uint32_t Compiler::compile_kind(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral: return constant(node.literal);
    case NodeKind::kZoned: {
      program_->constants.push_back(node.literal);
      return emit({.op = Op::kZoned, .a = static_cast<std::uint32_t>(program_->constants.size() - 1)});
    }
    case NodeKind::kName: return compile_name(node);
    case NodeKind::kPath: {
      const std::uint32_t object = compile(*node.children[0]);
      return emit({.op = Op::kPath, .a = text(node.text)}, {object});
    }
    case NodeKind::kFilter: return compile_filter(node);
    case NodeKind::kCall: return compile_call(node);
    case NodeKind::kFor: return compile_iteration(node, Op::kFor);
    case NodeKind::kSome: return compile_iteration(node, Op::kSome);
    case NodeKind::kEvery: return compile_iteration(node, Op::kEvery);
    case NodeKind::kFunction: return compile_function(node, Op::kFunction);
    case NodeKind::kExternal: return compile_function(node, Op::kExternal);
    case NodeKind::kContext: return compile_context(node);
    case NodeKind::kRange: {
      const auto flags = static_cast<std::uint8_t>((node.lower_closed ? 1 : 0) | (node.upper_closed ? 2 : 0));
      const std::uint32_t lower = compile(*node.children[0]);
      const std::uint32_t upper = compile(*node.children[1]);
      return fold(emit({.op = Op::kRange, .flags = flags}, {lower, upper}));
    }
    case NodeKind::kHalfRange: {
      const std::uint32_t bound = compile(*node.children[0]);
      return fold(emit({.op = Op::kHalfRange, .a = static_cast<std::uint32_t>(range_form(node.text))}, {bound}));
    }
    case NodeKind::kIn: return compile_in(node);
    case NodeKind::kVariable: {
      const Symbol symbol = symbols_.intern(node.text);
      note_symbol(symbol);
      return emit({.op = Op::kVariable, .a = symbol, .b = text(node.text)});
    }
    case NodeKind::kDialect: return compile_dialect(node);
    case NodeKind::kTests: return compile_tests(node, Op::kTests);
    case NodeKind::kNotTests: return compile_tests(node, Op::kNotTests);
    case NodeKind::kInstanceOf: {
      const std::uint32_t value = compile(*node.children[0]);
      program_->types.push_back(node.types[0]);
      return emit({.op = Op::kInstanceOf, .a = static_cast<std::uint32_t>(program_->types.size() - 1)}, {value});
    }
    default: return compile_plain(node, plain_op(node.kind));
  }
}

std::uint32_t Compiler::compile_dialect(const Node& node) {
  std::vector<std::uint32_t> children;
  children.reserve(node.children.size());
  for (const NodePtr& child : node.children) children.push_back(compile(*child));
  return fold(emit({.op = Op::kDialect, .a = static_cast<std::uint32_t>(node.dialect)}, children));
}

std::uint32_t Compiler::compile_plain(const Node& node, Op op) {
  std::vector<std::uint32_t> children;
  for (const NodePtr& child : node.children) children.push_back(compile(*child));
  return fold(emit({.op = op}, children));
}

const Compiler::Binding* Compiler::find_local(std::string_view name) const {
  const auto found =
      std::find_if(bindings_.rbegin(), bindings_.rend(), [&](const Binding& b) { return b.name == name; });
  return found == bindings_.rend() ? nullptr : &*found;
}

bool Compiler::is_known(std::string_view name) const {
  return std::find(options_.known_names.begin(), options_.known_names.end(), name) != options_.known_names.end();
}

void Compiler::note_symbol(Symbol symbol) {
  const auto note = [symbol](std::vector<Symbol>& list) {
    if (std::find(list.begin(), list.end(), symbol) == list.end()) list.push_back(symbol);
  };
  note(program_->symbols);
  for (auto* list : open_functions_) note(*list);
}

// A name is, from the inside out: a local or an entry of a filtered item, a variable, a builtin (10.3.2.11 and 10.3.2.5).
std::uint32_t Compiler::compile_name(const Node& node) {
  std::vector<std::uint32_t> items;
  const Binding* local = nullptr;
  for (auto b = bindings_.rbegin(); b != bindings_.rend() && local == nullptr; ++b) {
    if (b->is_item) items.push_back(b->slot);  // also for `item`: an entry of that name comes first
    if (b->name == node.text) local = &*b;
  }
  std::uint32_t fallback = 0;
  const auto builtin = find_builtin(node.text);
  if (local != nullptr) {
    if (node.text == kInputName) inputs_read_.push_back(local->slot);
    fallback = emit({.op = Op::kLocal, .a = local->slot});
  } else if (builtin && !is_known(node.text) && !symbols_.find(node.text)) {
    fallback = emit({.op = Op::kBuiltinValue, .a = *builtin});
  } else {
    const bool refuse = options_.strict_names && items.empty() && !is_known(node.text);
    if (refuse) report(node, "feel.unknown-name", {{"name", node.text}});
    const Symbol symbol = symbols_.intern(node.text);
    note_symbol(symbol);
    fallback = emit({.op = Op::kVariable, .a = symbol, .b = text(node.text), .c = builtin ? *builtin + 1 : 0});
  }
  if (items.empty()) return fallback;
  const std::uint32_t name = text(node.text);
  items.push_back(fallback);
  return emit({.op = Op::kItemName, .a = name}, items);
}

std::uint32_t Compiler::compile_call(const Node& node) {
  const Node& callee = *node.children[0];
  // A variable that merely shares the name of a builtin (an input called "date") does not hide the function from a call.
  const bool by_name = callee.kind == NodeKind::kName && find_local(callee.text) == nullptr;
  if (by_name && find_builtin(callee.text)) {
    const auto builtin = node.names.empty() ? find_builtin(callee.text, node.children.size() - 1)
                                            : find_builtin(callee.text, node.names);
    if (builtin) return compile_builtin_call(node, *builtin);
    // A call that no row takes is null at run time, like any other wrong argument (10.3.4).
    return emit({.op = Op::kCallBuiltin, .a = kNoArgument, .b = text(callee.text)});
  }
  std::vector<std::uint32_t> children;
  for (const NodePtr& child : node.children) children.push_back(compile(*child));
  const auto first_name = static_cast<std::uint32_t>(program_->texts.size());
  for (const std::string& name : node.names) program_->texts.push_back(name);
  return emit({.op = Op::kCallValue, .a = first_name, .b = static_cast<std::uint32_t>(node.names.size())}, children);
}

std::uint32_t Compiler::compile_builtin_call(const Node& node, std::uint32_t builtin) {
  const BuiltinShape& shape = builtins()[builtin];
  std::vector<std::uint32_t> children;
  if (node.names.empty()) {
    for (std::size_t i = 1; i < node.children.size(); ++i) children.push_back(compile(*node.children[i]));
  } else {
    children.assign(shape.parameters.size(), kNoArgument);
    for (std::size_t i = 0; i < node.names.size(); ++i) {
      const auto at =
          std::find(shape.parameters.begin(), shape.parameters.end(), node.names[i]) - shape.parameters.begin();
      children[static_cast<std::size_t>(at)] = compile(*node.children[i + 1]);
    }
    while (!children.empty() && children.back() == kNoArgument) children.pop_back();
  }
  return emit({.op = Op::kCallBuiltin, .a = builtin}, children);
}

std::uint32_t Compiler::compile_iteration(const Node& node, Op op) {
  const std::size_t bindings_before = bindings_.size();
  const std::uint32_t slot_before = next_slot_;
  std::vector<std::uint32_t> children;
  // A later domain may use an earlier variable, so slots are taken one after the other.
  for (std::size_t i = 0; i < node.names.size(); ++i) {
    children.push_back(compile(*node.children[i]));
    bind(node.names[i]);
  }
  const std::uint32_t partial_slot = op == Op::kFor ? bind("partial") : 0;
  const std::size_t body_begin = program_->code.size();
  children.push_back(compile(*node.children.back()));
  // Keeping `partial` costs a copy for every item, so only where the body reads it (a function in the body may).
  const auto begin = program_->code.begin() + static_cast<std::ptrdiff_t>(body_begin);
  const bool reads_partial = op == Op::kFor && std::any_of(begin, program_->code.end(), [&](const Instruction& i) {
                               return i.op == Op::kLocal && i.a == partial_slot;
                             });
  bindings_.resize(bindings_before);
  next_slot_ = slot_before;
  return emit({.op = op, .flags = static_cast<std::uint8_t>(reads_partial ? 1 : 0), .a = slot_before}, children);
}

std::uint32_t Compiler::compile_filter(const Node& node) {
  const std::uint32_t list = compile(*node.children[0]);
  const std::uint32_t slot = bind("item", true);
  const std::uint32_t condition = compile(*node.children[1]);
  bindings_.pop_back();
  next_slot_ = slot;
  return emit({.op = Op::kFilter, .a = slot}, {list, condition});
}

std::uint32_t Compiler::compile_function(const Node& node, Op op) {
  const std::size_t bindings_before = bindings_.size();
  const std::uint32_t slot_before = next_slot_;
  const std::uint32_t outer_max = slots_max_;
  slots_max_ = next_slot_;
  FunctionShape shape;
  shape.captured_slots = slot_before;
  shape.parameters = node.names;
  shape.types = node.types;
  for (const std::string& name : node.names) bind(name);
  open_functions_.push_back(&shape.symbols);
  shape.body = compile(*node.children[0]);
  open_functions_.pop_back();
  shape.frame_slots = slots_max_;
  slots_max_ = std::max(slots_max_, outer_max);
  bindings_.resize(bindings_before);
  next_slot_ = slot_before;
  shape.result = result_type(*node.children[0]);
  program_->functions.push_back(std::move(shape));
  return emit({.op = op, .a = static_cast<std::uint32_t>(program_->functions.size() - 1)});
}

std::uint32_t Compiler::compile_context(const Node& node) {
  const std::size_t bindings_before = bindings_.size();
  const std::uint32_t slot_before = next_slot_;
  std::vector<std::uint32_t> children;
  for (std::size_t i = 0; i < node.names.size(); ++i) {
    children.push_back(compile(*node.children[i]));
    bind(node.names[i]);
  }
  bindings_.resize(bindings_before);
  next_slot_ = slot_before;
  const auto first_key = static_cast<std::uint32_t>(program_->texts.size());
  for (const std::string& key : node.names) program_->texts.push_back(key);
  return emit({.op = Op::kContext, .a = first_key, .b = slot_before}, children);
}

std::uint32_t Compiler::compile_in(const Node& node) {
  const std::uint32_t value = compile(*node.children[0]);
  const std::uint32_t slot = bind(kInputName);  // `?` is what is tested, here as in a cell
  std::vector<std::uint32_t> children{value};
  for (std::size_t i = 1; i < node.children.size(); ++i) children.push_back(compile_test(*node.children[i], slot));
  bindings_.pop_back();
  next_slot_ = slot;
  return emit({.op = Op::kIn, .a = slot}, children);
}

std::uint32_t Compiler::compile_tests(const Node& node, Op op) {
  const Binding* input = find_local(kInputName);
  CHANCERY_ASSERT(input != nullptr);
  const std::uint32_t slot = input->slot;
  std::vector<std::uint32_t> children;
  for (const NodePtr& child : node.children) children.push_back(compile_test(*child, slot));
  return emit({.op = op}, children);
}

std::uint32_t Compiler::compile_test(const Node& node, std::uint32_t input_slot) {
  if (node.kind == NodeKind::kHalfRange) {
    const std::uint32_t bound = compile(*node.children[0]);
    return emit({.op = Op::kCompareInput, .a = input_slot, .b = static_cast<std::uint32_t>(comparison_op(node.text))},
                {bound});
  }
  const std::vector<std::uint32_t> outer = std::exchange(inputs_read_, {});
  const std::uint32_t value = compile(node);
  const bool reads = std::find(inputs_read_.begin(), inputs_read_.end(), input_slot) != inputs_read_.end();
  const std::uint8_t flags = reads ? 1 : 0;
  inputs_read_.insert(inputs_read_.end(), outer.begin(), outer.end());
  return emit({.op = Op::kTestValue, .flags = flags, .a = input_slot}, {value});
}

std::uint32_t Compiler::emit(Instruction instruction, const std::vector<std::uint32_t>& children) {
  instruction.first = static_cast<std::uint32_t>(program_->children.size());
  instruction.count = static_cast<std::uint32_t>(children.size());
  program_->children.insert(program_->children.end(), children.begin(), children.end());
  program_->code.push_back(instruction);
  program_->offsets.push_back(static_cast<std::uint32_t>(at_));
  return static_cast<std::uint32_t>(program_->code.size() - 1);
}

std::uint32_t Compiler::constant(Value value) {
  program_->constants.push_back(std::move(value));
  return emit({.op = Op::kConstant, .a = static_cast<std::uint32_t>(program_->constants.size() - 1)});
}

// An operator whose operands are all constants is worked out now; when that would report something, it is left for later.
std::uint32_t Compiler::fold(std::uint32_t index) {
  const Instruction instruction = program_->code[index];
  if (!is_foldable(instruction.op)) return index;
  for (std::uint32_t i = 0; i < instruction.count; ++i) {
    if (program_->code[program_->children[instruction.first + i]].op != Op::kConstant) return index;
  }
  EvaluationContext context;
  const EmptyScope nothing;
  Value value = Evaluator(program_, nothing, context, 0).evaluate(index);
  return context.failed() ? index : constant(std::move(value));
}

std::uint32_t Compiler::text(std::string_view text) {
  const auto found = std::find(program_->texts.begin(), program_->texts.end(), text);
  const auto index = static_cast<std::uint32_t>(found - program_->texts.begin());
  if (found == program_->texts.end()) program_->texts.emplace_back(text);
  return index;
}

std::uint32_t Compiler::bind(std::string_view name, bool is_item) {
  bindings_.push_back({std::string(name), next_slot_, is_item});
  slots_max_ = std::max(slots_max_, next_slot_ + 1);
  return next_slot_++;
}

void Compiler::report(const Node& node, std::string code, std::vector<MessageParameter> parameters) {
  diagnostics_.push_back(diagnostic_at(text_, node.at, options_, std::move(code), std::move(parameters)));
}

}  // namespace chancery::feel
