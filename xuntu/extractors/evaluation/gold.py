"""Gold: what a person read in a file, kept as JSON beside it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xuntu.ontology import DocumentError

Json = Mapping[str, Any]  # JSON of a gold file or a reading: its shape is the exchange format


def load_gold(path: Path) -> list[Json]:
    """Return the gold of a file, or of every gold file in a folder in the order of their names.

    Other JSON files of the folder are passed over. Raises DocumentError where there is no gold.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    gold = [content for file in files if _is_gold(content := _load_json(file))]
    if not gold:
        raise DocumentError(f"{path}：没有标注文件；请给出存放标注（*.json，含 source 与 documents）的文件夹")
    return gold


def _load_json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DocumentError(f"{file}：不能读取标注文件（{error.strerror}）；请核对路径") from error
    except ValueError as error:
        raise DocumentError(f"{file}：不是有效的 JSON（{error}）；请改正后再试") from error


def _is_gold(content: Any) -> bool:
    return isinstance(content, dict) and "documents" in content and "source" in content
