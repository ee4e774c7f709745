"""Writing a file, or a folder of files, that is either whole or not there."""

import shutil
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from xuntu.ontology import StoreError


def save(path: str | Path, content: bytes) -> Path:
    """Write *content* under a temporary name beside *path*, rename it into place, and return the path.

    Raises ``StoreError`` where that cannot be done; a file that was there is then left as it was.
    """
    with drafting(path) as output:
        output.write(content)
    return Path(path)


@contextmanager
def drafting(path: str | Path) -> Generator[BinaryIO, None, None]:
    """Give a file to write to, under a temporary name beside *path*, and rename it into place when all went well.

    Raises ``StoreError`` where it cannot be written; a file that was there is left as it was where anything goes wrong.
    """
    with draft_of(Path(path)) as draft, draft.open("wb") as output:
        yield output


@contextmanager
def draft_of(target: Path) -> Generator[Path, None, None]:
    """Give a temporary path beside *target*, and rename what is written there into place at the end.

    Raises ``StoreError`` where that cannot be done; on any error a file that was there is left as it was.
    """
    draft = target.with_name(target.name + ".part")
    try:
        yield draft
        draft.replace(target)
    except OSError as error:
        raise _to_error(target, error) from error
    finally:
        with suppress(OSError):
            draft.unlink()


@contextmanager
def folder_of(target: Path, *, names: Collection[str]) -> Generator[Path, None, None]:
    """Give a temporary folder beside *target*, and put its files there at the end.

    A folder that is there is renewed if all it holds are files of these *names*. Raises ``StoreError`` where it holds
    others, and where it cannot be written.
    """
    draft = target.with_name(target.name + ".part")
    try:
        _check_folder(target, names)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        yield draft
        if target.exists():
            shutil.rmtree(target)
        draft.replace(target)
    except OSError as error:
        raise _to_error(target, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_folder(target: Path, names: Collection[str]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise StoreError(f"{target}：是文件，这种格式要写到文件夹里；请换一个名字")
    others = sorted(path.name for path in target.iterdir() if path.name not in names)
    if others:
        raise StoreError(f"{target}：里面有别的文件（{others[0]}），不敢覆盖；请写到新的或空的文件夹")


def _to_error(target: Path, error: OSError) -> StoreError:
    if isinstance(error, StoreError):  # said already, by what wrote
        return error
    return StoreError(f"{target}：无法写入（{error.strerror or error}）；请检查目录是否存在、是否有权限")
