"""What tests of several rooms share: a running browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.chromium import CHROMIUM


@pytest.fixture(scope="module")  # no longer: its loop keeps others of the same thread from running
def chromium() -> Iterator[Any]:
    """Return a running Chromium; skips where it cannot be had, and says how it can."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium fonts-noto-cjk")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
