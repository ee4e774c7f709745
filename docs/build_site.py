"""Build the documentation as a site of HTML pages in `build/docs`: `make docs`. No network is needed, then or later."""

import sys

from making.places import DOCS, ROOT
from making.site import stage
from sphinx.cmd.build import build_main

BUILD = ROOT / "build"


def main() -> int:
    """Put the pages together and build them; return the exit code, which is not 0 where there was a warning."""
    stage(BUILD / "pages")
    options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(DOCS), "-d", str(BUILD / "doctrees")]
    return build_main([*options, str(BUILD / "pages"), str(BUILD / "docs")])


if __name__ == "__main__":
    sys.exit(main())
