// PeerProcess: the Node program beside this one that runs the peers (peers/peers.mjs). One question, one answer, each a
// line of JSON.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/value/value.h"

namespace chancery::benchmarks {

class PeerProcess {
 public:
  // Whether the packages of peers.mjs stand in its folder.
  static bool is_installed(const std::string& folder);
  // Null when Node cannot be run, or not with these packages.
  static std::unique_ptr<PeerProcess> start(const std::string& folder);
  ~PeerProcess();
  PeerProcess(const PeerProcess&) = delete;
  PeerProcess& operator=(const PeerProcess&) = delete;

  // Errors: unavailable benchmark.peer-gone; those of JSON.
  Result<Value> ask(const std::string& question);

 private:
  PeerProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}
  pid_t pid_;
  int socket_;
  std::string unread_;
};

}  // namespace chancery::benchmarks
