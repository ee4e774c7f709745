"""Show one variation, or run many and print what round-trips: ``python -m tests.variations --help``."""

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import asdict, fields
from pathlib import Path

from tests.variations.damage import DAMAGES
from tests.variations.formats import FORMATS
from tests.variations.reading import FIELDS, Difference, compare
from tests.variations.variation import BY_NAME, Variation, make_variation, simplest


def read(variation: Variation) -> list[Difference]:
    """Return what is read otherwise than written."""
    from xuntu.extractors import extract, to_json

    extraction = extract(*variation.save())
    return compare(variation.write(), to_json(extraction), extraction.document.text)


def main() -> None:
    """Show one variation, or run many."""
    parser = argparse.ArgumentParser(prog="python -m tests.variations")
    parser.add_argument("--scheme", choices=[*BY_NAME, "all"], default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--format", choices=[*FORMATS, "any"], default="txt")
    parser.add_argument("--damage", choices=[*DAMAGES, "any"], default="none")
    parser.add_argument("--write", metavar="FOLDER", type=Path)
    arguments = parser.parse_args()
    names = [*BY_NAME] if arguments.scheme == "all" else [arguments.scheme]
    forms = [*FORMATS] if arguments.format == "any" else [arguments.format]
    damages = [*DAMAGES] if arguments.damage == "any" else [arguments.damage]
    seeds = range(arguments.seed, arguments.seed + max(1, arguments.count))
    drawn = [make_variation(name, seed, forms=forms, damages=damages) for name in names for seed in seeds]
    if arguments.count:
        print(run(drawn, arguments.examples))
    else:
        print(show(drawn[0]))
    if arguments.write:
        _save(drawn, arguments.write)


def show(variation: Variation) -> str:
    """Return the document, what is expected of it, and what is read otherwise."""
    written = variation.write()
    expected = json.dumps([asdict(each) for each in written.findings], ensure_ascii=False, indent=1)
    return "\n".join([written.text, expected, *map(str, read(variation))])


def _save(drawn: list[Variation], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for at, variation in enumerate(drawn, 1):
        data, name = variation.save()
        (folder / f"{variation.scheme.name.split()[0]}-{at}{Path(name).suffix}").write_bytes(data)


def run(drawn: list[Variation], examples: int) -> str:
    """Return the table of shares and the smallest failing documents, one a kind of failure."""
    failing: dict[tuple[str, ...], list[tuple[Variation, str]]] = defaultdict(list)
    failed: Counter[tuple[str, str]] = Counter()
    whole: Counter[str] = Counter()
    shares: dict[str, Counter[object]] = defaultdict(Counter)
    bad: dict[str, Counter[object]] = defaultdict(Counter)
    drawn_of: Counter[str] = Counter()
    for variation in drawn:
        name, dress = variation.scheme.name.split()[0], variation.dress
        differences = read(variation)
        drawn_of[name] += 1
        whole[name] += not differences
        failed.update({(name, each.field) for each in differences})
        choices = {field.name: getattr(dress, field.name) for field in fields(dress)}
        for choice, value in {"form": variation.form, "damage": variation.damage, **choices}.items():
            shares[choice][value] += 1
            bad[choice][value] += bool(differences)
        if differences:
            field_name = differences[0].field
            small = _simplest(variation, field_name) if examples else variation
            failing[_cause(small, field_name)].append((small, field_name))
    lines = ["scheme\tall\t" + "\t".join(FIELDS)]
    for name, count in drawn_of.items():
        row = [f"{100 - 100 * failed[name, field] / count:.0f}" for field in FIELDS]
        lines.append(f"{name}\t{100 * whole[name] / count:.0f}\t" + "\t".join(row))
    total = sum(whole.values()) / len(drawn)
    lines.append(f"\nwhole documents without any difference: {100 * total:.1f} % of {len(drawn)}")
    lines.append("\nfailing documents, % by choice of the writer:")
    for name, values in shares.items():
        told = [f"{value!r} {100 * bad[name][value] / n:.0f}" for value, n in sorted(values.items(), key=str)]
        lines.append(f"  {name}: " + ", ".join(told))
    ranked = sorted(failing.items(), key=lambda each: -len(each[1]))
    for key, found in ranked[:examples]:
        lines.append(_example(key, found))
    return "\n".join(lines)


def _simplest(variation: Variation, field: str) -> Variation:
    return simplest(variation, lambda each: any(one.field == field for one in read(each)))


def _cause(small: Variation, field: str) -> tuple[str, ...]:
    """Return what the smallest documents of one cause have in common."""
    dress = small.dress
    several = any(len(problem.measures) > 1 for problem in small.notice.problems)
    told = [field, f"deeds {dress.deeds}", f"leaf {small.scheme.leaf!r} {dress.leaf_form}"]
    told += [f"enumerator {dress.enumerator}"] if several else []
    told += [f"status {dress.status}"] if dress.status != "none" else []
    told += [small.form] if small.form != "txt" else []
    return (*told, small.damage) if small.damage != "none" else tuple(told)


def _example(key: tuple[str, ...], found: list[tuple[Variation, str]]) -> str:
    small, _ = min(found, key=lambda each: len(each[0].write().text))
    schemes = Counter(variation.scheme.name.split()[0] for variation, _ in found)
    told = "\n".join(f"  {one.field}\n    expected {one.expected}\n    got      {one.got}" for one in read(small))
    of = ", ".join(f"{name} {count}" for name, count in schemes.most_common())
    return f"\n=== {len(found)} documents ({of}): {' / '.join(key)}\n{small.write().text}\n{told}"


if __name__ == "__main__":
    main()
