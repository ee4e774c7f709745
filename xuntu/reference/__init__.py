"""The ontology as people read it: terms, concepts and rules as records; pages, a drawing and files made of them."""

from xuntu.reference.crosswalk import CROSSWALK, to_crosswalk
from xuntu.reference.files import FORMATS, to_file, to_folder
from xuntu.reference.finding import Thing, find_things
from xuntu.reference.markdown import to_concepts_page, to_terms_page
from xuntu.reference.model import Concept, Constraint, Model, Scheme, Shape, Term, Words
from xuntu.reference.reading import load_model

__all__ = [
    "CROSSWALK", "FORMATS", "Concept", "Constraint", "Model", "Scheme", "Shape", "Term", "Thing", "Words",
    "find_things", "load_model", "to_concepts_page", "to_crosswalk", "to_file", "to_folder", "to_terms_page",
]  # fmt: skip
