// The safetensors format: eight bytes with the length of a JSON header, the header, the data. The
// header maps names to {"dtype", "shape", "data_offsets": [begin, end]}, offsets from the data's
// start (https://github.com/huggingface/safetensors, "Format").

#pragma once

#include "engine/file_bytes.h"
#include "engine/result.h"
#include "engine/tensor_table.h"

namespace engine {

// The tensors of one file, in the order of their offsets: every offset, size and shape is within
// the file, no two overlap. Gaps between tensors are accepted: some writers align.
Result<std::vector<TensorEntry>> parseSafetensors(const FileBytes& file);

} // namespace engine
