// How fast this machine reads memory: the ceiling of decoding, which reads every weight once a
// token.

#pragma once

namespace kernels::cpu {

// Bytes per second that `threads` threads read together from a buffer far larger than the caches,
// the best of a few passes; 0 when there is no memory for the buffer. Takes about 0.2 s.
double readBandwidth(int threads);

} // namespace kernels::cpu
