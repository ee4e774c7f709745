"""A page as it is asked for and as it is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, cast

from xuntu.graph import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as pages see it: which page, with which fields (of path and query, in their order).

    ``root`` is what stands before every path where the app is mounted elsewhere; ``language`` that of the page.
    """

    page: str
    fields: tuple[tuple[str, str], ...] = ()
    language: Language = "zh"
    root: str = ""

    @classmethod
    def of(cls, job: Mapping[str, object]) -> Self:
        """Return what a job of the task ``page`` asks for."""
        fields = tuple((str(name), str(value)) for name, value in cast("list[tuple[object, object]]", job["fields"]))
        return cls(str(job["page"]), fields, cast("Language", job["language"]), str(job["root"]))

    def to_job(self) -> dict[str, object]:
        """Return the job that asks for this page."""
        at = {"page": self.page, "language": self.language, "root": self.root}
        return {"task": "page", "fields": list(self.fields), **at}

    def get(self, name: str, default: str = "") -> str:
        """Return the last value of a field, without white space around it.

        >>> Asked("unit", (("iri", "a"), ("iri", " b "))).get("iri")
        'b'
        """
        return ([value.strip() for key, value in self.fields if key == name] or [default])[-1]

    def number(self, name: str, default: int, *, most: int = 1_000_000) -> int:
        """Return a field as a whole number from 0 to *most*, or *default* where it is none.

        >>> Asked("units", (("page", "3"),)).number("page", 1), Asked("units", (("page", "x"),)).number("page", 1)
        (3, 1)
        """
        value = self.get(name)
        return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 10 else default


@dataclass(frozen=True, slots=True)
class Page:
    """What is given: a body, and how to read it."""

    body: bytes
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def redirect(address: str) -> Page:
    """Return a page that sends the reader on to *address*, a path of our own."""
    return Page(b"", 303, headers={"Location": address})
