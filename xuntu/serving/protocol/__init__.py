"""SPARQL 1.1 over HTTP: queries, updates, reads of graphs, and what the service says of itself."""

from xuntu.serving.protocol.routes import routes
from xuntu.serving.protocol.updater import Updater

__all__ = ["Updater", "routes"]
