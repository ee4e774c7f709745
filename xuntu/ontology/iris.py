"""What a thing is, as its IRI: stable, readable, the same in every build.

Keys come from the bytes of a document, printed numbers, offsets, division codes and names, never from the order of
processing. Names are written in NFC without white space, quotation marks and brackets; a name longer than 60
characters is cut and gets eight digits of its digest.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

from xuntu.ontology.numerals import to_number
from xuntu.ontology.report import Round
from xuntu.ontology.terms import CONCEPT_NAMESPACE, GRAPH_NAMESPACE, ID_NAMESPACE

_LONGEST = 60
_PARTS = re.compile(r"(?:[^\W_]|-)+")
_LEFT_OUT = re.compile(r"[^\w.~·-]+")


@lru_cache(4096)
def name_key(name: str) -> str:
    """Return *name* as it stands in an IRI.

    >>> name_key("《关于“三重一大”事项的办法 （试行）》")
    '关于三重一大事项的办法试行'
    """
    key = _LEFT_OUT.sub("", unicodedata.normalize("NFC", name))
    if not key:
        return _digest(name)
    return key if len(key) <= _LONGEST else f"{key[:_LONGEST]}-{_digest(key)}"


@lru_cache(4096)
def number_key(number: str) -> str:
    """Return a printed number as it stands in an IRI: its parts, joined by full stops.

    Two numbers with one key need the offset in their IRIs (``repeated`` of ``finding_iri``).

    >>> [number_key(number) for number in ("1(2)", "(一)", "问题3", "（二）问题1", "1-2", "①")]
    ['1.2', '一', '问题3', '二.问题1', '1-2', '①']
    """
    return name_key(".".join(_PARTS.findall(unicodedata.normalize("NFC", number))))


def document_iri(sha256: str) -> str:
    """Return the IRI of the document whose bytes have the digest *sha256* (hexadecimal).

    >>> document_iri("779058c4f0d40117d3fa2846d323c88d")
    'https://w3id.org/xuntu/id/doc/779058c4f0d40117'
    """
    return f"{ID_NAMESPACE}doc/{sha256[:16].lower()}"


def document_graph_iri(sha256: str) -> str:
    """Return the IRI of the named graph that holds what the document says."""
    return f"{GRAPH_NAMESPACE}doc/{sha256[:16].lower()}"


def passage_iri(document: str, start: int, end: int) -> str:
    """Return the IRI of ``text[start:end]`` of *document* (an IRI), in the form of RFC 5147.

    >>> passage_iri("https://w3id.org/xuntu/id/doc/779058c4f0d40117", 78, 105)
    'https://w3id.org/xuntu/id/doc/779058c4f0d40117#char=78,105'
    """
    return f"{document}#char={start},{end}"


def report_iri(document: str, index: int) -> str:
    """Return the IRI of the report at *index*, from 0, in *document* (an IRI)."""
    return f"{document}/r{index}"


def finding_iri(report: str, number: str | None, start: int, *, repeated: bool = False) -> str:
    """Return the IRI of a finding of *report* by its printed number, or by where it starts.

    *repeated* says that the report prints this number (by ``number_key``) more than once.

    >>> report = "https://w3id.org/xuntu/id/doc/779058c4f0d40117/r0"
    >>> finding_iri(report, "3(2)", 901).removeprefix(report)
    '/f3.2'
    >>> finding_iri(report, "(一)", 901, repeated=True).removeprefix(report)
    '/f一@901'
    >>> finding_iri(report, None, 901).removeprefix(report)
    '/f@901'
    """
    return f"{report}/f{_numbered(number, start, repeated=repeated)}"


def heading_iri(report: str, number: str | None, start: int, *, repeated: bool = False) -> str:
    """Return the IRI of a heading of *report* that groups findings (itself a finding, of a higher level)."""
    return f"{report}/c{_numbered(number, start, repeated=repeated)}"


def status_iri(of: str, index: int) -> str:
    """Return the IRI of the status at *index*, from 1, of a finding or an inspection."""
    return f"{of}-s{index}"


def ledger_status_iri(document: str, finding: str) -> str:
    """Return the IRI of the status that the ledger *document* (an IRI) gives *finding*."""
    return f"{document}/s-{_digest(finding)}"


def measure_iri(finding: str, index: int) -> str:
    """Return the IRI of the measure at *index*, from 1, of *finding*."""
    return f"{finding}-m{index}"


def outcome_iri(measure: str, start: int) -> str:
    """Return the IRI of money, people or meetings that *measure* yields, by where they are told."""
    return f"{measure}-e@{start}"


def declared_iri(report: str, kind: str, start: int) -> str:
    """Return the IRI of a count that *report* declares about itself.

    >>> declared_iri("https://w3id.org/xuntu/id/doc/779058c4f0d40117/r0", "problems", 310)
    'https://w3id.org/xuntu/id/doc/779058c4f0d40117/r0/declared-problems@310'
    """
    return f"{report}/declared-{name_key(kind)}@{start}"


def figure_iri(report: str, start: int) -> str:
    """Return the IRI of a figure that *report* tells outside of any finding."""
    return f"{report}/v@{start}"


def change_iri(report: str, start: int, index: int) -> str:
    """Return the IRI of the change of bodies at *index*, from 1, that *report* tells of at *start*."""
    return f"{report}/change@{start}-{index}"


def note_iri(of: str, stage: str, message: str, start: int | None = None) -> str:
    """Return the IRI of a note about a document or report; a note about the whole has no *start*."""
    place = "" if start is None else f"@{start}"
    return f"{of}/n-{name_key(stage)}{place}-{_digest(message)}"


def division_iri(code: str) -> str:
    """Return the IRI of an administrative division by its code of GB/T 2260."""
    return f"{ID_NAMESPACE}division/{name_key(code)}"


def unit_iri(name: str, division: str | None = None) -> str:
    """Return the IRI of a unit by its canonical name and the code of the division it belongs to.

    >>> unit_iri("泾县招商合作服务中心", "341823")
    'https://w3id.org/xuntu/id/unit/341823-泾县招商合作服务中心'
    """
    return f"{ID_NAMESPACE}unit/{_joined(division, name)}"


def team_iri(name: str, division: str | None = None) -> str:
    """Return the IRI of an inspection team by its name and the division of the committee that sends it."""
    return f"{ID_NAMESPACE}team/{_joined(division, name)}"


def post_iri(title: str, unit: str | None = None) -> str:
    """Return the IRI of a post by its title and the unit (its IRI) that it belongs to."""
    return f"{ID_NAMESPACE}post/{_joined(unit and _local(unit), title)}"


def policy_iri(title: str, division: str | None = None) -> str:
    """Return the IRI of a policy document by its title, with or without 《》, and its issuer's division."""
    return f"{ID_NAMESPACE}policy/{_joined(division, title)}"


