"""What stands between the network and the application: who may ask, how much, and what browsers are told."""

from xuntu.serving.safety.faults import answer_fault
from xuntu.serving.safety.guard import guard
from xuntu.serving.safety.rules import Rules

__all__ = ["Rules", "answer_fault", "guard"]
