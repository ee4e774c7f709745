"""Which function gives which page: for the processes that read the store."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.serving.pages import (
    checks,
    documents,
    editor,
    findings,
    home,
    network,
    policies,
    questions,
    rounds,
    search,
    things,
    types,
    units,
)
from xuntu.serving.pages.page import Asked, Page

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

PageOf: TypeAlias = "Callable[[Reading, Asked], Page]"

PAGES: Final["Mapping[str, PageOf]"] = {
    "home": home.show_home,
    "search": search.show_search,
    "suggest": search.suggest,
    "questions": questions.show_questions,
    "question": questions.show_question,
    "graph": network.show_graph,
    "network": network.give_network,
    "units": units.show_units,
    "unit": units.show_unit,
    "rounds": rounds.show_rounds,
    "round": rounds.show_round,
    "types": types.show_types,
    "type": types.show_type,
    "policies": policies.show_policies,
    "policy": policies.show_policy,
    "documents": documents.show_documents,
    "document": documents.show_document,
    "finding": findings.show_finding,
    "thing": things.show_thing,
    "checks": checks.show_checks,
    "editor": editor.show_editor,
    "vocabulary": editor.give_vocabulary,
}
"""Each page by its name."""
