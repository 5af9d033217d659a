"""Building workers: on this machine over the catalogue, or on another machine from what travelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from scanner import scratch
from scanner.nightly.work import Worker

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from scanner.config import Config
    from scanner.nightly.outfit import Outfit


def local_worker(
    config: Config, criteria: dict[str, Criterion], catalogue_path: Path, *, browser: bool, reading: bool = True
) -> Callable[[], Worker]:
    """A maker of workers that read the catalogue themselves. What is heavy is loaded now, before workers fork.

    `reading`: many documents are expected to be read anew.
    """
    from catalog.catalogue import Catalogue
    from scanner.assessing.assess import Assessor
    from scanner.browsing import browser_collector
    from scanner.nightly.warm import warm_up, warm_up_looking
    from scanner.reference import knowledge_for

    assessor = Assessor.of(criteria, knowledge_for(config))
    collector = browser_collector(config) if browser else None
    warm_up_looking(config.network.ca_bundle)
    warm_up(assessor, reading=reading)
    return lambda: Worker(
        config, assessor, collector, lambda: Catalogue.open(catalogue_path, read_only=True), alone=True
    )


def remote_worker(outfit: Outfit) -> Worker | str:
    """A worker from a configuration, its files and criteria that travelled; or why it would not judge as it should."""
    import pickle

    from scanner.assessing.assess import Assessor
    from scanner.browsing import browser_collector
    from scanner.config import Config
    from scanner.reference import knowledge_for

    criteria = pickle.loads(outfit.criteria)
    wrong = outfit.mismatch(criteria)
    if wrong is not None:
        return wrong
    config = Config.model_validate_json(outfit.settings)
    folder = scratch.take("worker")
    placed = {}
    for key, data in outfit.files.items():
        placed[key] = folder / key
        placed[key].write_bytes(data)
    network = config.network.model_copy(update={"ca_bundle": placed.get("ca_bundle")})
    geo = config.geo.model_copy(update={"country": placed.get("country"), "asn": placed.get("asn")})
    config = config.model_copy(update={"network": network, "geo": geo})
    assessor = Assessor.of(criteria, knowledge_for(config))
    return Worker(config, assessor, browser_collector(config) if outfit.browser else None)
