"""The store over HTTP: a SPARQL endpoint and a workbench of pages, from one ASGI application."""

from xuntu.serving.limits import Limits
from xuntu.serving.opening import Application, Settings, open_app
from xuntu.serving.server import is_loopback, run

__all__ = ["Application", "Limits", "Settings", "is_loopback", "open_app", "run"]
