#include "tests/tidy/symbols.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <set>

namespace chancery::tidy {

namespace {

// C functions by exact name. The fortified twins (__read_chk) and the 64-bit twins (open64) are recognized by their plain name.
const std::map<std::string, std::set<std::string, std::less<>>, std::less<>>& banned_functions() {
  static const std::map<std::string, std::set<std::string, std::less<>>, std::less<>> kBanned = {
      {"clock",
       {"clock_gettime", "clock_nanosleep", "clock", "time", "gettimeofday", "timespec_get", "localtime", "localtime_r",
        "mktime", "nanosleep", "sleep", "usleep", "alarm", "setitimer", "timer_create", "timerfd_create", "tzset"}},
      {"file",
       {"open",
        "openat",
        "creat",
        "close",
        "fopen",
        "freopen",
        "fdopen",
        "tmpfile",
        "mkstemp",
        "fclose",
        "fread",
        "fgets",
        "getline",
        "read",
        "pread",
        "readv",
        "write",
        "pwrite",
        "writev",
        "lseek",
        "stat",
        "fstat",
        "lstat",
        "fstatat",
        "access",
        "mkdir",
        "rmdir",
        "unlink",
        "remove",
        "rename",
        "opendir",
        "readdir",
        "mmap",
        "flock",
        "fcntl",
        "fsync",
        "fdatasync",
        "truncate",
        "ftruncate",
        "xmlReadFile",
        "xmlReadFd",
        "xmlParseFile",
        "xmlCtxtReadFile",
        "xmlCtxtReadFd",
        "xmlSAXUserParseFile",
        "xmlParserInputBufferCreateFilename",
        "xmlNewInputFromFile",
        "xmlSchemaNewParserCtxt",
        "u_fopen"}},
      {"socket", {"socket",          "socketpair",    "connect",       "bind",          "listen",      "accept",
                  "accept4",         "send",          "sendto",        "sendmsg",       "recv",        "recvfrom",
                  "recvmsg",         "shutdown",      "getaddrinfo",   "gethostbyname", "gethostname", "poll",
                  "ppoll",           "select",        "epoll_create1", "epoll_wait",    "eventfd",     "pipe",
                  "xmlNanoHTTPOpen", "xmlNanoFTPOpen"}},
      {"thread",
       {"pthread_create", "pthread_join", "pthread_mutex_lock", "pthread_mutex_trylock", "pthread_rwlock_wrlock",
        "pthread_rwlock_rdlock", "pthread_cond_wait", "pthread_cond_signal", "pthread_cond_timedwait", "pthread_once",
        "pthread_setspecific", "thrd_create", "mtx_lock", "sem_wait", "sem_post", "sched_yield", "fork", "vfork"}},
      {"random",
       {"rand", "rand_r", "srand", "random", "srandom", "drand48", "lrand48", "getrandom", "getentropy", "arc4random",
        "RAND_bytes", "RAND_priv_bytes", "RAND_pseudo_bytes", "uuid_generate"}},
      {"environment",
       {"getenv", "secure_getenv", "setenv", "putenv", "setlocale", "uselocale", "environ", "getuid", "getpid"}},
      {"process",
       {"system", "popen", "execv", "execve", "execvp", "posix_spawn", "kill", "raise", "signal", "sigaction", "exit"}},
      {"stream",
       {"printf", "fprintf", "vprintf", "vfprintf", "dprintf", "puts", "fputs", "fputc", "putchar", "putc", "fwrite",
        "fflush", "perror", "syslog", "stdout", "stderr", "stdin"}},
      {"floating point", {"strtod", "strtof", "strtold", "atof",      "pow",    "powf",    "exp",   "log",
                          "log10",  "log2",   "sqrt",    "floor",     "ceil",   "round",   "trunc", "fmod",
                          "modf",   "ldexp",  "frexp",   "nearbyint", "lround", "llround", "sin",   "cos"}},
  };
  return kBanned;
}

// C++ symbols by the beginning of the demangled name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kBannedPrefixes = {{
    {"std::chrono::_V2::system_clock::now", "clock"},
    {"std::chrono::_V2::steady_clock::now", "clock"},
    {"date::locate_zone", "clock"},
    {"date::current_zone", "clock"},
    {"date::get_tzdb", "clock"},
    {"std::basic_filebuf", "file"},
    {"std::basic_ifstream", "file"},
    {"std::basic_ofstream", "file"},
    {"std::basic_fstream", "file"},
    {"std::filesystem", "file"},
    {"std::thread", "thread"},
    {"std::this_thread", "thread"},
    {"std::condition_variable", "thread"},
    {"std::__future_base", "thread"},
    {"std::_V2::condition_variable_any", "thread"},
    {"std::__throw_system_error", "thread"},
    {"std::__once_call", "thread"},
    {"std::random_device", "random"},
    {"std::cout", "stream"},
    {"std::cerr", "stream"},
    {"std::clog", "stream"},
    {"std::cin", "stream"},
    {"std::wcout", "stream"},
    {"std::wcerr", "stream"},
    {"spdlog::", "stream"},
    {"boost::", "socket"},
    {"sqlite3_", "file"},
    {"std::locale::global", "environment"},
}};

// "__fprintf_chk" → "fprintf", "open64" → "open", "time@GLIBC_2.2.5" → "time", "__isoc99_…" stays.
std::string plain_name(std::string_view symbol) {
  std::string name(symbol.substr(0, symbol.find('@')));
  if (name.starts_with("__") && name.ends_with("_chk")) name = name.substr(2, name.size() - 6);
  if (name.size() > 2 && name.ends_with("64") && std::isalpha(static_cast<unsigned char>(name[name.size() - 3])))
    name.resize(name.size() - 2);
  return name;
}

}  // namespace

std::vector<UndefinedSymbol> parse_nm(std::string_view output) {
  std::vector<UndefinedSymbol> symbols;
  std::string object;
  for (const std::string_view line : lines_of(output)) {
    const std::string text = trimmed(line);
    if (text.ends_with(":") && !text.starts_with("U ") && !text.starts_with("w ")) {
      object = text.substr(0, text.size() - 1);
    } else if (text.starts_with("U ") || text.starts_with("w ") || text.starts_with("v ")) {
      symbols.push_back({object, trimmed(text.substr(2))});
    }
  }
  return symbols;
}

std::vector<UndefinedSymbol> undefined_symbols(const std::string& archive, Findings& faults) {
  const std::string command = "nm -u -C '" + archive + "' 2>&1";
  std::string output;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), [](FILE*) { return 0; });
  if (pipe) {
    std::array<char, 65536> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;)
      output.append(buffer.data(), n);
  }
  if (!pipe || pclose(pipe.get()) != 0) faults.push_back(archive + ": nm failed: " + output.substr(0, 200));
  return parse_nm(output);
}

std::string banned_because(std::string_view symbol) {
  for (const auto& [prefix, reason] : kBannedPrefixes)
    if (symbol.starts_with(prefix)) return std::string(reason);
  const std::string name = plain_name(symbol);
  for (const auto& [reason, names] : banned_functions())
    if (names.contains(name)) return reason;
  return {};
}

Findings check_symbols(std::string_view module, const std::vector<UndefinedSymbol>& symbols) {
  Findings findings;
  for (const auto& [object, name] : symbols) {
    const std::string reason = banned_because(name);
    if (reason.empty() || (module == "base" && object == "assert.cpp.o" && reason == "stream")) continue;
    findings.push_back("engine/" + std::string(module) + " (" + object + "): " + name +
                       " — the decision core does without: " + reason);
  }
  return findings;
}

}  // namespace chancery::tidy
