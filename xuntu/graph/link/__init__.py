"""Links across documents, in a graph of their own: one unit, one inspection, one problem, and what comes back.

All of it follows from the documents' graphs, so it may be dropped and made again at any time.
"""

from xuntu.graph.link.linking import link as link
