#include "tests/benchmarks/options.h"

#include <charconv>
#include <filesystem>

namespace chancery::benchmarks {

namespace {

Error bad_option(std::string_view option) { return invalid("benchmark.bad-option", {{"option", std::string(option)}}); }

template <class Number>
Result<Number> number_in(std::string_view text, Number low, Number high, std::string_view option) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < low || number > high)
    return bad_option(option);
  return number;
}

Result<std::vector<int>> numbers_in(std::string_view text, std::string_view option) {
  std::vector<int> out;
  while (true) {
    const std::size_t comma = text.find(',');
    out.push_back(TRY(number_in<int>(text.substr(0, comma), 1, kCallersMax, option)));
    if (comma == text.npos) return out;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

Result<Options> read_options(int argc, char** argv) {
  Options out;
  out.command = std::filesystem::path(argv[0]).filename().string();
  for (int i = 1; i < argc; ++i) out.command += std::string(" ") + argv[i];
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    if (option == "--smoke") {
      out.size = Size::kSmoke;
      out.callers = {1, 16};
      out.waiting = 2'000;
      continue;
    }
    if (++i == argc) return bad_option(option);
    const std::string_view value = argv[i];
    if (option == "--seconds")
      out.seconds = TRY(number_in<int>(value, 1, kSecondsMax, option));
    else if (option == "--callers")
      out.callers = TRY(numbers_in(value, option));
    else if (option == "--waiting")
      out.waiting = TRY(number_in<std::size_t>(value, 1, 10'000'000, option));
    else if (option == "--seed")
      out.seed = TRY(number_in<std::uint64_t>(value, 0, UINT64_MAX, option));
    else if (option == "--folder")
      out.folder = value;
    else
      return bad_option(option);
  }
  return out;
}

}  // namespace chancery::benchmarks
