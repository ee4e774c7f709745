"""Constants of terms, and the concepts that stand for values of records."""

from typing import get_args

import pyoxigraph
import pytest

from xuntu.ontology import (
    CONCEPT_NAMESPACE,
    DECLARED,
    EARLIER_KIND,
    FUNDS_KIND,
    INSPECTION_KIND,
    LEVEL,
    MEASURE_STATE,
    MEASURE_TYPE,
    NAMESPACE,
    POLICY_ROLE,
    PREFIXES,
    REPEAT_KIND,
    REPORT_KIND,
    ROLE,
    SANCTION_KIND,
    SCHEME,
    SKOS,
    STATUS,
    STATUS_SOURCE,
    XT,
    XTC,
    DeclaredKind,
    EarlierInspection,
    Inspection,
    Level,
    MeasureState,
    MeasureType,
    PolicyRole,
    Repeat,
    ReportKind,
    StatusNormal,
    StatusSource,
    TurtleName,
    read_turtle,
)


def constants(of: type) -> dict[str, str]:
    """Return the terms that a class of constants names."""
    return {name: value for name, value in vars(of).items() if not name.startswith("_")}


def values(of: type, field: str) -> set[str]:
    """Return the literals of an annotated field, without None."""
    annotation = of.__annotations__[field]
    members = get_args(annotation)
    literal = members if all(isinstance(member, str) for member in members) else get_args(members[0])
    return set(literal)


def store(*names: TurtleName) -> pyoxigraph.Store:
    """Return a store of the named Turtle files."""
    store = pyoxigraph.Store()
    for name in names:
        store.load(read_turtle(name), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def labels(store: pyoxigraph.Store, concept: str) -> set[str]:
    """Return the preferred and other Chinese labels of a concept."""
    predicates = (pyoxigraph.NamedNode(SKOS.prefLabel), pyoxigraph.NamedNode(SKOS.altLabel))
    return {
        quad.object.value
        for predicate in predicates
        for quad in store.quads_for_pattern(pyoxigraph.NamedNode(concept), predicate, None)
        if isinstance(quad.object, pyoxigraph.Literal) and quad.object.language == "zh"
    }


def test_constants_are_the_terms_of_the_vocabulary() -> None:
    """XT has every term of xuntu.ttl and no other, each under its own name."""
    subjects = {str(quad.subject).strip("<>") for quad in store("xuntu")}
    declared = {iri for iri in subjects if iri.startswith(NAMESPACE)}
    assert set(constants(XT).values()) == declared
    assert all(value == NAMESPACE + name for name, value in constants(XT).items())


def test_concepts_named_in_code_exist() -> None:
    """Every XTC constant is a concept of concepts.ttl, its hyphens written as underscores."""
    subjects = {str(quad.subject).strip("<>") for quad in store("concepts")}
    assert set(constants(XTC).values()) <= subjects
    assert all(value == CONCEPT_NAMESPACE + name.replace("_", "-") for name, value in constants(XTC).items())


def test_schemes_named_in_code_exist() -> None:
    """SCHEME names all concept schemes of concepts.ttl and problems.ttl."""
    schemes = store("concepts", "problems").quads_for_pattern(None, None, pyoxigraph.NamedNode(SKOS.ConceptScheme))
    assert set(constants(SCHEME).values()) == {str(quad.subject).strip("<>") for quad in schemes}


@pytest.mark.parametrize(
    ("mapping", "keys"),
    [
        (REPORT_KIND, set(get_args(ReportKind))),
        (LEVEL, set(get_args(Level))),
        (STATUS, set(get_args(StatusNormal))),
        (STATUS_SOURCE, set(get_args(StatusSource))),
        (MEASURE_TYPE, set(get_args(MeasureType))),
        (MEASURE_STATE, set(get_args(MeasureState))),
        (DECLARED, set(get_args(DeclaredKind))),
        (POLICY_ROLE, set(get_args(PolicyRole))),
        (ROLE, values(Inspection, "role")),
        (EARLIER_KIND, values(EarlierInspection, "kind")),
        (REPEAT_KIND, values(Repeat, "kind")),
    ],
)
def test_every_value_of_a_record_has_its_term(mapping: dict[str, str], keys: set[str]) -> None:
    """A value that a record may hold is never without a term, and no two values share one."""
    assert set(mapping) == keys
    assert len(set(mapping.values())) == len(mapping)


@pytest.mark.parametrize(
    ("mapping", "scheme"),
    [
        (REPORT_KIND, SCHEME.report_kind),
        (LEVEL, SCHEME.authority_level),
        (ROLE, SCHEME.inspection_kind),
        (EARLIER_KIND, SCHEME.inspection_kind),
        (INSPECTION_KIND, SCHEME.inspection_kind),
        (STATUS, SCHEME.status),
        (STATUS_SOURCE, SCHEME.status_source),
        (MEASURE_TYPE, SCHEME.measure_type),
        (MEASURE_STATE, SCHEME.measure_state),
        (DECLARED, SCHEME.indicator),
        (REPEAT_KIND, SCHEME.recurrence),
        (FUNDS_KIND, SCHEME.funds_kind),
        (SANCTION_KIND, SCHEME.sanction_kind),
    ],
)
def test_targets_are_concepts_of_their_scheme(mapping: dict[str, str], scheme: str) -> None:
    """Every value is mapped into the scheme it belongs to."""
    quads = store("concepts").quads_for_pattern(None, pyoxigraph.NamedNode(SKOS.inScheme), pyoxigraph.NamedNode(scheme))
    assert set(mapping.values()) <= {str(quad.subject).strip("<>") for quad in quads}


@pytest.mark.parametrize("mapping", [STATUS, ROLE, INSPECTION_KIND, FUNDS_KIND, SANCTION_KIND])
def test_words_are_labels_of_their_concepts(mapping: dict[str, str]) -> None:
    """The words that code maps are the labels that a reader of the graph sees."""
    concepts = store("concepts")
    assert {word for word, concept in mapping.items() if word not in labels(concepts, concept)} == set()


@pytest.mark.parametrize(
    ("code", "root"),
    [
        ("rule", XTC.measure_corrective),
        ("system", XTC.measure_corrective),
        ("meeting", XTC.measure_correction),
        ("money", XTC.measure_correction),
        ("other", XTC.measure_correction),
    ],
)
def test_measures_are_correction_or_corrective(code: MeasureType, root: str) -> None:
    """治标 and 治本 are told by the concept right above a measure type."""
    concept, broader = pyoxigraph.NamedNode(MEASURE_TYPE[code]), pyoxigraph.NamedNode(SKOS.broader)
    assert [str(quad.object) for quad in store("concepts").quads_for_pattern(concept, broader, None)] == [f"<{root}>"]


@pytest.mark.parametrize(
    ("status", "root"),
    [
        ("完成", XTC.status_closed),
        ("基本完成", XTC.status_open),
        ("阶段性完成", XTC.status_open),
        ("长期坚持", XTC.status_open),
        ("正在整改", XTC.status_open),
        ("未完成", XTC.status_open),
    ],
)
def test_only_done_is_closed(status: StatusNormal, root: str) -> None:
    """Whatever is not 完成 leaves something to be done."""
    concept, broader = pyoxigraph.NamedNode(STATUS[status]), pyoxigraph.NamedNode(SKOS.broader)
    assert [str(quad.object) for quad in store("concepts").quads_for_pattern(concept, broader, None)] == [f"<{root}>"]


def test_prefixes_are_distinct() -> None:
    """No namespace has two prefixes."""
    assert len(set(PREFIXES.values())) == len(PREFIXES)
