"""xuntu 巡图: documents of party inspection read into a knowledge graph of units, problems and measures.

>>> graph = build("examples/documents")
>>> graph.query("recurring").columns[:3]
('unit', 'number', 'finding')
"""

from xuntu.api import Graph, build, build_shards, extract, import_ledger, load, make_app, open, serve

__version__ = "0.1.0"
__all__ = ["Graph", "build", "build_shards", "extract", "import_ledger", "load", "make_app", "open", "serve"]
