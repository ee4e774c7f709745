"""Pages are UTF-8 and say so, wherever they are written: on a Chinese Windows the locale's encoding is GBK."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

DOCUMENTS = Path("examples/documents").resolve()
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment whose files are GBK unless said otherwise; skips where it cannot be had."""
    place = tmp_path_factory.mktemp("locale")
    if shutil.which("localedef") is None:
        pytest.skip("needs localedef: apt-get install locales")
    made = subprocess.run(["localedef", "-f", "GBK", "-i", "zh_CN", str(place / "zh_CN.GBK")], capture_output=True)
    environment = {
        **os.environ, "LOCPATH": str(place), "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "gbk",
    }  # fmt: skip
    command = [sys.executable, "-c", "import locale; print(locale.getpreferredencoding(False))"]
    told = subprocess.run(command, env=environment, capture_output=True, encoding="ascii").stdout.strip()
    if told.lower() not in {"gbk", "gb2312", "cp936"}:
        pytest.skip(f"needs the data of locales ({made.returncode}, {told}): apt-get install locales")
    return environment


def run(environment: Mapping[str, str], *args: str) -> str:
    """Run a command in *environment* and return what it prints."""
    command = [sys.executable, "-m", "xuntu", *args]
    done = subprocess.run(command, env=dict(environment), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("gbk", "replace")
    return (done.stdout + done.stderr).decode("utf-8")


def test_pages_are_utf8_where_files_are_gbk(chinese: Mapping[str, str], tmp_path: Path) -> None:
    """Views, the page that is asked, and the report of a build; in pipes messages are UTF-8 too.

    Names of files are plain here: those of Windows are characters, those of this system are bytes.
    """
    store, account = tmp_path / "a.store", tmp_path / "account.html"
    some = [str(DOCUMENTS / name) for name in ("02-housing-2019.txt", "16-housing-2023.pdf")]
    run(chinese, "build", *some, "-o", str(store), "--report", str(account))
    pages = [account]
    for name, options in (("view", ()), ("overview", ("--overview",)), ("asked", ("--offline-sparql",))):
        pages.append(tmp_path / f"{name}.html")
        assert "写好了" in run(chinese, "view", str(store), *options, "-o", str(pages[-1]))
    for page in pages:
        content = page.read_bytes()
        assert b'<meta charset="utf-8">' in content[:1024].lower()
        assert "澄陵市" in content.decode("utf-8") or b"application/gzip" in content
        assert "\ufffd" not in content.decode("utf-8")
