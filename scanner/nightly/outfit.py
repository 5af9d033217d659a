"""What a worker on another machine is given to judge as this one does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.noun import digest

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from scanner.config import Config


@dataclass(frozen=True)
class Outfit:
    """What a worker of the cluster is given once: configuration with its files, criteria, and what it must match."""

    name: str
    settings: str
    files: dict[str, bytes]
    criteria: bytes
    browser: bool
    reader: str
    rules: str

    @classmethod
    def of(cls, config: Config, criteria: Mapping[str, Criterion], *, browser: bool) -> Outfit:
        """The outfit for a run. The files that a configuration names travel with it: other machines lack them."""
        import pickle

        from rules.derive import DERIVE_DIGEST
        from rules.load import rules_digest
        from rules.reading import READER_DIGEST

        named = {"ca_bundle": config.network.ca_bundle, "country": config.geo.country, "asn": config.geo.asn}
        files = {key: path.read_bytes() for key, path in named.items() if path}
        settings, packed = config.model_dump_json(), pickle.dumps(dict(criteria))
        rules = digest((rules_digest(dict(criteria)) + DERIVE_DIGEST).encode())
        parts = b"\0".join((settings.encode(), packed, str(browser).encode(), *files.values()))
        return cls(digest(parts), settings, files, packed, browser, READER_DIGEST, rules)

    def mismatch(self, criteria: Mapping[str, Criterion]) -> str | None:
        """Why a worker that has this outfit would not judge as this machine does, or None."""
        from rules.derive import DERIVE_DIGEST
        from rules.load import rules_digest
        from rules.reading import READER_DIGEST

        here = digest((rules_digest(dict(criteria)) + DERIVE_DIGEST).encode())
        return None if (READER_DIGEST, here) == (self.reader, self.rules) else "another version of the program"
