"""What may be chosen in a form, as far as the graph tells it."""

from xuntu.graph.asking import ask_own
from xuntu.graph.store import Store


def list_years(store: Store) -> list[str]:
    """Return the years of the inspections, the latest first."""
    years = {str(year) for _, year in ask_own(store, "facts/years").rows if year is not None}
    return sorted((year for year in years if year.isdigit()), reverse=True)


def count_documents(store: Store) -> int:
    """Return how many documents there are."""
    [(number,)] = ask_own(store, "pages/documents").rows
    return int(str(number))
