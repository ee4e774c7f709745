"""All links of a store, as the lines of its inferred graph."""

from dataclasses import replace

from xuntu.graph.asking import ask_own
from xuntu.graph.link.assembly import find_units
from xuntu.graph.link.authority import NOTHING, Authority
from xuntu.graph.link.chains import say_canonical_findings, say_chains
from xuntu.graph.link.recurrences import find_recurrences
from xuntu.graph.link.saying import say_canonical, say_units
from xuntu.graph.link.statuses import say_current_statuses
from xuntu.graph.link.told import read_told, read_visits
from xuntu.graph.store import Store


def link(store: Store, authority: Authority = NOTHING) -> str:
    """Return the N-Quads of the inferred graph, sorted."""
    return link_with(store, authority)[0]


def link_with(store: Store, authority: Authority) -> tuple[str, tuple[str, ...]]:
    """Return the N-Quads of the inferred graph, sorted, and what of *authority* could not be applied."""
    units = find_units(store, authority)
    visits = {place: replace(visit, unit=units.group(visit.unit)) for place, visit in read_visits(store).items()}
    told = read_told(store, visits)
    found = find_recurrences(store, told, visits, units)
    mentioned = [(str(later), str(earlier)) for later, earlier in ask_own(store, "facts/mentioned").rows]
    things = [str(thing) for (thing,) in ask_own(store, "facts/things").rows if str(thing) not in units.canonical]
    findings = {each.iri for each in told} | {finding for pair in mentioned for finding in pair}
    recurring = [(later, found.known.get(earlier, earlier)) for later, earlier in mentioned] + found.recurring
    lines = {
        *found.lines,
        *say_units(units),
        *say_canonical(things, found.known),
        *say_canonical_findings(sorted(findings), found.known),
        *say_chains(recurring, found.restated),
        *say_current_statuses(store),
    }
    return "".join(sorted(lines)), units.warnings
