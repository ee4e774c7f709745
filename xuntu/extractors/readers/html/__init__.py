"""Saved web pages: the notice out of the page, tables from the DOM, facts from the metadata."""

from xuntu.extractors.readers.html.page import read_html

__all__ = ["read_html"]
