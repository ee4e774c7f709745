"""The tab of a page in which the whole graph is asked: an engine, the quads and the questions, in the page itself."""

from xuntu.graph.offline.asking import Asking, make_asking
from xuntu.graph.offline.quads import MOST_QUADS

__all__ = ["MOST_QUADS", "Asking", "make_asking"]
