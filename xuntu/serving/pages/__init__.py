"""The pages of the workbench: functions from the store and what is asked to a page."""

from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.paths import ROUTES

__all__ = ["ROUTES", "Asked", "Page"]
