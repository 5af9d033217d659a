"""What every command is run in: language, configuration, catalogue. Nothing heavy is loaded before it is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .language import Words, choose_language, known_language
from .status import Stop

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from scanner.config import Config

DEFAULT_CATALOGUE = "preau.db"


@dataclass
class Setting:
    """The options before the command. `config`, `words` and `catalogue_path` are worked out when first used."""

    config_path: Path | None = None
    catalogue_option: Path | None = None
    language_option: str | None = None
    only_help: bool = False
    """Help is asked for, and nothing will be done."""

    @cached_property
    def config(self) -> Config:
        """The configuration file, or the defaults where none is given. Raises ConfigError."""
        from scanner.config import load_config

        return load_config(self._given_config)

    def check_config(self) -> None:
        """Read the configuration where one is given; nothing is loaded where none is. Raises ConfigError."""
        if self._given_config is not None and not self.only_help:
            _ = self.config

    @property
    def stated_language(self) -> str | None:
        """The language that a configuration with a mistake in it asks for."""
        from scanner.config import stated_language

        return stated_language(self._given_config) if self._given_config is not None else None

    @property
    def _given_config(self) -> Path | None:
        return self.config_path or _from_environment("PREAU_CONFIG")

    @cached_property
    def words(self) -> Words:
        """The words of the chosen language."""
        option = self.language_option or os.environ.get("PREAU_LANG")
        known = known_language(option) is not None
        return Words(choose_language(option, None if known else self._configured_language()))

    @property
    def unknown_language(self) -> str | None:
        """What PREAU_LANG asks for where it is no language of the program; an unknown --lang is refused by itself."""
        given = os.environ.get("PREAU_LANG", "").strip()
        return given[:40] if given and known_language(given) is None else None

    @cached_property
    def catalogue_path(self) -> Path:
        """Option, then environment, then configuration, then `preau.db` here."""
        configured = self.config.catalog.path
        return (
            self.catalogue_option
            or _from_environment("PREAU_CATALOG")
            or (Path(configured) if configured else Path(DEFAULT_CATALOGUE))
        )

    def open_catalogue(self, *, create: bool = True, read_only: bool = False, wait: float | None = None) -> Catalogue:
        """Open the catalogue; the caller closes it. Raises CatalogueProblem, and Stop for a folder.

        `wait`: seconds in which another program that holds it may let go; None for the usual time.
        """
        from catalog.catalogue import Catalogue
        from catalog.opening import LOCK_WAIT_SECONDS

        if self.catalogue_path.is_dir():
            raise Stop("error.catalogue-folder", path=self.catalogue_path)
        patience = LOCK_WAIT_SECONDS if wait is None else wait
        return Catalogue.open(self.catalogue_path, create=create, read_only=read_only, wait=patience)

    def _configured_language(self) -> str | None:
        if self._given_config is None:
            return None
        return self.config.lang


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None
