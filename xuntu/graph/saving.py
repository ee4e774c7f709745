"""Writing a file that is either whole or not there."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from xuntu.ontology import StoreError


@contextmanager
def drafting(path: str | Path) -> Generator[BinaryIO]:
    """Give a file to write to, under a temporary name beside *path*, and rename it into place when all went well.

    Raises ``StoreError`` where it cannot be written; a file that was there is then left as it was, as it is where
    anything else goes wrong.
    """
    target = Path(path)
    draft = target.with_name(target.name + ".part")
    try:
        with draft.open("wb") as output:
            yield output
        draft.replace(target)
    except BaseException as error:
        with suppress(OSError):
            draft.unlink()
        if isinstance(error, OSError) and not isinstance(error, StoreError):
            reason = error.strerror or error
            raise StoreError(f"{target}：无法写入（{reason}）；请检查目录是否存在、是否有权限") from error
        raise


def save(path: str | Path, content: bytes) -> Path:
    """Write *content* under a temporary name beside *path*, rename it into place, and return the path.

    Raises ``StoreError`` where that cannot be done; a file that was there is then left as it was.
    """
    with drafting(path) as output:
        output.write(content)
    return Path(path)
