"""Show one variation, or run many and print what round-trips: ``python -m tests.variations --help``."""

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, fields

from tests.variations.reading import FIELDS, Difference, compare
from tests.variations.variation import BY_NAME, Variation, make_variation, simplest


def read(variation: Variation) -> list[Difference]:
    """Return what is read otherwise than written."""
    from xuntu.extractors import extract, to_json

    written = variation.write()
    extraction = extract(written.text.encode(), "variation.txt")
    return compare(written, to_json(extraction), extraction.document.text)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.variations")
    parser.add_argument("--scheme", choices=[*BY_NAME, "all"], default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--examples", type=int, default=20)
    arguments = parser.parse_args()
    names = [*BY_NAME] if arguments.scheme == "all" else [arguments.scheme]
    if arguments.count:
        print(run(names, arguments.count, arguments.seed, arguments.examples))
    else:
        print(show(make_variation(names[0], arguments.seed)))


def show(variation: Variation) -> str:
    """Return the document, what is expected of it, and what is read otherwise."""
    written = variation.write()
    expected = json.dumps([asdict(each) for each in written.findings], ensure_ascii=False, indent=1)
    return "\n".join([written.text, expected, *map(str, read(variation))])


def run(names: list[str], count: int, first: int, examples: int) -> str:
    """Return the table of shares and the smallest failing documents, one a kind of failure."""
    failing: dict[tuple[str, ...], list[tuple[Variation, str]]] = defaultdict(list)
    failed: Counter[tuple[str, str]] = Counter()
    whole: Counter[str] = Counter()
    shares: dict[str, Counter[object]] = defaultdict(Counter)
    bad: dict[str, Counter[object]] = defaultdict(Counter)
    for name in names:
        for seed in range(first, first + count):
            variation = make_variation(name, seed)
            differences = read(variation)
            whole[name] += not differences
            failed.update({(name, each.field) for each in differences})
            for field in fields(variation.dress):
                value = getattr(variation.dress, field.name)
                shares[field.name][value] += 1
                bad[field.name][value] += bool(differences)
            if differences:
                dress, field_name = variation.dress, differences[0].field
                failing[field_name, dress.deeds, dress.enumerator, dress.leaf_form].append((variation, field_name))
    lines = ["scheme\tall\t" + "\t".join(FIELDS)]
    for name in names:
        row = [f"{100 - 100 * failed[name, field] / count:.0f}" for field in FIELDS]
        lines.append(f"{name}\t{100 * whole[name] / count:.0f}\t" + "\t".join(row))
    total = sum(whole.values()) / len(names) / count
    lines.append(f"\nwhole documents without any difference: {100 * total:.1f} % of {len(names) * count}")
    lines.append("\nfailing documents, % by choice of the writer:")
    for name, values in shares.items():
        told = [f"{value!r} {100 * bad[name][value] / n:.0f}" for value, n in sorted(values.items(), key=str)]
        lines.append(f"  {name}: " + ", ".join(told))
    ranked = sorted(failing.items(), key=lambda each: -len(each[1]))
    for key, found in ranked[:examples]:
        lines.append(_example(key, found))
    return "\n".join(lines)


def _example(key: tuple[str, ...], found: list[tuple[Variation, str]]) -> str:
    variation, field = min(found, key=lambda each: len(each[0].write().text))
    small = simplest(variation, lambda each: any(one.field == field for one in read(each)))
    told = "\n".join(f"  {one.field}\n    expected {one.expected}\n    got      {one.got}" for one in read(small))
    return f"\n=== {len(found)} documents: {' / '.join(key)}; here {small.scheme.name}\n{small.write().text}\n{told}"


if __name__ == "__main__":
    sys.exit(main())
