// Tokens of FEEL, read on demand: where a name ends depends on which names are known (10.3.1.3), so the parser asks for the
// token at a position and the lexer keeps no state. White space and comments before a token are skipped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::feel {

enum class TokenKind : unsigned char {
  kEnd,
  kNumber,
  kString,  // with its quotes; string_content() decodes it
  kWord,    // letters and digits: a name, a part of one, or a keyword
  kSign,    // punctuation, the longest that fits
  kBad,     // a character that no token begins with, or an unclosed string or comment
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;
  bool is(std::string_view sign_or_word) const {
    return (kind == TokenKind::kSign || kind == TokenKind::kWord) && text == sign_or_word;
  }
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  Token at(std::size_t position) const;
  std::string_view text() const { return text_; }

  // End of `parts` when they stand at `position` with any white space between them; npos otherwise.
  std::size_t match_name(std::size_t position, const std::vector<std::string>& parts) const;

 private:
  std::size_t skip_space(std::size_t position, bool* bad) const;
  std::string_view text_;
};

// Whether a name may go on with the token (10.3.1.3); it begins with a word.
bool may_be_in_name(const Token& token);
// A name cut into words and single signs, as match_name wants it.
std::vector<std::string> name_parts(std::string_view name);
// Decodes the escapes of a string token (grammar rule 35). False when an escape is wrong.
bool string_content(std::string_view token, std::string& out);
bool is_keyword(std::string_view word);

}  // namespace chancery::feel
