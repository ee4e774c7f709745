"""The pages of the workbench: functions from the store and what is asked to a page."""

from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.routes import PAGES, ROUTES

__all__ = ["PAGES", "ROUTES", "Asked", "Page"]
