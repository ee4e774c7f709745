"""Output files that appear whole or not at all."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from xuntu.ontology import XuntuError


@contextmanager
def whole_file(path: Path) -> Generator[Path]:
    """Give a name beside *path* to write to; it takes the place of *path* when all went well.

    Raises XuntuError where the place cannot be written; what stood there before is then as it was.
    """
    draft = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "是文件夹")
        yield draft
        draft.replace(path)
    except OSError as error:
        if isinstance(error, XuntuError):
            raise
        reason = error.strerror or str(error)
        raise XuntuError(f"{path}：不能写入（{reason}）；请换一个可写的位置") from error
    finally:
        _remove(draft)


def _remove(draft: Path) -> None:
    if draft.is_file():
        draft.unlink()
