"""The named questions in groups, the favourites first."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xuntu.graph.legend import Language
from xuntu.graph.queries.questions import Question, load_questions


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
    told = tomllib.loads((files("xuntu.graph.queries") / "groups.toml").read_text(encoding="utf-8"))
    known = load_questions()
    grouped = {name for group in told["groups"] for name in group["questions"]}
    others = tuple(question for name, question in known.items() if name not in grouped)
    groups = [
        Group(each["zh"], each["en"], tuple(known[name] for name in each["questions"])) for each in told["groups"]
    ]
    favourites = Group("常用", "Favourites", tuple(known[name] for name in told["favourites"]))
    return (favourites, *groups, *([Group("其他", "Others", others)] if others else []))
