"""Problem types: the whole tree with counts, and one of them."""

from collections import Counter
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Named, read_names
from xuntu.graph.profiles.findings import order_of
from xuntu.graph.profiles.kept import keep
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import Problem, load_problems, problem_iri


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A problem type in the tree, ``depth`` steps below the top; ``findings`` are counted with those of types below."""

    iri: str
    code: str
    label: str
    definition: str
    depth: int
    findings: int


@dataclass(frozen=True, slots=True)
class TypeProfile:
    """A problem type; ``years`` and ``statuses`` count findings with those of the types below it.

    ``units`` are the twenty with most; ``findings`` are in the order of documents, ``recurring`` is how many of them
    had been found before.
    """

    row: TypeRow
    triggers: tuple[str, ...]
    broader: tuple[TypeRow, ...]
    narrower: tuple[TypeRow, ...]
    years: tuple[tuple[str, Counter[str]], ...]
    units: tuple[tuple[Named, int], ...]
    findings: tuple[str, ...]
    recurring: int


def list_type_rows(store: Store, language: Language = "zh") -> tuple[TypeRow, ...]:
    """Return the taxonomy of problem types, each after the one above it."""
    counts = keep(store, "pages/types", lambda: _read_counts(store))
    by_code = {one.code: one for one in load_problems()}
    below: dict[str | None, list[Problem]] = {}
    for one in by_code.values():
        below.setdefault(one.broader, []).append(one)

    def walk(above: str | None, depth: int) -> list[TypeRow]:
        rows: list[TypeRow] = []
        for one in below.get(above, []):
            rows += [_to_row(one, depth, counts, language), *walk(one.code, depth + 1)]
        return rows

    return tuple(walk(None, 0))


def _read_counts(store: Store) -> dict[str, int]:
    return {str(kind): int(str(number)) for kind, number in ask_own(store, "pages/types").rows}


def describe_type(store: Store, iri: str, language: Language = "zh") -> TypeProfile | None:
    """Return a problem type with where and when it was found; ``None`` where there is no such type."""
    return keep(store, ("type", iri, language), lambda: _describe(store, iri, language))


def _describe(store: Store, iri: str, language: Language) -> TypeProfile | None:
    rows = list_type_rows(store, language)
    place = next((place for place, row in enumerate(rows) if row.iri == iri), None)
    if place is None:
        return None
    row = rows[place]
    problems = {problem_iri(one.code): one for one in load_problems()}
    end = next((each for each in range(place + 1, len(rows)) if rows[each].depth <= row.depth), len(rows))
    within = {"t": tuple(Iri(each.iri) for each in rows[place:end])}
    years: dict[str, Counter[str]] = {}
    for year, status, number in ask_own(store, "pages/type-years", within).rows:
        told = str(status).rpartition("status-")[2] if status else "none"
        years.setdefault(str(year or ""), Counter())[told] += int(str(number))
    units = [(str(unit), int(str(number))) for unit, number in ask_own(store, "pages/type-units", within).rows if unit]
    names = read_names(store, [unit for unit, _ in units], language)
    findings = {str(finding) for (finding,) in ask_own(store, "pages/type-findings", within).rows}
    recurring = int(str(ask_own(store, "pages/type-recurring", within).rows[0][0]))
    return TypeProfile(
        row,
        problems[iri].triggers,
        _above(rows, place),
        tuple(each for each in rows[place + 1 : end] if each.depth == row.depth + 1),
        tuple(sorted(years.items())),
        tuple((Named(unit, names[unit]), number) for unit, number in units),
        tuple(sorted(findings, key=order_of)),
        recurring,
    )


def _above(rows: tuple[TypeRow, ...], place: int) -> tuple[TypeRow, ...]:
    found: list[TypeRow] = []
    depth = rows[place].depth
    for row in reversed(rows[:place]):
        if row.depth < depth:
            found.insert(0, row)
            depth = row.depth
    return tuple(found)


def _to_row(one: Problem, depth: int, counts: dict[str, int], language: Language) -> TypeRow:
    iri = problem_iri(one.code)
    label, definition = (one.label_zh, one.definition_zh) if language == "zh" else (one.label_en, one.definition_en)
    return TypeRow(iri, one.code, label, definition, depth, counts.get(iri, 0))
