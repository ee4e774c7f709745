"""Shards made by many machines: the inputs looked at, cut into parts, read by an engine, and told in a manifest."""

from xuntu.graph.cluster.dask import Dask
from xuntu.graph.cluster.engine import Engine, Here
from xuntu.graph.cluster.manifest import check_manifest
from xuntu.graph.cluster.shards import Shards, build_shards
from xuntu.graph.cluster.storage import fetch, is_url, open_folder, to_sources
from xuntu.graph.cluster.tables import Columns, Piece, is_table, list_pieces

__all__ = [
    "Columns", "Dask", "Engine", "Here", "Piece", "Shards", "build_shards", "check_manifest", "fetch", "is_table",
    "is_url", "list_pieces", "open_folder", "to_sources",
]  # fmt: skip
