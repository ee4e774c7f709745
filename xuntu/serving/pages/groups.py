"""The named questions in groups, the favourites first."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xuntu.graph import Language, Question, load_questions


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together; *zh* and *en* are what they are called."""

    zh: str
    en: str
    questions: tuple[Question, ...]

    def named(self, language: Language) -> str:
        """Return the name of the group in a language."""
        return self.zh if language == "zh" else self.en


@cache
def load_groups() -> tuple[Group, ...]:
    """Return the groups, the favourites before all others; questions that are in none come last."""
    told = tomllib.loads((files("xuntu.serving.pages") / "groups.toml").read_text(encoding="utf-8"))
    known = load_questions()
    grouped = {name for group in told["groups"] for name in group["questions"]}
    others = tuple(question for name, question in known.items() if name not in grouped)
    groups = [
        Group(each["zh"], each["en"], tuple(known[name] for name in each["questions"])) for each in told["groups"]
    ]
    favourites = Group("常用", "Favourites", tuple(known[name] for name in told["favourites"]))
    return (favourites, *groups, *([Group("其他", "Others", others)] if others else []))


def find_questions(words: str) -> tuple[Group, ...]:
    """Return the groups with those questions that have all *words* in their name, their text or their columns.

    >>> [question.name for question in find_questions("只靠 开会")[0].questions]
    ['meetings-only']
    """
    wanted = words.casefold().split()
    if not wanted:
        return load_groups()
    found = (
        Group(group.zh, group.en, tuple(one for one in group.questions if all(word in _text(one) for word in wanted)))
        for group in load_groups()[1:]
    )
    return tuple(group for group in found if group.questions)


@cache
def _text(question: Question) -> str:
    columns = " ".join(column.meaning for column in question.columns)
    aliases = " ".join(question.aliases)
    return f"{question.name} {aliases} {question.chinese} {question.english} {question.about} {columns}".casefold()
