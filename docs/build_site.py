"""Build the documentation as a site of HTML pages in `build/docs`: `make docs`. No network is needed, then or later."""

import sys
from pathlib import Path

from making.places import DOCS, ROOT
from making.site import stage
from sphinx.cmd.build import build_main


def main(folder: Path) -> int:
    """Build the site in ``docs`` of a *folder*; return the exit code, which is not 0 where there was a warning."""
    stage(folder / "pages")
    options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(DOCS), "-d", str(folder / "doctrees")]
    return build_main([*options, str(folder / "pages"), str(folder / "docs")])


if __name__ == "__main__":
    sys.exit(main(ROOT / "build"))
