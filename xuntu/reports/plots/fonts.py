"""A font that has every character of a picture: found on the machine, cut down to these characters.

No box ever stands for a character: where no font has them all, that is an error. Of a collection (``.ttc``) the face
for simplified Chinese is taken, which drawing libraries do not do.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from xuntu.ontology import StoreError

_PREFERRED: Final = (
    "notosanscjk", "notosanssc", "notosanshans", "sourcehansans", "msyh", "pingfang", "hiraginosansgb", "stheiti",
    "simhei", "wqy", "droidsansfallback", "simsun", "deng", "notoserifcjk", "sourcehanserif", "uming", "ukai",
)  # fmt: skip
_SIMPLIFIED: Final = ("SC", "CN", "GB", "Hans")
_EXTENSIONS: Final = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_NAMED: Final = 12


def make_font(words: str, *, path: str | None = None, environment: Mapping[str, str] = os.environ) -> bytes:
    """Return a font with the characters of *words*: of the file *path*, else of the first font that has them all.

    Raises StoreError where the file is no font, or where characters are missing.
    """
    wanted = {mark for mark in words if not mark.isspace()} | {" "}
    lacking = wanted
    for file in (Path(path),) if path else find_fonts(environment):
        for font in _open(file, is_asked_for=bool(path)):
            missing = wanted - {chr(code) for code in font.getBestCmap() or ()}
            if not missing:
                return _cut(font, wanted)
            lacking = min(lacking, missing, key=len)
    lacking = lacking - {" "} or lacking
    marks = "".join(sorted(lacking, key=lambda mark: (mark < "\u2000", mark))[:_NAMED])
    where = f"{path}：这个字体里没有" if path else "这台机器上没有一种字体写得出"
    rest = "等字" if len(lacking) > _NAMED else ""
    raise StoreError(
        f"{where}“{marks}”{rest}；请装中文字体（如 apt-get install fonts-noto-cjk），"
        "或用 --font（环境变量 XUNTU_FONT）指明一个字体文件"
    )


def find_fonts(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the font files of the machine that may have Chinese, the most suitable first."""
    found = {file for folder in _folders(environment) for file in _walk(folder)}
    ranked = sorted((rank, str(file)) for file in found if (rank := _rank(file)) is not None)
    return [Path(file) for _, file in ranked]


def _rank(file: Path) -> tuple[int, bool, int] | None:
    name = file.stem.lower().replace("-", "").replace("_", "")
    place = next((place for place, known in enumerate(_PREFERRED) if name.startswith(known)), None)
    return None if place is None else (place, "regular" not in name and name not in _PREFERRED, len(name))


def _folders(environment: Mapping[str, str]) -> Iterator[Path]:
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or ".")
    if sys.platform == "win32":
        yield Path(environment.get("WINDIR", "C:/Windows"), "Fonts")
        yield Path(environment.get("LOCALAPPDATA", str(home)), "Microsoft/Windows/Fonts")
        return
    if sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
        return
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


def _walk(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (file for file in folder.rglob("*") if file.suffix.lower() in _EXTENSIONS)


def _open(file: Path, *, is_asked_for: bool) -> Iterable[Any]:
    """Return the faces of a font file, those for simplified Chinese first; one that cannot be read is passed over."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        if file.suffix.lower() not in (".ttc", ".otc"):
            return [TTFont(file, lazy=True)]
        with TTCollection(str(file), lazy=True) as collection:
            names = [str(font["name"].getDebugName(1)) for font in collection.fonts]
        order = sorted(range(len(names)), key=lambda at: ("Mono" in names[at], not names[at].endswith(_SIMPLIFIED), at))
        return (TTFont(file, fontNumber=at, lazy=True) for at in order)
    except (OSError, TTLibError) as error:
        if is_asked_for:
            raise StoreError(f"{file}：不能当作字体读（{error}）；请核对 --font 的路径") from error
        return []


def _cut(font: Any, wanted: Iterable[str]) -> bytes:
    from fontTools.subset import Options, Subsetter

    options = Options()
    options.layout_features, options.name_IDs, options.hinting = [], [1, 2, 4, 6], False
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, wanted)))
    subsetter.subset(font)
    made = BytesIO()
    font.save(made)
    return made.getvalue()
