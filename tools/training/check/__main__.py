"""python3 -m tools.training.check < samples.jsonl: a table of how many pages run and are right."""

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from .browser import Browser
from .checker import Result, check_sample, page_of
from .self_test import self_test


def report(results: list[Result]) -> str:
    """A line for each family and one for all.

    Samples, share that runs without error, share with all checks right, share with all stated attributes
    right (the same, unless a free request states only some), mean characters of a page.
    """
    groups = defaultdict(list)
    for result in results:
        groups[result.family].append(result)
    lines = [f"{'family':20} {'samples':>7} {'runs':>7} {'right':>7} {'stated':>7} {'chars':>6}"]
    for name, group in sorted(groups.items()) + [("all", results)]:
        runs = sum(result.runs for result in group) / len(group)
        right = sum(result.all_right for result in group) / len(group)
        stated = sum(result.stated_right for result in group) / len(group)
        characters = sum(result.characters for result in group) / len(group)
        lines.append(f"{name:20} {len(group):7} {runs:7.1%} {right:7.1%} {stated:7.1%} {characters:6.0f}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.check", description=__doc__)
    parser.add_argument("--chromium", help="the browser's program")
    parser.add_argument("--verbose", action="store_true", help="say what fails, with the prompt")
    parser.add_argument("--screenshots", type=Path, help="only take pictures of the pages, into this folder")
    parser.add_argument("--size", default="800x600", help="of the window, as WIDTHxHEIGHT")
    parser.add_argument("--self-test", action="store_true", help="plant one fault of each kind and expect to be told")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    if options.self_test:
        with Browser(options.chromium) as browser:
            return self_test(browser)
    samples = [sample for sample in map(json.loads, sys.stdin) if sample["family"]]
    with Browser(options.chromium, width, height) as browser:
        if options.screenshots:
            return take_pictures(browser, samples, options.screenshots)
        started = time.monotonic()
        results = []
        for sample in samples:
            result = check_sample(browser, sample)
            results.append(result)
            if options.verbose and not result.all_right:
                print(f"{sample['family']}: {sample['messages'][-2]['text']!r}", *result.errors, *result.failed,
                      sep="\n    ")
        seconds = time.monotonic() - started
    if not results:
        print("no samples to check", file=sys.stderr)
        return 2
    print(report(results))
    print(f"{len(results) / seconds:.1f} pages a second")
    return 0 if all(result.all_right for result in results) else 1


def take_pictures(browser: Browser, samples: list[dict], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for index, sample in enumerate(samples):
        browser.load(page_of(sample["messages"][-1]["text"]))
        time.sleep(0.4)  # let real animation frames pass
        browser.screenshot(folder / f"{sample['family']}-{index}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
