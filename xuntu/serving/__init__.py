"""The store over HTTP: a SPARQL endpoint and a workbench of pages, from one ASGI application."""

from xuntu.serving.app import make_app
from xuntu.serving.limits import Limits

__all__ = ["Limits", "make_app"]
