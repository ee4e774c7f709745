"""What exports know of the vocabulary: each of its properties has a short key and a place in a table."""

from rdflib import OWL, RDF, Graph, URIRef

from xuntu.graph.exports.jsonld import read_context, term_of
from xuntu.graph.exports.tables import load_model
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, PREFIXES, XT

XT_PROPERTIES = [
    value
    for name, value in vars(XT).items()
    if isinstance(value, str) and not name.startswith("_") and name[0].islower()
]
ELSEWHERE = {XT.confidence}  # not written yet: it would land in ``others``


def vocabulary() -> Graph:
    """Return the vocabulary, read by another library."""
    return Graph().parse(
        data=load_vocabulary()[GRAPH.vocabulary].replace(f" <{GRAPH.vocabulary}> .", " ."), format="nt"
    )


def test_every_property_has_a_short_key() -> None:
    """And what links things is told to be a link, so that its values are plain."""
    graph = vocabulary()
    for value in XT_PROPERTIES:
        assert term_of(value).key != value, value
        is_link = (URIRef(value), RDF.type, OWL.ObjectProperty) in graph
        assert (term_of(value).type == "@id") == is_link, value


def test_short_keys_are_different_and_none_is_a_prefix() -> None:
    """A key means one thing."""
    keys = [key for key in read_context() if key not in PREFIXES]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(PREFIXES)


def test_every_property_has_a_place_in_a_table() -> None:
    """What is in no table is kept in ``others``, but a property of ours should not be."""
    placed = {name.partition("@")[0] for _, name in load_model().places}
    assert set(XT_PROPERTIES) - placed - ELSEWHERE == set()


def test_every_class_has_a_table_and_every_link_leads_to_one() -> None:
    """Tables that columns name are there."""
    model = load_model()
    names = {table.name for table in model.tables}
    classes = {value for name, value in vars(XT).items() if isinstance(value, str) and name[0].isupper()}
    assert classes - set(model.of_class) == set()
    assert {column.leads_to for table in model.tables for column in table.links} <= names
