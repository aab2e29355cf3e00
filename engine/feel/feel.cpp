#include "engine/feel/feel.h"

#include <algorithm>

#include "engine/feel/compiler.h"
#include "engine/feel/evaluator.h"
#include "engine/feel/parser.h"

namespace chancery::feel {
namespace {

const std::vector<Symbol> kNoSymbols;

}  // namespace

const ZoneTable& EvaluationContext::zones() const {
  static const ZoneTable kDefault;
  return zones_ != nullptr ? *zones_ : kDefault;
}

bool EvaluationContext::has(std::string_view code) const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) { return d.code == code; });
}

void EvaluationContext::report(std::string_view code, std::vector<MessageParameter> parameters) {
  if (exhausted_) return;  // what follows a limit is its consequence
  if (diagnostics_.size() < kDiagnosticsMax)
    diagnostics_.push_back({"", 0, 0, std::string(code), std::move(parameters)});
}

bool EvaluationContext::spend(std::uint64_t steps) {
  steps_ += steps;
  if (steps_ <= limits.steps_max) return true;
  report("feel.too-many-steps", {{"limit", std::to_string(limits.steps_max)}});
  exhausted_ = true;
  return false;
}

bool EvaluationContext::too_deep() {
  if (!exhausted_) report("feel.too-deep", {{"limit", std::to_string(limits.depth_max)}});
  exhausted_ = true;
  return false;
}

void EvaluationContext::reset() {
  diagnostics_.clear();
  placed_ = 0;
  steps_ = 0;
  depth_ = 0;
  exhausted_ = false;
}

Value Expression::evaluate(const Scope& scope, EvaluationContext& context) const {
  if (!program_) return {};
  const std::size_t before = context.diagnostics_.size();
  context.placed_ = before;  // what others reported does not stand in this text
  Value value = Evaluator(program_, scope, context, program_->frame_slots).evaluate(program_->root);
  return program_->strict && context.diagnostics_.size() != before ? Value() : value;
}

const std::vector<Symbol>& Expression::symbols() const { return program_ ? program_->symbols : kNoSymbols; }

bool Expression::is_strict() const { return program_ && program_->strict; }

const Value* Expression::constant() const {
  if (!program_ || program_->code[program_->root].op != Op::kConstant) return nullptr;
  return &program_->constants[program_->code[program_->root].a];
}

Value UnaryTests::evaluate(const Value& input, const Scope& scope, EvaluationContext& context) const {
  if (!expression_) return Value(true);
  context.placed_ = context.diagnostics_.size();
  const auto& program = expression_.program_;
  Evaluator evaluator(program, scope, context, program->frame_slots);
  evaluator.set_slot(0, input);  // `?`
  return evaluator.evaluate(program->root);
}

std::vector<Value> UnaryTests::constants() const {
  std::vector<Value> found;
  if (!expression_) return found;
  const auto learn =
      [&found](const Value& value) {  // the ends of a range that was folded are constants of their own, too
        if (std::find(found.begin(), found.end(), value) == found.end()) found.push_back(value);
      };
  for (const Value& constant : expression_.program_->constants) {
    if (constant.kind() != ValueKind::kRange) {
      learn(constant);
      continue;
    }
    for (const Value* bound : {&constant.as_range().lower, &constant.as_range().upper})
      if (!bound->is_null()) learn(*bound);
  }
  return found;
}

bool UnaryTests::matches(const Value& input, const Scope& scope, EvaluationContext& context) const {
  return evaluate(input, scope, context).is_true();
}

CompileResult compile_expression(std::string_view text, SymbolTable& symbols, const CompileOptions& options) {
  if (auto fault = unreadable(text, options)) return {Expression(), {std::move(*fault)}};
  Parser parser(text, options);
  const NodePtr root = parser.parse_expression();
  if (!root) return {Expression(), {*parser.fault()}};
  return Compiler(text, symbols, options).expression(*root);
}

UnaryTestsResult compile_unary_tests(std::string_view text, SymbolTable& symbols, const CompileOptions& options) {
  if (auto fault = unreadable(text, options)) return {UnaryTests(), {std::move(*fault)}};
  Parser parser(text, options);
  const NodePtr root = parser.parse_unary_tests();
  if (!root) return {UnaryTests(), {*parser.fault()}};
  return Compiler(text, symbols, options).unary_tests(*root);
}

}  // namespace chancery::feel
