#include "tests/benchmarks/report.h"

#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cmath>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "adapters/sqlite/database.h"

namespace chancery::benchmarks {

namespace {

// The value of a line "name : value" of a kernel table; "" when it is not there.
std::string field_of(const std::string& file, const std::string& name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(name) && line.find(':') != line.npos) {
      const std::size_t at = line.find_first_not_of(" \t", line.find(':') + 1);
      return at == line.npos ? "" : line.substr(at);
    }
  return "";
}

std::string file_system(const std::string& folder) {
  struct statfs info {};
  if (::statfs(folder.c_str(), &info) != 0) return "unknown";
  const std::map<long, std::string> names = {{0xEF53, "ext4"},
                                             {0x58465342, "xfs"},
                                             {0x9123683E, "btrfs"},
                                             {0x01021994, "tmpfs, nothing here is durable"},
                                             {0x794C7630, "overlayfs"}};
  const auto it = names.find(info.f_type);
  return it == names.end() ? "type " + std::to_string(info.f_type) : it->second;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::ostringstream out;
  out << std::put_time(&parts, "%Y-%m-%d %H:%M UTC");
  return out.str();
}

std::string load_average() {
  std::ifstream in("/proc/loadavg");
  std::string one;
  in >> one;
  return one;
}

}  // namespace

std::string heading(const std::string& title, const Options& options, const std::string& folder) {
  utsname system{};
  uname(&system);
  std::ostringstream out;
  out << "## " << title << "\n\n"
      << "- machine: " << sysconf(_SC_NPROCESSORS_ONLN) << " × " << field_of("/proc/cpuinfo", "model name") << ", "
      << std::stoull(field_of("/proc/meminfo", "MemTotal")) / (1 << 20) << " GiB, " << system.sysname << " "
      << system.release << ", load before the run " << load_average() << "\n"
      << "- disk: " << file_system(folder) << "; SQLite " << sqlite::sqlite_version()
      << ", WAL, synchronous=FULL, one commit a batch\n"
      << "- build: g++ " << __VERSION__ << ", " << CHANCERY_BUILD << "\n"
      << "- date: " << today() << "\n"
      << "- command: `" << options.command << "`, seed " << options.seed << "\n\n";
  return out.str();
}

std::string Table::text() const {
  std::string out;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    for (const std::string& cell : rows_[i]) out += "| " + cell + " ";
    out += "|\n";
    if (i > 0) continue;
    for (std::size_t column = 0; column < rows_[0].size(); ++column) out += column == 0 ? "|---" : "|---:";
    out += "|\n";
  }
  return out + "\n";
}

std::string whole(double number) {
  std::string digits = std::to_string(std::llround(number));
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string fixed(double number, int decimals) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(decimals) << number;
  return out.str();
}

std::string percent(double part, double of) { return of == 0 ? "–" : whole(100 * part / of) + " %"; }

const char* verdict(bool met) { return met ? "met" : "missed"; }

int finish(const std::vector<std::string>& faults) {
  if (faults.empty()) {
    std::cout << "Answers checked: all right.\n";
    return 0;
  }
  std::cout << "Answers checked: WRONG, the figures above do not count.\n";
  for (const std::string& fault : faults) std::cout << "- " << fault << "\n";
  return 1;
}

}  // namespace chancery::benchmarks
