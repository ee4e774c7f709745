"""xuntu 巡图: documents of party inspection read into a knowledge graph of units, problems and measures."""

__version__ = "0.1.0"
