"""The one door to spaCy: a Chinese pipeline whose spans always align, and our reading as a component of any pipeline.

>>> import spacy
>>> nlp = blank_chinese()
>>> _ = nlp.add_pipe("xuntu")
>>> doc = nlp("县委第一巡察组对县农业局党组开展了巡察。")
>>> doc._.xuntu[0].inspection.team
'县委第一巡察组'
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from xuntu.ontology import Date, Document, Finding, Inspection, Organisation, Passage, Report

SPANS = "xuntu"
"""Name of the component, of its span group and of the extension of a Doc."""

_TOKENIZER = "xuntu.characters"
# the reports of a Doc are asked for again and again; they are read from its text once
_REMEMBERED = 32

_Labelled = tuple[str, Passage | None]


class CharacterTokenizer(DummyTokenizer):
    """Make every character a token, white space included, so that any offset is the edge of one."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return *text* as a Doc of one token a character."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))


def make_character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Return what makes the tokenizer of a pipeline, as spaCy's configuration asks for it."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


def make_xuntu(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  # the signature is spaCy's
    """Return the component that marks what a text reports in ``doc.spans["xuntu"]``.

    Labels: FINDING, MEASURE, STATUS, POLICY, MONEY, PEOPLE, MEETING, EARLIER, ORG, DATE, DECLARED, FIGURE.
    ``doc._.xuntu`` gives the reports themselves.
    """
    return mark_spans


def blank_chinese() -> Language:
    """Return an empty ``zh`` pipeline whose tokens are characters.

    >>> [token.text for token in blank_chinese()("巡察 1")]
    ['巡', '察', ' ', '1']
    """
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}})


def mark_spans(doc: Doc) -> Doc:
    """Return *doc* with the span group ``xuntu``, in the order of the text.

    Where tokens are words, a span is widened to their edges.
    """
    passages = {
        (passage.start, passage.end, label)
        for report in read_reports(doc)
        for label, passage in _passages(report)
        if passage is not None and passage.start < passage.end
    }
    spans = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in sorted(passages))
    doc.spans[SPANS] = [span for span in spans if span is not None]
    return doc


def read_reports(doc: Doc) -> tuple[Report, ...]:
    """Return the reports that the text of *doc* holds; their passages are offsets into ``doc.text``."""
    return _read_text(doc.text)


@lru_cache(_REMEMBERED)
def _read_text(text: str) -> tuple[Report, ...]:
    from xuntu.extractors.pipeline import extract_document

    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extract_document(Document(name="doc", sha256=digest, media_type="text/plain", text=text)).reports


def _passages(report: Report) -> Iterator[_Labelled]:
    for finding in report.findings:
        yield from _of_finding(finding)
    if report.inspection:
        yield from _of_inspection(report.inspection)
    for organisation in (report.issuer, report.publisher):
        yield from _of_organisation(organisation)
    yield from _of_dates(report.published)
    yield from (("DECLARED", declared.passage) for declared in report.declared)
    yield from (("FIGURE", figure.passage) for figure in report.figures)
    yield from (("POLICY", wording.passage) for wording in report.policy_documents)


def _of_finding(finding: Finding) -> Iterator[_Labelled]:
    yield "FINDING", finding.statement.passage
    yield from (("STATUS", status.passage) for status in finding.statuses)
    yield from (("POLICY", document.passage) for document in finding.policy_documents)
    for measure in finding.measures:
        yield "MEASURE", measure.passage
        yield from (("MONEY", amount.passage) for amount in measure.amounts)
        yield from (("PEOPLE", people.passage) for people in measure.people)
        yield from (("MEETING", meeting.passage) for meeting in measure.meetings)
        yield from _of_dates(measure.deadline)
    if finding.repeat:
        yield from (("EARLIER", earlier.passage) for earlier in finding.repeat.earlier)


def _of_inspection(inspection: Inspection) -> Iterator[_Labelled]:
    for assignment in inspection.assignments:
        for unit in assignment.units:
            yield from _of_organisation(unit)
    for unit in inspection.units:
        yield from _of_organisation(unit)
    if inspection.period:
        yield from _of_dates(inspection.period.start, inspection.period.end)
    yield from _of_dates(inspection.feedback)


def _of_organisation(organisation: Organisation | None) -> Iterator[_Labelled]:
    if organisation:
        yield "ORG", organisation.passage


def _of_dates(*dates: Date | None) -> Iterator[_Labelled]:
    yield from (("DATE", date.passage) for date in dates if date)


registry.tokenizers.register(_TOKENIZER, func=make_character_tokenizer)
Language.factory(SPANS, func=make_xuntu)
# a getter, not a value: values must survive msgpack where spaCy sends a Doc to another process
Doc.set_extension(SPANS, getter=read_reports, force=True)
