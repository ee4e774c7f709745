"""Words of the genre as data: one TOML file a subject, read once."""

from xuntu.extractors.lexicons.words import alternatives, load_words

__all__ = ["alternatives", "load_words"]
