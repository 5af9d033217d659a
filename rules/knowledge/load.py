"""Build the :class:`~rules.knowledge.knowledge.Knowledge` from the package's data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge
    from rules.knowledge.model import CountryLookup, NetworkLookup


def load_knowledge(
    country_db: CountryLookup | None = None,
    asn_db: NetworkLookup | None = None,
    operator_digest: str = "",
) -> Knowledge:
    """Return the reference data.

    ``country_db`` and ``asn_db`` are look-ups over the operator's own databases (the caller opens the files); each
    replaces the built-in look-up of its kind entirely. ``operator_digest`` identifies those files and becomes part
    of :attr:`Knowledge.digest`. Nothing is read from disk until it is first asked for.
    """
    from rules.knowledge.knowledge import Knowledge

    return Knowledge(country_db=country_db, asn_db=asn_db, operator_digest=operator_digest)
