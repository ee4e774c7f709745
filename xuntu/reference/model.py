"""What the ontology holds, as records; names are short forms such as ``xt:Finding``."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["class", "relation", "value"]
Severity: TypeAlias = Literal["violation", "warning", "info"]
Language: TypeAlias = Literal["zh", "en"]


class Words(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the words in *language*.

        >>> Words("反馈问题", "finding").in_language("en")
        'finding'
        """
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a relation to another thing, or a property with a plain value.

    ``above`` are the classes or properties that it specialises, ``near`` terms of other vocabularies that are close.
    """

    name: str
    iri: str
    kind: Kind
    label: Words
    definition: Words
    above: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The local name, which is the term's place in the page: ``…/ns#Finding`` leads to ``#Finding``."""
        return self.name.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; ``others`` are the other words for it, ``related`` concepts of the other axis."""

    name: str
    iri: str
    scheme: str
    code: str | None
    label: Words
    others: tuple[str, ...]
    definition: Words
    note: str | None
    broader: tuple[str, ...]
    depth: int
    near: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The place of the concept in the page."""
        return self.name.partition(":")[2]

    @property
    def place(self) -> str:
        """The code, or else the name."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of concepts, each once, below the first of those that it is narrower than."""

    name: str
    iri: str
    label: Words
    definition: Words
    version: str
    concepts: tuple[Concept, ...]

    @property
    def anchor(self) -> str:
        """The place of the scheme in the page."""
        return f"scheme-{self.name.partition(':')[2]}"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a shape demands: of a ``path`` how many and what values; ``None`` is a rule of its own."""

    path: str | None
    count: str
    values: str
    severity: Severity
    message: Words | None
    is_rule: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What is demanded of the things of some classes, or of those that have some property."""

    name: str
    targets: tuple[str, ...]
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True)
class Model:
    """The whole ontology."""

    version: str
    title: Words
    description: Words
    licence: str
    changes: tuple[tuple[str, Words], ...]
    terms: tuple[Term, ...]
    reused: tuple[str, ...]
    schemes: tuple[Scheme, ...]
    shapes: tuple[Shape, ...]

    @cached_property
    def classes(self) -> tuple[Term, ...]:
        """The classes, in the order of the file."""
        return tuple(term for term in self.terms if term.kind == "class")

    @cached_property
    def properties(self) -> tuple[Term, ...]:
        """The relations and values, in the order of the file."""
        return tuple(term for term in self.terms if term.kind != "class")

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts of all schemes."""
        return tuple(concept for scheme in self.schemes for concept in scheme.concepts)

    @cached_property
    def _by_name(self) -> dict[str, Term]:
        return {term.name: term for term in self.terms}

    def term(self, name: str) -> Term | None:
        """Return the term of that name; ``None`` for one that is not ours."""
        return self._by_name.get(name)

    def of_class(self, name: str) -> tuple[Term, ...]:
        """Return the properties that things of a class may have."""
        return tuple(each for each in self.properties if name in each.domain)

    def to_class(self, name: str) -> tuple[Term, ...]:
        """Return the relations that lead to things of a class."""
        return tuple(each for each in self.properties if name in each.range)

    def below(self, name: str) -> tuple[str, ...]:
        """Return the terms right below one."""
        return tuple(each.name for each in self.terms if name in each.above)

    def narrower(self, concept: Concept) -> tuple[Concept, ...]:
        """Return the concepts right below one."""
        return tuple(each for each in self.concepts if concept.name in each.broader)

    def shapes_of(self, term: Term) -> tuple[Shape, ...]:
        """Return the shapes that judge things of a class, or the constraints of shapes that mention a property."""
        if term.kind == "class":
            return tuple(shape for shape in self.shapes if term.name in shape.targets)
        found = (
            Shape(
                shape.name,
                shape.targets,
                tuple(
                    one
                    for one in shape.constraints
                    if (one.path and term.name in one.path.replace("^", "").replace("|", " ").replace("/", " ").split())
                    or (one.path is None and shape.targets == (term.name,))
                ),
            )
            for shape in self.shapes
        )
        return tuple(shape for shape in found if shape.constraints)

    def other_shapes(self) -> tuple[Shape, ...]:
        """Return the shapes that are not of a class of ours."""
        own = {term.name for term in self.classes}
        return tuple(shape for shape in self.shapes if own.isdisjoint(shape.targets))
