"""The store over HTTP: a SPARQL endpoint and a workbench of pages, from one ASGI application.

``opening`` makes the application and ``server`` runs it; processes that read the store load neither.
"""

from xuntu.serving.limits import Limits

__all__ = ["Limits"]
