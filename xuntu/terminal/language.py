"""The language in which the command line speaks: Chinese, or English on request."""

from contextvars import ContextVar
from typing import Final, Literal, NamedTuple

Language = Literal["zh", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_language: ContextVar[Language] = ContextVar("language", default="zh")


class Words(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Return the words in the language that is spoken."""
        return self.en if _language.get() == "en" else self.zh


def speak(language: Language) -> None:
    """Speak *language* from now on."""
    _language.set(language)


def spoken() -> Language:
    """Return the language that is spoken."""
    return _language.get()


def say(zh: str, en: str) -> str:
    """Return the words in the language that is spoken.

    >>> speak("en"); say("完成", "done")
    'done'
    >>> speak("zh"); say("完成", "done")
    '完成'
    """
    return str(Words(zh, en))
