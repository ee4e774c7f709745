"""The account of a reading: one page that tells, document by document, what was read and what was not."""

from xuntu.account.account import Account
from xuntu.account.views import Language

__all__ = ["Account", "Language"]
