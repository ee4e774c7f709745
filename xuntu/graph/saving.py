"""Writing a file that is either whole or not there."""

from contextlib import suppress
from pathlib import Path

from xuntu.ontology import StoreError


def save(path: str | Path, content: bytes) -> Path:
    """Write *content* under a temporary name beside *path*, rename it into place, and return the path.

    Raises ``StoreError`` where that cannot be done; a file that was there is then left as it was.
    """
    target = Path(path)
    draft = target.with_name(target.name + ".part")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise StoreError(f"{target}：无法写入（{error.strerror or error}）；请检查目录是否存在、是否有权限") from error
    return target
