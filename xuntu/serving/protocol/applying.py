"""One update, by a process of its own, so that it can be ended: ``python -m … PLACE``, the update on its input."""

import json
import sys
from typing import cast

from xuntu.graph import apply_update, find_place, read_update
from xuntu.ontology import QueryError, XuntuError


def main() -> None:
    """Do the update that is read, as JSON, and print, as JSON, why not; nothing where it is done."""
    told = cast("dict[str, object]", json.load(sys.stdin))
    using, using_named = (cast("list[str]", told[name]) for name in ("using", "using_named"))
    try:
        apply_update(sys.argv[1], read_update(str(told["update"]), using, using_named))
    except QueryError as error:
        _say("query", error, find_place(error))
    except XuntuError as error:
        _say("store", error, None)


def _say(fault: str, error: XuntuError, place: tuple[int, int] | None) -> None:
    sys.stdout.write(json.dumps({"fault": fault, "message": str(error), "place": place}))


if __name__ == "__main__":
    main()
