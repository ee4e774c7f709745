"""From the bytes of a file to a document: one reader a media type, one way of cleaning and assembling."""

from xuntu.extractors.readers.choice import READERS
from xuntu.extractors.readers.document import read_document
from xuntu.extractors.readers.media import find_media_type
from xuntu.extractors.readers.page import Block, Grid, Page, Reader

__all__ = ["READERS", "Block", "Grid", "Page", "Reader", "find_media_type", "read_document"]
