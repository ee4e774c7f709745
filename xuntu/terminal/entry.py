"""The way in and out of the command line: settings, wrong usage, errors and exit codes."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import click

from xuntu.terminal.language import Language, say, speak
from xuntu.terminal.usage import Group, explain
from xuntu.terminal.volume import Volume, turn, volume

if TYPE_CHECKING:
    from xuntu.ontology import XuntuError

DONE: Final = 0
FAILED: Final = 1
USAGE: Final = 2
FINDINGS: Final = 3
INTERRUPTED: Final = 130

STORE: Final = "xuntu.store"
_SETTINGS: Final = Path("xuntu.toml")


class EntryGroup(Group):
    """The group that a process enters: it returns to the shell by one of the exit codes above, never by a traceback."""

    def main(  # type: ignore[override]  # click's overloads differ only in what does not return
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run the command that *args* name and exit with its code."""
        extra["standalone_mode"] = False
        sys.exit(_guard(lambda: super(EntryGroup, self).main(args, prog_name or "xuntu", **extra)))


def _guard(run: Callable[[], Any]) -> int:
    _write_utf8()
    speak(find_language({}, os.environ))
    turn(Volume.USUAL)
    start = monotonic()
    try:
        speak(find_language(load_settings(), os.environ))
        code = run()
        sys.stdout.flush()
        _tell_cost(start)
    except click.UsageError as error:
        return _refuse(error)
    except click.Abort:
        return INTERRUPTED
    except _faults() as error:
        complain(str(error))
        _tell_causes(error)
        return FAILED
    except OSError as error:
        return _close_output(error)
    return code if isinstance(code, int) else DONE


def _tell_cost(start: float) -> None:
    """Tell, with ``--verbose``, what the command took."""
    if volume() < Volume.VERBOSE:
        return
    seconds = f"{monotonic() - start:.1f}"
    memory = most_memory()
    click.echo(
        say(f"用时 {seconds} 秒", f"took {seconds} s") + (say("，内存至多 ", ", at most ") + memory if memory else ""),
        err=True,
    )


def most_memory() -> str:
    """Return the most memory that this process had, in words; ``""`` where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return ""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return f"{getrusage(RUSAGE_SELF).ru_maxrss / unit:,.0f} MB"


def _tell_causes(error: BaseException) -> None:
    """Tell, with ``--verbose``, what led to an error, the nearest cause first."""
    cause = error.__cause__ or error.__context__
    while volume() is Volume.VERBOSE and cause is not None:
        from xuntu.terminal.display import plain

        words = plain(" ".join(f"{type(cause).__name__}: {cause}".split()))
        click.echo(say("  起因：", "  because: ") + words, err=True)
        cause = cause.__cause__ or cause.__context__


def _faults() -> "type[XuntuError]":
    """Return what a user can mend; asked for when something was raised, so that ``--help`` loads no room."""
    from xuntu.ontology import XuntuError

    return XuntuError


def _close_output(error: OSError) -> int:
    """Say that standard output takes no more, unless its reader has just gone away; raise what is of some file."""
    if error.filename is not None:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        complain(
            say(f"标准输出：不能写入（{error.strerror}）", f"standard output: cannot be written ({error.strerror})")
        )
    return FAILED


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]  # a text stream of a process


def _refuse(error: click.UsageError) -> int:
    complain(explain(error))
    path = error.ctx.command_path if error.ctx else "xuntu"
    click.echo(say(f"用法见 {path} --help", f"See {path} --help"), err=True)
    return USAGE


def complain(message: str) -> None:
    """Write one line to standard error that says what is wrong."""
    from xuntu.terminal.display import plain

    click.echo(say("错误：", "Error: ") + plain(" ".join(message.split())), err=True)


def load_settings() -> Mapping[str, Any]:
    """Return what ``xuntu.toml`` in the current folder says; nothing where there is none."""
    if not _SETTINGS.exists():
        return {}
    import tomllib

    from xuntu.ontology import XuntuError

    try:
        return tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise XuntuError(f"{_SETTINGS}：不能读取（{error}）；请改正，或移走这个文件") from error


def usual_store(settings: Mapping[str, Any]) -> str:
    """Return the store that is meant where none is named: the environment's, else the settings', else the usual."""
    return str(os.environ.get("XUNTU_STORE") or settings.get("store") or STORE)


def settings_for(command: click.Command, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what *settings* say of the parameters of *command*, under the names that click gives them.

    What stands in the command's own table outranks what stands above all tables.
    """
    said = {**settings, **settings.get(command.name or "", {})}
    names = {name.lstrip("-"): parameter.name for parameter in command.params for name in parameter.opts}
    return {parameter: said[name] for name, parameter in names.items() if parameter and name in said}


def find_language(settings: Mapping[str, Any], environment: Mapping[str, str]) -> Language:
    """Return the language to speak before any flag is read: the environment's, else the settings', else Chinese.

    >>> find_language({"lang": "en"}, {}), find_language({}, {"XUNTU_LANG": "fr"})
    ('en', 'zh')
    """
    asked = environment.get("XUNTU_LANG") or settings.get("lang")
    return "en" if asked == "en" else "zh"
