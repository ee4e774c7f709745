"""What links know beforehand, as data: names of departments, institutional reforms, words in names."""

from xuntu.graph.link.lexicons.lexicon import load_lexicon as load_lexicon
