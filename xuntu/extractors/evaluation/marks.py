"""What a reading got right: only the fields that the gold states, each right or wrong, never half right."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from xuntu.extractors.evaluation.alignment import align, similarity, to_plain
from xuntu.extractors.evaluation.gold import Json
from xuntu.extractors.evaluation.scores import Mark, Overlap, Verdict

_SAME_STATEMENT = 0.72
_SAME_CATEGORY = 0.85
_ANY_REPORT = 0.01
_KINDS = {
    "launch_news": "launch_notice",
    "audit_rectification_report": "audit_rectification",
    "environmental_rectification_report": "environment_inspection_rectification",
}
_WITHOUT_FINDINGS = {"news", "other", "essay", "template"}
_DECLARED = ("categories", "aspects", "problems", "completed", "measures", "rules_made")
_HEADER_WORDS = ("issuer", "inspecting_team", "inspecting_level")
_HEADER_DATES = ("feedback_date", "publication_date")


def compare(gold: Iterable[Json], readings: Iterable[Json]) -> Iterator[Mark]:
    """Yield a mark for every field that the gold states.

    Gold and readings, both in the exchange format, meet by the file name of their ``source``.
    """
    read = {PurePath(reading["source"]).name: reading for reading in readings}
    for one in gold:
        yield from _mark_source(one, read.get(PurePath(one["source"]).name))


def _mark_source(gold: Json, reading: Json | None) -> Iterator[Mark]:
    source: str = gold["source"]
    yield Verdict("source.read", source, reading is not None)
    documents: list[Json] = gold["documents"]
    reports: list[Json] = (reading or {}).get("reports") or []
    if all(_is_negative(document) for document in documents):
        findings = sum(len(report.get("findings") or []) for report in reports)
        yield Verdict("negative.silent", source, findings == 0, 0, findings)
        return
    yield Verdict("reports.count", source, len(reports) == len(documents), len(documents), len(reports))
    pairs = dict(align(documents, reports, _report_likeness, floor=_ANY_REPORT))
    for place in [*pairs, *(i for i in range(len(documents)) if i not in pairs)]:
        report: Json = reports[pairs[place]] if place in pairs else {}
        yield from _mark_report(f"{source[:12]}#{place}", documents[place], report)
    taken = set(pairs.values())
    for place, report in enumerate(reports):
        if place not in taken:
            yield Overlap("findings", source, 0, tuple(_brief(x) for x in report.get("findings") or []), ())


def _is_negative(document: Json) -> bool:
    return bool(document.get("negative")) or document["kind"] in _WITHOUT_FINDINGS


def _report_likeness(document: Json, report: Json) -> float:
    names = (one.get("title") or one.get("issuer") or "" for one in (document, report))
    return len(_finding_pairs(document, report)) + similarity(*names) + _ANY_REPORT


def _finding_pairs(document: Json, report: Json) -> list[tuple[int, int]]:
    return align(document.get("problems") or [], report.get("findings") or [], _finding_likeness, floor=_SAME_STATEMENT)


def _finding_likeness(problem: Json, finding: Json) -> float:
    return similarity(problem["statement"], finding.get("statement"), floor=_SAME_STATEMENT)


def _mark_report(where: str, gold: Json, report: Json) -> Iterator[Mark]:
    kind = _KINDS.get(gold["kind"], gold["kind"])
    yield Verdict("kind", where, kind == report.get("kind"), kind, report.get("kind"))
    yield from _mark_header(where, gold, report)
    yield from _mark_declared(where, gold, report)
    yield from _mark_findings(where, gold, report)


def _mark_header(where: str, gold: Json, report: Json) -> Iterator[Mark]:
    if gold.get("title"):
        yield _same_words("header.title", where, gold["title"], report.get("title"))
    yield from _mark_units(where, gold, report)
    for field in _HEADER_WORDS:
        if gold.get(field):
            yield _same_words(f"header.{field}", where, gold[field], report.get(field))
    for field in _HEADER_DATES:
        if gold.get(field):
            yield _same(f"header.{field}", where, gold[field], report.get(field))
    if (gold.get("period") or {}).get("start"):
        yield _same_parts("header.period", where, gold["period"], report.get("period"), keys=("start", "end"))
    if keys := [key for key in ("term", "ordinal", "batch") if (gold.get("round") or {}).get(key)]:
        yield _same_parts("header.round", where, gold["round"], report.get("round"), keys=keys)
    if "inspection_types" in gold:
        have = sorted(report.get("inspection_types") or [])
        yield _same("header.inspection_types", where, sorted(gold["inspection_types"]), have)


def _mark_units(where: str, gold: Json, report: Json) -> Iterator[Mark]:
    have: list[str] = report.get("inspected_units") or []
    want: list[str] = gold.get("inspected_units") or []
    if gold.get("inspected_unit"):
        fair = {to_plain(name) for name in (gold["inspected_unit"], gold.get("place"), *want) if name}
        right = any(to_plain(name) in fair for name in have)
        yield Verdict("header.inspected_unit", where, right, gold["inspected_unit"], have)
    if want:
        yield _overlap("header.inspected_units", where, want, have)


def _mark_declared(where: str, gold: Json, report: Json) -> Iterator[Mark]:
    have: Json = report.get("declared") or {}
    want: Json = gold.get("declared") or {}
    for kind in _DECLARED:
        if isinstance(want.get(kind), int):
            yield Verdict("declared", where, have.get(kind) == want[kind], (kind, want[kind]), have.get(kind))


def _mark_findings(where: str, gold: Json, report: Json) -> Iterator[Mark]:
    problems: list[Json] = gold.get("problems") or []
    findings: list[Json] = report.get("findings") or []
    pairs = _finding_pairs(gold, report)
    spurious = _left_over(findings, {j for _, j in pairs})
    missed = _left_over(problems, {i for i, _ in pairs})
    yield Overlap("findings", where, len(pairs), spurious, missed)
    for i, j in pairs:
        place = f"{where} {problems[i].get('number')} {problems[i]['statement'][:16]}"
        yield from _mark_finding(place, problems[i], findings[j])


def _left_over(findings: Sequence[Json], taken: set[int]) -> tuple[str, ...]:
    return tuple(_brief(finding) for place, finding in enumerate(findings) if place not in taken)


def _brief(finding: Json) -> str:
    return f"{finding.get('number')} {(finding.get('statement') or '')[:40]}"


def _mark_finding(where: str, gold: Json, finding: Json) -> Iterator[Mark]:
    yield _same_words("finding.statement_whole", where, gold["statement"], finding.get("statement"))
    if gold.get("number"):
        yield _same_words("finding.number", where, gold["number"], finding.get("number"))
    if gold.get("category"):
        alike = similarity(gold["category"], finding.get("category"), floor=_SAME_CATEGORY) >= _SAME_CATEGORY
        yield Verdict("finding.category", where, alike, gold["category"], finding.get("category"))
    yield from _mark_status(where, gold, finding)
    yield from _mark_measures(where, gold, finding)
    yield from _mark_policies(where, gold, finding)
    yield from _mark_problem_types(where, gold, finding)


def _mark_status(where: str, gold: Json, finding: Json) -> Iterator[Mark]:
    if gold.get("status") is not None:
        right = to_plain(gold["status"]) == to_plain(finding.get("status"))
        yield Verdict("finding.status", where, right, gold["status"], finding.get("status"))
    if "status_normal" in gold:
        fair = [gold["status_normal"], *(gold.get("status_normal_alternatives") or [])]
        have = finding.get("status_normal")
        yield Verdict("finding.status_normal", where, have in fair, fair, have)


def _mark_measures(where: str, gold: Json, finding: Json) -> Iterator[Mark]:
    listed = gold.get("measures_enumerated")  # a count in one gold set, in another whether the count is of listed items
    want = gold["measures_count"] if listed is not False and "measures_count" in gold else listed
    if want:
        have = len(finding.get("measures") or [])
        fair = [want, *(gold.get("measures_count_alternatives") or [])]
        yield Verdict("finding.measures_count", where, have in fair, want, have)


def _mark_policies(where: str, gold: Json, finding: Json) -> Iterator[Mark]:
    want: list[Any] = gold.get("policy_documents") or []
    roles = {to_plain(policy["title"]): policy.get("role") for policy in finding.get("policy_documents") or []}
    titles = [policy if isinstance(policy, str) else policy["title"] for policy in want]
    yield _overlap("finding.policy_documents", where, titles, roles)
    for policy in want:
        if isinstance(policy, dict) and policy.get("role") and (title := to_plain(policy["title"])) in roles:
            right = roles[title] == policy["role"]
            yield Verdict("finding.policy_role", where, right, (policy["title"], policy["role"]), roles[title])


def _mark_problem_types(where: str, gold: Json, finding: Json) -> Iterator[Mark]:
    concept = gold.get("concept")
    if not concept:
        return
    have: list[str] = finding.get("problem_types") or []
    best: str = concept if isinstance(concept, str) else concept["best"]
    others = gold.get("alternatives") if isinstance(concept, str) else concept.get("acceptable")
    fair = {best, *(others or [])}
    branches = {code[:3] for code in fair}
    yield Verdict("concept.first_is_best", where, have[:1] == [best], best, have[:3])
    yield Verdict("concept.first_is_fair", where, bool(have) and have[0] in fair, sorted(fair), have[:3])
    yield Verdict("concept.top_branch", where, bool(have) and have[0][:3] in branches, sorted(fair), have[:3])


def _same(field: str, where: str, gold: object, read: object) -> Verdict:
    return Verdict(field, where, gold == read, gold, read)


def _same_words(field: str, where: str, gold: object, read: object) -> Verdict:
    return Verdict(field, where, to_plain(str(gold)) == to_plain(str(read)), gold, read)


def _same_parts(field: str, where: str, gold: Json, read: Json | None, *, keys: Iterable[str]) -> Verdict:
    names = list(keys)
    want, have = ([(part or {}).get(name) for name in names] for part in (gold, read))
    return _same(field, where, want, have)


def _overlap(field: str, where: str, gold: Iterable[str], read: Iterable[str]) -> Overlap:
    want, have = {to_plain(value) for value in gold}, {to_plain(value) for value in read}
    return Overlap(field, where, len(want & have), tuple(sorted(have - want)), tuple(sorted(want - have)))
