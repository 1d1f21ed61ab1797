#include "engine/fingerprint.h"

#include "kernels/check.h"

#include <algorithm>
#include <memory>
#include <type_traits>

#include <xxhash.h>

namespace engine {
namespace {

class Hash
{
public:
    Hash() : m_state(XXH3_createState())
    {
        CHECK(m_state && XXH3_64bits_reset(m_state.get()) == XXH_OK);
    }

    void add(std::span<const std::byte> bytes)
    {
        CHECK(XXH3_64bits_update(m_state.get(), bytes.data(), bytes.size()) == XXH_OK);
    }

    template <class T>
    void add(T value)
    {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
        add(std::as_bytes(std::span(&value, 1)));
    }

    // With its length, so that neighbours cannot be mistaken for one another.
    template <class T>
    void addList(std::span<const T> values)
    {
        add(static_cast<std::uint64_t>(values.size()));
        add(std::as_bytes(values));
    }

    std::uint64_t value() const { return XXH3_64bits_digest(m_state.get()); }

private:
    struct Free
    {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };

    std::unique_ptr<XXH3_state_t, Free> m_state;
};

void addConfig(Hash& hash, const ModelConfig& config)
{
    for (const int size :
         {config.hidden, config.heads, config.kvHeads, config.headDim, config.rotaryDim,
          config.experts, config.expertsPerToken, config.expertHidden, config.vocabulary})
        hash.add(size);
    for (const float number : {config.ropeTheta, config.normEps, config.lightningNormEps})
        hash.add(number);
    hash.add(config.isPostNorm);
    for (const LayerConfig& layer : config.layers) {
        hash.add(layer.kind);
        for (const ResidualFactors& factors : {layer.attention, layer.mlp}) {
            hash.add(factors.alpha);
            hash.add(factors.beta);
        }
        hash.addList(std::span<const float>(layer.decayRates));
    }
}

} // namespace

std::uint64_t fingerprint(const ModelConfig& config, const TensorTable& table)
{
    constexpr std::size_t kSample = 4096;
    std::vector<const TensorEntry*> byName;
    for (const TensorEntry& entry : table.entries())
        byName.push_back(&entry);
    std::sort(byName.begin(), byName.end(),
              [](const auto* a, const auto* b) { return a->name < b->name; });

    Hash hash;
    addConfig(hash, config);
    for (const TensorEntry* entry : byName) {
        hash.addList(std::span<const char>(entry->name));
        hash.addList(std::span<const char>(entry->typeName));
        hash.addList(std::span<const std::int64_t>(entry->shape));
        const std::size_t sample = std::min(kSample, entry->bytes.size());
        hash.addList(entry->bytes.first(sample));
        hash.addList(entry->bytes.last(sample));
    }
    return hash.value();
}

} // namespace engine
