"""Policy documents: the list of them, and the page of one."""

from typing import TYPE_CHECKING

from xuntu.graph.profiles import describe_policy, list_policy_rows
from xuntu.serving.pages.links import is_ours
from xuntu.serving.pages.missing import show_missing
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.paging import page_of, start_of
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading


def show_policies(reading: "Reading", asked: Asked) -> Page:
    """Return the list of policy documents."""
    listing = list_policy_rows(
        reading.store, words=asked.get("q").strip("《》"), start=start_of(asked), language=asked.language
    )
    return show("policies.html", asked, rows=listing.rows, paging=page_of(asked, listing.total))


def show_policy(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a policy document."""
    one = describe_policy(reading.store, asked.get("iri"), asked.language) if is_ours(asked.get("iri")) else None
    return show("policy.html", asked, policy=one) if one else show_missing(asked)
