"""Learns the merges of a byte-level BPE from how often each piece occurs."""

import heapq
from collections import Counter, defaultdict

Pair = tuple[int, int]


def learn(counts: Counter, wanted: int) -> list[Pair]:
    """The merges in rank order: token ids 0 to 255 are bytes, the product of merge i has the id 256 + i.

    Fewer than `wanted` when no pair occurs twice any more. Ties go to the smaller ids, so the same counts always
    give the same merges.
    """
    words = [(list(piece), count) for piece, count in sorted(counts.items())]
    frequency: Counter = Counter()
    places: dict[Pair, set[int]] = defaultdict(set)
    for index, (word, count) in enumerate(words):
        for pair in zip(word, word[1:]):
            frequency[pair] += count
            places[pair].add(index)
    heap = [(-count, pair) for pair, count in frequency.items()]
    heapq.heapify(heap)
    merges: list[Pair] = []
    while len(merges) < wanted and heap:
        negative, best = heapq.heappop(heap)
        if frequency[best] != -negative:  # an entry from before another merge
            continue
        if -negative < 2:
            break
        changed = _merge(words, places.pop(best), best, 256 + len(merges), frequency, places)
        merges.append(best)
        for pair in changed:
            if frequency[pair] > 0:
                heapq.heappush(heap, (-frequency[pair], pair))
    return merges


def _merge(words, indices: set[int], pair: Pair, token: int, frequency: Counter, places) -> set[Pair]:
    """Replaces the pair in the words that have it; returns the pairs whose frequency changed."""
    changed: set[Pair] = set()
    for index in indices:
        word, count = words[index]
        for old in zip(word, word[1:]):
            frequency[old] -= count
            changed.add(old)
        word[:] = merged(word, pair, token)
        for new in zip(word, word[1:]):
            frequency[new] += count
            places[new].add(index)
            changed.add(new)
    frequency.pop(pair, None)
    changed.discard(pair)
    return changed


def merged(word: list[int], pair: Pair, token: int) -> list[int]:
    out, at = [], 0
    while at < len(word):
        if at + 1 < len(word) and (word[at], word[at + 1]) == pair:
            out.append(token)
            at += 2
        else:
            out.append(word[at])
            at += 1
    return out
