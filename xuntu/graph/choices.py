"""What may be chosen in a form, as far as the graph tells it."""

from xuntu.graph.asking import ask_own
from xuntu.graph.store import Store


def list_years(store: Store) -> list[str]:
    """Return the years of the inspections, the latest first."""
    years = {str(year) for _, year in ask_own(store, "facts/years").rows if year is not None}
    return sorted((year for year in years if year.isdigit()), reverse=True)
