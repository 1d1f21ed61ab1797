// How fast text becomes tokens, on one core, with a vocabulary of the size that large models have.
// Texts and vocabulary are made here from fixed seeds: words of syllables with the frequencies of
// natural language (Zipf), and merges that build up the most frequent pieces first. That gives the
// table sizes, piece lengths and repetitions of real text, which is what the time depends on.

#include "engine/byte_alphabet.h"
#include "engine/pre_tokenizer.h"
#include "engine/tokenizer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <random>
#include <unordered_map>

namespace {

using namespace engine;
using Random = std::mt19937_64;

// Of this process's processor time: a busy machine must not look like a slow tokenizer.
double seconds() { return double(std::clock()) / CLOCKS_PER_SEC; }

// A rank below `count` with probability ~ 1 / (rank + 1).
std::size_t zipf(Random& random, std::size_t count)
{
    const double uniform = double(random() >> 11) / double(std::uint64_t(1) << 53);
    return std::min(count - 1, std::size_t(std::exp(uniform * std::log(double(count)))) - 1);
}

std::vector<std::string> makeWords(Random& random, std::size_t count,
                                   const std::function<std::string()>& syllable)
{
    std::vector<std::string> words;
    while (words.size() < count) {
        std::string word;
        // Frequent words are short, as in natural language.
        const std::size_t syllables = 1 + (random() % 2) + words.size() / (count / 3 + 1);
        for (std::size_t i = 0; i < syllables; ++i)
            word += syllable();
        words.push_back(word);
    }
    return words;
}

std::vector<std::string> latinWords(Random& random)
{
    return makeWords(random, 60'000, [&] {
        static constexpr const char* kOnsets[] = {"",  "b",  "c",  "d",  "f",  "g", "h",
                                                  "l", "m",  "n",  "p",  "r",  "s", "t",
                                                  "v", "st", "th", "pr", "tr", "sh"};
        static constexpr const char* kVowels[] = {"a", "e", "i", "o", "u", "ea", "ou", "io", "é"};
        static constexpr const char* kCodas[] = {"", "", "", "n", "r", "s", "t", "l", "ng", "nd"};
        return std::string(kOnsets[random() % std::size(kOnsets)])
               + kVowels[std::min(random() % std::size(kVowels), random() % 9)]
               + kCodas[random() % std::size(kCodas)];
    });
}

std::vector<std::string> chineseWords(Random& random)
{
    return makeWords(random, 40'000, [&] {
        const unsigned codePoint = 0x4E00 + unsigned(zipf(random, 6000));
        std::string bytes;
        bytes += char(0xE0 | codePoint >> 12);
        bytes += char(0x80 | (codePoint >> 6 & 0x3F));
        bytes += char(0x80 | (codePoint & 0x3F));
        return bytes;
    });
}

std::string prose(Random& random, const std::vector<std::string>& words, std::size_t bytes)
{
    std::string text;
    for (int inSentence = 0; text.size() < bytes; ++inSentence) {
        std::string word = words[zipf(random, words.size())];
        if (inSentence == 0 && word[0] >= 'a' && word[0] <= 'z')
            word[0] = char(word[0] - 'a' + 'A');
        text += word;
        const std::uint64_t next = random() % 100;
        if (next < 6) {
            text += next < 1 ? ".\n\n" : next < 5 ? ". " : "? ";
            inSentence = -1;
        } else {
            text += next < 14 ? ", " : next < 16 ? " 1984 " : next < 18 ? "'s " : " ";
        }
    }
    return text;
}

std::string code(Random& random, const std::vector<std::string>& words, std::size_t bytes)
{
    const auto name = [&] {
        std::string text = words[zipf(random, 3000)];
        if (random() % 2 == 0) {
            std::string second = words[zipf(random, 3000)];
            second[0] = second[0] >= 'a' && second[0] <= 'z' ? char(second[0] - 32) : second[0];
            text += second;
        }
        return text;
    };
    std::string text;
    while (text.size() < bytes) {
        text += std::string(4 * (random() % 4), ' ');
        switch (random() % 6) {
        case 0:
            text += "if (" + name() + " == " + std::to_string(random() % 1000) + ") {\n";
            break;
        case 1:
            text += name() + "." + name() + "(" + name() + ", " + name() + ");\n";
            break;
        case 2:
            text += "const auto& " + name() + " = " + name() + "[" + name() + " + 1];\n";
            break;
        case 3:
            text += "// " + prose(random, words, 40) + "\n";
            break;
        case 4:
            text += "return m_" + name() + "->" + name() + "();\n";
            break;
        default:
            text += "}\n\n";
            break;
        }
    }
    return text;
}

std::string chinese(Random& random, const std::vector<std::string>& words, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes) {
        for (std::uint64_t i = 2 + random() % 8; i > 0; --i)
            text += words[zipf(random, words.size())];
        text += random() % 3 == 0 ? "。" : "，";
    }
    return text;
}

// Merges that make the frequent pieces of the samples one token each, as training would.
class Trainer
{
public:
    Trainer()
    {
        for (int byte = 0; byte < 256; ++byte)
            m_bytes.push_back(std::string(1, char(byte)));
    }

