#include "engine/base/instant.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "engine/base/excerpt.h"

namespace chancery {

namespace {

// Reads exactly `digits` decimal digits at `at`, advancing it; -1 when there are none.
int read_number(std::string_view text, std::size_t& at, int digits) {
  int value = 0;
  for (int i = 0; i < digits; ++i, ++at) {
    if (at >= text.size() || text[at] < '0' || text[at] > '9') return -1;
    value = value * 10 + (text[at] - '0');
  }
  return value;
}

bool skip(std::string_view text, std::size_t& at, char c) {
  if (at < text.size() && text[at] == c) {
    ++at;
    return true;
  }
  return false;
}

}  // namespace

std::string to_rfc3339(Instant instant) {
  using namespace std::chrono;
  const sys_time<milliseconds> t{milliseconds{std::clamp(instant, kInstantFirst, kInstantLast).ms}};
  const auto day = floor<days>(t);
  const year_month_day ymd{day};
  const hh_mm_ss hms{t - day};
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                static_cast<int>(hms.hours().count()), static_cast<int>(hms.minutes().count()),
                static_cast<int>(hms.seconds().count()), static_cast<int>(hms.subseconds().count()));
  return out;
}

Result<Instant> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  const Error bad = invalid("base.bad-instant", {{"text", excerpt(text)}});
  std::size_t at = 0;
  const int y = read_number(text, at, 4);
  if (y < 0 || !skip(text, at, '-')) return bad;
  const int mo = read_number(text, at, 2);
  if (mo < 0 || !skip(text, at, '-')) return bad;
  const int d = read_number(text, at, 2);
  if (d < 0 || !(skip(text, at, 'T') || skip(text, at, 't') || skip(text, at, ' '))) return bad;
  const int h = read_number(text, at, 2);
  if (h < 0 || h > 23 || !skip(text, at, ':')) return bad;
  const int mi = read_number(text, at, 2);
  if (mi < 0 || mi > 59) return bad;
  int s = 0;
  int ms = 0;
  if (skip(text, at, ':')) {
    s = read_number(text, at, 2);
    if (s < 0 || s > 59) return bad;
    if (skip(text, at, '.')) {
      int scale = 100;
      const std::size_t first = at;
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        ms += (text[at] - '0') * scale;
        scale /= 10;
        ++at;
      }
      if (at == first) return bad;
    }
  }
  int offset_minutes = 0;
  if (!(skip(text, at, 'Z') || skip(text, at, 'z'))) {
    const bool minus = at < text.size() && text[at] == '-';
    if (!(skip(text, at, '+') || skip(text, at, '-'))) return bad;
    const int oh = read_number(text, at, 2);
    if (oh < 0 || oh > 23 || !skip(text, at, ':')) return bad;
    const int om = read_number(text, at, 2);
    if (om < 0 || om > 59) return bad;
    offset_minutes = (oh * 60 + om) * (minus ? -1 : 1);
  }
  const year_month_day ymd{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (at != text.size() || !ymd.ok()) return bad;
  const auto t = sys_days{ymd} + hours{h} + minutes{mi - offset_minutes} + seconds{s} + milliseconds{ms};
  return Instant{duration_cast<milliseconds>(t.time_since_epoch()).count()};
}

}  // namespace chancery
