"""The language in which the command line speaks: Chinese, or English on request."""

from contextvars import ContextVar
from typing import Final, NamedTuple

LANGUAGES: Final = ("zh", "en")
_language: ContextVar[str] = ContextVar("language", default="zh")


class Words(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Return the words in the language that is spoken."""
        return self.en if _language.get() == "en" else self.zh


def speak(language: str) -> None:
    """Speak *language*, one of ``LANGUAGES``, from now on."""
    _language.set(language)


def say(zh: str, en: str) -> str:
    """Return the words in the language that is spoken.

    >>> speak("en"); say("完成", "done")
    'done'
    >>> speak("zh"); say("完成", "done")
    '完成'
    """
    return str(Words(zh, en))
