"""The errors that a user can mend.

XuntuError
 ├─ AuthorityError         an authority file is wrong, or contradicts itself (also a ValueError)
 ├─ DocumentError          a file cannot be read as a document
 ├─ QueryError             a question or SPARQL text cannot be answered (also a ValueError)
 └─ StoreError             a store cannot be opened, written or trusted (also an OSError)
"""


class XuntuError(Exception):
    """Base of all errors that xuntu raises on purpose."""


class AuthorityError(XuntuError, ValueError):
    """An authority file that is no TOML, has unknown keys, or contradicts itself."""


class DocumentError(XuntuError):
    """A file that cannot be read as a document."""


class QueryError(XuntuError, ValueError):
    """A question that is unknown, or SPARQL that does not parse."""


class StoreError(XuntuError, OSError):
    """A store that is missing, locked, damaged or not a store."""