def round_iri(of: Round, launcher: str | None) -> str:
    """Return the IRI of a round; *launcher* is the division code or name of the committee that launches it.

    >>> round_iri(Round(term="十二届", ordinal=8), "430300")
    'https://w3id.org/xuntu/id/round/430300-12-8'
    >>> round_iri(Round(year=2018, ordinal=3, batch=1), "某区委")
    'https://w3id.org/xuntu/id/round/某区委-2018年-3-1'
    """
    series = of.term and str(term_number(of.term) or of.term)
    if not series and of.year:
        series = f"{of.year}年"
    return f"{ID_NAMESPACE}round/{_joined(launcher, series, _text(of.ordinal), _text(of.batch))}"


def term_number(term: str) -> int | None:
    """Return the number of a committee's term, or ``None`` where it has none.

    >>> [term_number(term) for term in ("十二届", "第14届", "2022-2026年")]
    [12, 14, None]
    """
    return to_number(term.removeprefix("第").removesuffix("届"))


def inspection_iri(team: str | None, unit: str, start: str | None, *, division: str | None = None) -> str:
    """Return the IRI of an inspection: *team* (or the body that sends it), *unit* and ISO day, month or year of start.

    *division* is the code of the unit's division.

    >>> inspection_iri("县委第四巡察组", "招商合作服务中心", "2021-08-31", division="341823")
    'https://w3id.org/xuntu/id/inspection/341823-县委第四巡察组-招商合作服务中心-20210831'
    """
    return f"{ID_NAMESPACE}inspection/{_joined(division, team, unit, start and start.replace('-', ''))}"


def round_inspection_iri(of: str, unit: str) -> str:
    """Return the IRI of the inspection of *unit* in a round (its IRI), where neither team nor start is told.

    >>> round_inspection_iri("https://w3id.org/xuntu/id/round/430300-12-8", "市财政局")
    'https://w3id.org/xuntu/id/inspection/430300-12-8-市财政局'
    """
    return f"{ID_NAMESPACE}inspection/{_joined(_local(of), unit)}"


def cited_inspection_iri(mention: str, scope: str) -> str:
    """Return the IRI of an earlier inspection known by *mention* only.

    *scope* is the IRI of what the mention is told of: a unit; or the citing inspection, for ``上轮巡视`` and the like.

    >>> cited_inspection_iri("2019年省委巡视", "https://w3id.org/xuntu/id/unit/430100-某新区")
    'https://w3id.org/xuntu/id/cited/430100-某新区-2019年省委巡视'
    """
    return f"{ID_NAMESPACE}cited/{_joined(_local(scope), mention)}"


def cited_finding_iri(finding: str, index: int) -> str:
    """Return the IRI of an earlier finding known only from *finding*, which repeats it; *index* from 1."""
    return f"{finding}-p{index}"


def recurrence_iri(finding: str, prior: str) -> str:
    """Return the IRI of the judgement that *finding* repeats *prior* (both IRIs).

    >>> finding = "https://w3id.org/xuntu/id/doc/779058c4f0d40117/r0/f3"
    >>> recurrence_iri(finding, cited_finding_iri(finding, 1))
    'https://w3id.org/xuntu/id/recurrence/779058c4f0d40117/r0/f3-p1'
    >>> recurrence_iri(finding, "https://w3id.org/xuntu/id/doc/8ca64429d0fd3f14/r1/f2")
    'https://w3id.org/xuntu/id/recurrence/779058c4f0d40117/r0/f3~8ca64429d0fd3f14/r1/f2'
    """
    later, earlier = (iri.removeprefix(f"{ID_NAMESPACE}doc/") for iri in (finding, prior))
    if earlier.startswith(f"{later}-p"):
        return f"{ID_NAMESPACE}recurrence/{earlier}"
    return f"{ID_NAMESPACE}recurrence/{later}~{earlier}"


def problem_iri(code: str) -> str:
    """Return the concept of a problem type by its code.

    >>> problem_iri("C01.01")
    'https://w3id.org/xuntu/concept/problem-C01.01'
    """
    return f"{CONCEPT_NAMESPACE}problem-{name_key(code)}"


def frame_iri(code: str) -> str:
    """Return the concept of an inspection frame by its code."""
    return f"{CONCEPT_NAMESPACE}frame-{name_key(code)}"


def _numbered(number: str | None, start: int, *, repeated: bool) -> str:
    if number is None:
        return f"@{start}"
    return f"{number_key(number)}@{start}" if repeated else number_key(number)


def _joined(*parts: str | None) -> str:
    return "-".join([name_key(part) for part in parts if part])


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _digest(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode(errors="surrogatepass")).hexdigest()[:8]
