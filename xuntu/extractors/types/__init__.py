"""The trained model of problem types: what concepts a statement speaks of. `train` makes its weights."""

from xuntu.extractors.types.model import Matrix, Model, Run, load_model

__all__ = ["Matrix", "Model", "Run", "load_model"]
