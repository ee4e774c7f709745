"""Old and foreign Office files, made into those of today by LibreOffice: the one place where a program is started.

The program runs without a window, in a throw-away profile, without macros, and is not let out: links in a document are
not followed. It sees a copy of the file in a folder that is gone afterwards.
"""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xuntu.ontology import DocumentError

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS: Final = 60
_SAVE_AS = {"docx": "另存为 .docx（或 PDF、网页）", "xlsx": "另存为 .xlsx"}
# without its filter named, a damaged file is opened as text
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "xls": "MS Excel 97"}
_SETTINGS = (
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Security/Scripting", "MacroSecurityLevel", "3"),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


def convert(data: bytes, name: str, *, form: str, into: str) -> bytes:
    """Return the file *data* of the format *form* in the format *into*, ``docx`` or ``xlsx``.

    Raises DocumentError where LibreOffice is not installed, or cannot open the file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError(
            f"{name}：是 .{form} 格式，要靠 LibreOffice 转换，而这里没有装（找不到命令 soffice）。"
            f"请装上 LibreOffice，或用 Word、WPS 打开，{_SAVE_AS[into]}后再读。"
        )
    with TemporaryDirectory(prefix="xuntu-", ignore_cleanup_errors=True) as folder:
        source, result = Path(folder, f"document.{form}"), Path(folder, "out", f"document.{into}")
        source.write_bytes(data)
        _run([program, *_options(Path(folder), form, into), str(source)], name)
        if not result.is_file():
            raise DocumentError(
                f"{name}：LibreOffice 打不开，像是已损坏、加了密码，或所装的 LibreOffice 缺少 Writer、Calc 组件。"
                f"请用 Word、WPS 打开，{_SAVE_AS[into]}后再读。"
            )
        return result.read_bytes()


def _options(folder: Path, form: str, into: str) -> list[str]:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
    return [
        f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible", "--norestore", "--nologo",
        "--nolockcheck", f"--infilter={_FILTERS[form]}", "--convert-to", into, "--outdir", str(folder / "out"),
    ]  # fmt: skip


def _run(command: list[str], name: str) -> None:
    """Run *command* in a group of its own, so that it ends with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:  # noqa: S603 (the program that the user installed)
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise DocumentError(f"{name}：LibreOffice 转换超过 {_SECONDS} 秒。请另存为 .docx 后再读。") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the *process* and of its children."""
    if os.name != "posix":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
