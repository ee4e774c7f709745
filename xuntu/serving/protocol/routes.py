"""Where the protocol is spoken."""

from starlette.routing import BaseRoute, Route

from xuntu.serving.answers import Runner
from xuntu.serving.limits import Limits
from xuntu.serving.protocol.endpoint import Data, Sparql, Update, Void
from xuntu.serving.protocol.updater import Updater


def routes(runner: Runner, limits: Limits, updater: Updater | None = None) -> list[BaseRoute]:
    """Return the routes of the protocol; without an *updater* nothing can be changed."""
    return [
        Route("/sparql", Sparql(runner, limits, updater)),
        Route("/update", Update(runner, limits, updater)),
        Route("/data", Data(runner, limits, updater)),
        Route("/.well-known/void", Void(runner, limits)),
    ]
