"""The formats that a graph can be taken away in: what each is for, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast

from xuntu.graph.store import Store

Family: TypeAlias = Literal["rdf", "network", "tables"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, which is its extension too, other extensions, and what it is for, in Chinese and English.

    ``writer`` is the module and the function that write it; ``folder`` names the files of a format that is a folder
    of files, ``framed`` the function that writes it document by document, ``packs`` whether it may be ``.gz``.
    """

    name: str
    family: Family
    zh: str
    en: str
    writer: str
    also: tuple[str, ...] = ()
    framed: str = ""
    packs: bool = False
    is_folder: bool = False
    is_database: bool = False

    def load(self, *, framed: bool = False) -> Callable[[Store, Any], None]:
        """Return the function that writes the format to a file or into a folder, loading what it needs."""
        module, _, function = (self.framed if framed else self.writer).partition(":")
        return cast("Callable[[Store, Any], None]", getattr(import_module(f"xuntu.graph.exports.{module}"), function))


_ALL: Final = (
    Format("ttl", "rdf", "Turtle：最易读的 RDF", "Turtle: RDF that reads best", "rdf:write_turtle", packs=True),
    Format(
        "trig",
        "rdf",
        "TriG：Turtle，分文件成图",
        "TriG: Turtle, a graph for each document",
        "rdf:write_trig",
        packs=True,
    ),
    Format("nq", "rdf", "N-Quads：一行一句，带图名", "N-Quads: a line a quad", "rdf:write_nquads", packs=True),
    Format("nt", "rdf", "N-Triples：一行一句", "N-Triples: a line a triple", "rdf:write_ntriples", packs=True),
    Format(
        "rdf", "rdf", "RDF/XML：Protégé 等", "RDF/XML: Protege and others", "rdf:write_rdfxml", ("xml",), packs=True
    ),
    Format(
        "jsonld",
        "rdf",
        "JSON-LD：键名简短的 JSON；加 --frame 按文件成树",
        "JSON-LD: JSON with short keys; with --frame a tree for each document",
        "jsonld:write_jsonld",
        framed="framing:write_frames",
        packs=True,
    ),
    Format(
        "jsonl",
        "rdf",
        "JSON Lines：一行一份文件，问题、措施在其中",
        "JSON Lines: a document a line, with its findings and measures",
        "framing:write_lines",
        ("ndjson",),
        framed="framing:write_lines",
        packs=True,
    ),
    Format("graphml", "network", "GraphML：Gephi、yEd、igraph", "GraphML: Gephi, yEd, igraph", "graphml:write_graphml"),
    Format("gexf", "network", "GEXF：Gephi，带颜色和位置", "GEXF: Gephi, with colours and places", "gexf:write_gexf"),
    Format("cyjs", "network", "Cytoscape JSON", "Cytoscape JSON", "cytoscape:write_cytoscape"),
    Format(
        "neo4j",
        "network",
        "Neo4j 导入用的 CSV（文件夹）",
        "CSV files for Neo4j's import (a folder)",
        "neo4j:write_neo4j",
        is_folder=True,
    ),
    Format(
        "csv",
        "tables",
        "CSV 表，一类一张，Excel 可直接打开（文件夹）",
        "CSV tables, one for each class (a folder)",
        "delimited:write_tables",
        is_folder=True,
    ),
    Format(
        "parquet",
        "tables",
        "Parquet 表：pandas、DuckDB、Spark（文件夹）",
        "Parquet tables: pandas, DuckDB, Spark (a folder)",
        "parquet:write_tables",
        is_folder=True,
    ),
    Format(
        "sqlite",
        "tables",
        "SQLite：表、外键、全文检索，Datasette 可打开",
        "SQLite: tables, foreign keys, full text; opens in Datasette",
        "sqlite:write_sqlite",
        ("db",),
        is_database=True,
    ),
)

FORMATS: Final[dict[str, Format]] = {one.name: one for one in _ALL}
"""Every format by its name."""

PACKED: Final = "gz"


def format_of(path: Path) -> str:
    """Return what the extension of a path says, without the dot and without ``.gz``.

    >>> format_of(Path("图谱.ttl.gz")), format_of(Path("neo4j")), format_of(Path("a/b.CSV"))
    ('ttl', '', 'csv')
    """
    suffixes = [suffix.removeprefix(".").lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == PACKED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
