#include <sys/stat.h>

#include <iostream>

#include "adapters/cli/command_line.h"

int main(int count, char** words) {
  umask(S_IRWXG | S_IRWXO);  // data directories hold personal data: their owner's alone
  return chancery::cli::run({words + 1, words + count}, std::cout, std::cerr);
}