    void train(const std::string& sample, std::size_t merges)
    {
        const Result<PieceSplitter> splitter = PieceSplitter::create(PreTokenizer::O200k);
        std::unordered_map<std::string_view, int> counts;
        PieceSplitter::Pieces pieces(*splitter, sample);
        for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next())
            ++counts[piece];
        std::vector<std::pair<int, std::string_view>> byCount;
        for (const auto& [piece, count] : counts)
            byCount.emplace_back(-count, piece);
        std::sort(byCount.begin(), byCount.end());
        const std::size_t end = m_merges.size() + merges;
        for (const auto& [count, piece] : byCount) {
            if (m_merges.size() < end)
                learn(piece);
        }
    }

    Vocabulary vocabulary() const
    {
        Vocabulary vocabulary;
        for (const std::string& bytes : m_bytes)
            vocabulary.tokens.push_back(toByteAlphabet(bytes));
        vocabulary.kinds.resize(m_bytes.size(), TokenKind::Normal);
        for (const auto& [left, right] : m_merges)
            vocabulary.merges.push_back(vocabulary.tokens[left] + ' ' + vocabulary.tokens[right]);
        return vocabulary;
    }

private:
    void learn(std::string_view piece)
    {
        std::vector<std::size_t> parts;
        for (const char c : piece)
            parts.push_back(static_cast<unsigned char>(c));
        for (bool isMerging = true; isMerging;) {
            std::size_t best = m_merges.size();
            std::size_t at = 0;
            for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
                const auto found = m_ranks.find({parts[i], parts[i + 1]});
                if (found != m_ranks.end() && found->second < best) {
                    best = found->second;
                    at = i;
                }
            }
            isMerging = best < m_merges.size();
            if (!isMerging)
                break;
            parts[at] = 256 + best;
            parts.erase(parts.begin() + std::ptrdiff_t(at) + 1);
        }
        for (std::size_t i = 0; i + 1 < parts.size();) {
            const std::string joined = m_bytes[parts[i]] + m_bytes[parts[i + 1]];
            if (joined.size() > 12 || m_known.contains(joined)) {
                ++i;
                continue;
            }
            m_known.emplace(joined, 0);
            m_ranks.emplace(std::pair(parts[i], parts[i + 1]), m_merges.size());
            m_merges.emplace_back(parts[i], parts[i + 1]);
            parts[i] = m_bytes.size();
            parts.erase(parts.begin() + std::ptrdiff_t(i) + 1);
            m_bytes.push_back(joined);
        }
    }

    std::vector<std::string> m_bytes; // by token
    std::vector<std::pair<std::size_t, std::size_t>> m_merges;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> m_ranks;
    std::unordered_map<std::string, int> m_known;
};

void measure(const char* name, const Tokenizer& tokenizer, const std::string& text)
{
    double best = 1e9;
    std::size_t tokens = 0;
    const int repeats = 1 + int(1'000'000 / text.size());
    for (int round = 0; round < 3; ++round) {
        const double start = seconds();
        for (int i = 0; i < repeats; ++i)
            tokens = tokenizer.encode(text, SpecialTokens::AsText).size();
        best = std::min(best, (seconds() - start) / repeats);
    }
    const double megabytes = double(text.size()) / 1e6;
    std::printf("%-28s %8.1f %10zu %8.2f %8.1f\n", name, megabytes, tokens,
                double(text.size()) / double(tokens), megabytes / best);
    std::fflush(stdout);
}

void measureSplitting(const char* name, const std::string& text)
{
    const Result<PieceSplitter> splitter = PieceSplitter::create(PreTokenizer::O200k);
    const double start = seconds();
    std::size_t count = 0;
    PieceSplitter::Pieces pieces(*splitter, text);
    while (!pieces.next().empty())
        ++count;
    const double megabytes = double(text.size()) / 1e6;
    std::printf("%-28s %8.1f %10zu %8.2f %8.1f\n", name, megabytes, count,
                double(text.size()) / double(count), megabytes / (seconds() - start));
}

} // namespace

int main()
{
    Random random(20261123);
    const std::vector<std::string> latin = latinWords(random);
    const std::vector<std::string> han = chineseWords(random);
    Trainer trainer;
    trainer.train(prose(random, latin, 12'000'000), 110'000);
    trainer.train(code(random, latin, 4'000'000), 30'000);
    trainer.train(chinese(random, han, 6'000'000), 60'000);
    const Vocabulary vocabulary = trainer.vocabulary();
    const double start = seconds();
    const Result<Tokenizer> tokenizer = Tokenizer::create(vocabulary);
    if (!tokenizer) {
        std::fprintf(stderr, "%s\n", tokenizer.error().message.c_str());
        return 1;
    }
    std::printf("vocabulary of %d tokens, %zu merges, made ready in %.0f ms\n\n", tokenizer->size(),
                vocabulary.merges.size(), (seconds() - start) * 1e3);

    constexpr std::size_t kBytes = 8'000'000;
    std::printf("%-28s %8s %10s %8s %8s\n", "text", "MB", "tokens", "B/token", "MB/s");
    measure("prose", *tokenizer, prose(random, latin, kBytes));
    measure("code", *tokenizer, code(random, latin, kBytes));
    measure("chinese", *tokenizer, chinese(random, han, kBytes));
    measure("prose, 200 bytes", *tokenizer, prose(random, latin, 200));
    std::string noise;
    while (noise.size() < kBytes / 4)
        noise += char(random());
    measure("random bytes", *tokenizer, noise);
    measure("one letter", *tokenizer, std::string(10'000'000, 'a'));
    measure("spaces", *tokenizer, std::string(10'000'000, ' '));

    std::printf("\n%-28s %8s %10s %8s %8s\n", "splitting alone", "MB", "pieces", "B/piece", "MB/s");
    measureSplitting("prose", prose(random, latin, kBytes));
    measureSplitting("code", code(random, latin, kBytes));
    measureSplitting("chinese", chinese(random, han, kBytes));
    return 0;
}
