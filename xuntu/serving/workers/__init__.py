"""Processes that read the store and answer, and who has them do so."""

from xuntu.serving.workers.workers import Workers

__all__ = ["Workers"]
