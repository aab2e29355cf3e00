#include "tests/conformance/dmn/kit.h"

#include "engine/xml/xml.h"

namespace chancery::dmn_kit {
namespace {

constexpr std::string_view kNamespace = "http://www.omg.org/spec/DMN/20160719/testcase";
constexpr std::string_view kInstance = "http://www.w3.org/2001/XMLSchema-instance";

class FileReader {
 public:
  explicit FileReader(std::string_view file) : file_(file) {}

  Result<TestFile> read(const xml::Element& root) const {
    TestFile out;
    for (const xml::Element& element : root.children) {
      if (element.name == "modelName") out.model = xml::trimmed(element.text);
      if (element.name == "testCase") out.cases.push_back(TRY(read_case(element)));
    }
    return out;
  }

 private:
  Result<TestCase> read_case(const xml::Element& element) const {
    TestCase out;
    out.id = element.value("id");
    out.invocable = element.value("invocableName");
    if (element.value("type") == "decisionService") out.type = CaseType::kDecisionService;
    if (element.value("type") == "bkm") out.type = CaseType::kKnowledge;
    for (const xml::Element& node : element.children) {
      const std::string name(node.value("name")), ns(node.value("namespace"));
      if (node.name == "inputNode") {
        Value value = TRY(value_of(node));
        out.inputs.push_back({name, ns, std::move(value)});
      }
      if (node.name != "resultNode") continue;
      const xml::Element* expected = node.child(kNamespace, "expected");
      Value value = expected != nullptr ? TRY(value_of(*expected)) : Value();
      const std::string_view flag = node.value("errorResult");
      out.results.push_back({name, ns, std::move(value), flag == "true" || flag == "1"});
    }
    return out;
  }

  // One value, or components (a context), or a list of items.
  Result<Value> value_of(const xml::Element& holder) const {
    Context context;
    for (const xml::Element& child : holder.children) {
      if (child.name == "value") return simple(child);
      if (child.name == "list") return list_of(child);
      if (child.name == "component") context.set(child.value("name"), TRY(value_of(child)));
    }
    return context.empty() ? Value() : Value::context(std::move(context));
  }

  Result<Value> list_of(const xml::Element& list) const {
    if (is_nil(list)) return Value();
    List items;
    items.reserve(list.children.size());
    for (const xml::Element& item : list.children)
      if (item.name == "item") items.push_back(TRY(value_of(item)));
    return Value::list(std::move(items));
  }

  static bool is_nil(const xml::Element& element) {
    const xml::Attribute* nil = element.attribute(kInstance, "nil");
    return nil != nullptr && (nil->value == "true" || nil->value == "1");
  }

  Result<Value> simple(const xml::Element& element) const {
    if (is_nil(element)) return Value();
    const xml::Attribute* type = element.attribute(kInstance, "type");
    const std::string_view whole = type != nullptr ? std::string_view(type->value) : "string";
    const std::string_view kind = whole.substr(whole.find(':') + 1);
    auto value = typed(kind, xml::trimmed(element.text), element.text);
    if (value) return value;
    return invalid("kit.bad-value",
                   {{"file", file_}, {"line", std::to_string(element.position.line)}, {"text", element.text}});
  }

  static Result<Value> typed(std::string_view kind, std::string_view text, const std::string& untouched) {
    if (kind == "boolean") return Value(text == "true" || text == "1");
    if (kind == "date") return Value::date(TRY(Date::parse(text)));
    if (kind == "time") return Value::time(TRY(Time::parse(text)));
    if (kind == "dateTime") return Value::date_time(TRY(DateTime::parse(text)));
    if (kind == "decimal" || kind == "double" || kind == "float" || kind == "integer" || kind == "int" ||
        kind == "long")
      return Value::number(TRY(Decimal::parse(text)));
    if (kind == "duration" || kind == "dayTimeDuration" || kind == "yearMonthDuration") {
      if (const auto days = DaysTimeDuration::parse(text)) return Value::duration(*days);
      return Value::duration(TRY(YearsMonthsDuration::parse(text)));
    }
    return Value::text(untouched);
  }

  std::string file_;
};

}  // namespace

Result<TestFile> read_test_file(std::string_view file_name, BytesView bytes) {
  const xml::ParseResult parsed = xml::parse(file_name, bytes);
  const bool is_one = parsed.root && parsed.root->ns == kNamespace && parsed.root->name == "testCases";
  if (is_one) return FileReader(file_name).read(*parsed.root);
  const std::string found = parsed.root ? parsed.root->name : parsed.diagnostics.front().code;
  return invalid("kit.not-a-test-file", {{"file", std::string(file_name)}, {"found", found}});
}

}  // namespace chancery::dmn_kit
