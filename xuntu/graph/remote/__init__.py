"""Stores behind an address: a SPARQL 1.1 server is asked, and brought up to date, over HTTP."""

from xuntu.graph.remote.access import Access, Protocol, find_access, is_address, mask
from xuntu.graph.remote.opening import open_store
from xuntu.graph.remote.pushing import Pushed, push

__all__ = ["Access", "Protocol", "Pushed", "find_access", "is_address", "mask", "open_store", "push"]
