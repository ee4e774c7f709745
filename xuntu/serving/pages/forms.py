"""The form of a question: a field for each parameter, with what may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xuntu.graph import Language, Parameter, Question, list_years
from xuntu.ontology import STATUS, load_problems

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_LEVELS: Final = ("中央", "省", "市", "县", "单位")
_GROUPED_STATUSES: Final = ("未办结", "已办结")
_SUGGESTED: Final = ("unit", "round", "inspector", "place")
_SPOKEN: Final = ("text", "number", "iri", "date")
"""Kinds whose fields are called by the meaning of the parameter."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: the value, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its choices in groups, or the kind of names that are suggested as one types."""

    name: str
    kind: str
    label: str
    hint: str
    value: str
    required: bool
    fault: str
    choices: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    suggested: bool = False


def make_fields(
    reading: "Reading", question: Question, told: Mapping[str, str], faults: Mapping[str, str], language: Language
) -> list[Field]:
    """Return the fields of a question with what was *told*, and what is wrong with it."""
    return [_make_field(reading, each, told, faults, language) for each in question.parameters]


def speak(meaning: str, language: Language) -> str:
    """Return the Chinese or the English half of words written ``中文 / English``.

    >>> speak("单位 / the unit", "en")
    'the unit'
    """
    chinese, _, english = meaning.partition(" / ")
    return english if language == "en" and english else chinese


def name_of(meaning: str, language: Language) -> str:
    """Return the first words of a meaning: what a field or a column is called.

    >>> name_of("问题的 IRI，xuntu show 可看原句 / IRI of the finding, for xuntu show", "zh")
    '问题的 IRI'
    """
    spoken = speak(meaning, language)
    ends = [place for mark in "，：；,:;（(" if (place := spoken.find(mark)) > 0]
    return spoken[: min(ends, default=len(spoken))].strip()


def _make_field(
    reading: "Reading", parameter: Parameter, told: Mapping[str, str], faults: Mapping[str, str], language: Language
) -> Field:
    value = told.get(parameter.name, parameter.default or "")
    choices = _find_choices(reading, parameter.kind, language)
    known = {choice.value for _, group in choices for choice in group}
    if choices and value and value not in known:
        choices = (("", (Choice(value, value),)), *choices)
    return Field(
        parameter.name,
        parameter.kind,
        name_of(parameter.meaning, language) if parameter.kind in _SPOKEN else "",
        speak(parameter.meaning, language),
        value,
        parameter.required,
        faults.get(parameter.name, "").partition(" / ")[0],
        choices,
        parameter.kind in _SUGGESTED,
    )


def _find_choices(reading: "Reading", kind: str, language: Language) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    if kind == "level":
        return (("", tuple(Choice(level, level) for level in _LEVELS)),)
    if kind == "status":
        return (("", tuple(Choice(word, word) for word in (*_GROUPED_STATUSES, *STATUS))),)
    if kind == "year":
        years = reading.memory.recall("years", lambda: list_years(reading.store))
        return (("", tuple(Choice(year, year) for year in years)),)
    return _types(language) if kind == "type" else ()


def _types(language: Language) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Return the problem types, those below a branch under its name, the branch itself first."""
    problems = load_problems()
    branch: dict[str, str] = {}
    for one in problems:
        branch[one.code] = branch.get(one.broader or "", one.code)
    groups: dict[str, list[Choice]] = {}
    labels = {one.code: one.label_zh if language == "zh" else one.label_en for one in problems}
    for one in problems:
        groups.setdefault(branch[one.code], []).append(Choice(one.code, f"{one.code} {labels[one.code]}"))
    return tuple((f"{code} {labels[code]}", tuple(choices)) for code, choices in groups.items())
