"""Extractors that other processes can find by name: they read as ``extract`` does, and obey words in the text."""

import os
import time

from xuntu.extractors import extract
from xuntu.ontology import Extraction


def read(content: bytes, name: str) -> Extraction:
    """Die, hang or fail where the document says so; read it otherwise."""
    if b"DIE" in content:
        os._exit(9)
    if b"HANG" in content:
        time.sleep(60)
    if b"FAIL" in content:
        raise ZeroDivisionError(name)
    return extract(content, name)


def read_slowly(content: bytes, name: str) -> Extraction:
    """Read, after a wait that leaves time to be killed."""
    time.sleep(0.1)
    return extract(content, name)
