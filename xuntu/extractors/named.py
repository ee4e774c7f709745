"""The bodies that a report names in its text, each once, with every form in which it does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from xuntu.extractors.lexicons import load_words
from xuntu.extractors.localities import with_place
from xuntu.extractors.mentions.bodies import find_bodies, find_committees, find_own_names
from xuntu.extractors.mentions.places import place_of
from xuntu.ontology import Inspection, Organisation, Passage, Report, Wording, accountable_name

_OFFICE = re.compile(r"巡[视察]|纪委|纪律检查|监委|监察|办公厅|网$|发布$")
_BELONGING = re.compile(rf"^[{''.join(load_words('bodies')['belonging'])}]属(?=.{{4,}})")
_NO_PLACE = re.compile(f"[{load_words('bodies')['never']}]|城$")
_COMMITTEE = re.compile(r"^(?:中共)?[省市县区]委$")


def find_named(report: Report, text: str) -> tuple[Organisation, ...]:
    """Return the bodies that the text of *report* names; those named by their level alone are of its places."""
    body = text[report.passage.start : report.passage.end]
    places = _places(report)
    owner = _owner(report)
    known = [owner.name] if owner else []
    known += [unit.name for unit in report.inspection.units] if report.inspection else []
    found: dict[tuple[str, str | None], Organisation] = {}
    named = [*_in_text(body, known, places), *_own(body, owner), *_committees(body, places)]
    for each in named:
        shifted = each.passage and Passage(
            each.passage.start + report.passage.start, each.passage.end + report.passage.start
        )
        key = (accountable_name(each.name, each.place), each.division)
        first = found.get(key)
        also = (*first.also, *each.also) if first else each.also
        found[key] = replace(first or replace(each, passage=shifted), also=tuple(dict.fromkeys(also)))
    return tuple(found.values())


def _in_text(text: str, known: list[str], places: Mapping[str, str]) -> Iterator[Organisation]:
    for wording in find_bodies(text, known):
        name = _BELONGING.sub("", wording.text)
        if not _COMMITTEE.match(name):
            yield with_place(_named(name, wording), places)


def _own(text: str, owner: Organisation | None) -> Iterator[Organisation]:
    """Yield the signer, or the one unit inspected, by the words in which its report speaks of it."""
    if owner is None:
        return
    for wording in find_own_names(text, accountable_name(owner.name)):
        yield replace(owner, also=(wording.text,), passage=wording.passage)


def _committees(text: str, places: Mapping[str, str]) -> Iterator[Organisation]:
    for wording in find_committees(text, "省市县区"):
        level = wording.text[0]
        place = places.get(level)
        if place or level == "省":
            name = place or wording.text
            yield Organisation(name, (wording.text,), place_of(name) if place else None, passage=wording.passage)


def _named(name: str, wording: Wording) -> Organisation:
    return Organisation(name, (wording.text,), division=place_of(name), passage=wording.passage)


def _places(report: Report) -> dict[str, str]:
    """Return the document's place at each level, that of the committee that inspects before others."""
    places = {place[-1]: place for place in reversed(report.places) if not _NO_PLACE.search(place[:-1])}
    sender = report.inspection.body_place if report.inspection else None
    body = (report.inspection.body or "").removeprefix("中共") if report.inspection else ""
    if sender and sender[-1] == body[:1]:
        places[sender[-1]] = sender
    return places


def _owner(report: Report) -> Organisation | None:
    units = report.inspection.units if report.inspection else ()
    if report.issuer and not _OFFICE.search(report.issuer.name):
        return _same(report.issuer, report.inspection) or report.issuer
    return units[0] if len(units) == 1 else None


def _same(issuer: Organisation, inspection: Inspection | None) -> Organisation | None:
    """Return the inspected unit that signs itself."""
    own = accountable_name(issuer.name, issuer.place)
    units = inspection.units if inspection else ()
    return next((unit for unit in units if accountable_name(unit.name, unit.place) == own), None)
