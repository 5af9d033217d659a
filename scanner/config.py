"""The configuration file: a TOML text whose every key is optional and whose unknown keys are errors.

Relative paths are taken from the configuration file's own folder; an input file that is not there is looked for in
the current folder. Without a file, all defaults hold.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from scanner import __version__
from scanner.problem import Problem

IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

DEFAULT_USER_AGENT = f"Preau/{__version__} (+https://github.com/preau/preau; privacy check of online tools for schools)"
"""An honest name and an address where a site's operator learns what visits and how to forbid it."""


class ConfigError(Problem):
    """The configuration cannot be used; the message names the file, the key and what to do."""


class _Wrong(Problem):
    """One mistake in the file."""


class _Mistakes(Problem):
    """Several mistakes, told one after the other."""


class Section(BaseModel):
    """A table of the file: frozen, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _refused(kind: str, **params: object) -> PydanticCustomError:
    """A value that does not fit; `kind` is a text of the interface under `config.why`."""
    return PydanticCustomError("refused", "refused", {"kind": kind, "params": params})


def _host_name(value: Any) -> Any:
    """A name as it is looked up: `École.example.` is `xn--cole-9oa.example`."""
    if not isinstance(value, str):
        return value
    name = value.strip().rstrip(".").lower()
    if not name.isascii():
        import ada_url

        name = ada_url.idna.encode(name).decode()
    if not name or any(character.isspace() for character in name):
        raise _refused("no-name", name=value)
    return name


def _number(value: Any) -> Any:
    """TOML has numbers of its own: `true` and `"3"` are none."""
    if isinstance(value, bool | str):
        raise _refused("no-number")
    return value


HostName = Annotated[str, BeforeValidator(_host_name)]
Whole = Annotated[int, BeforeValidator(_number)]
Seconds = Annotated[float, BeforeValidator(_number)]


class CatalogConfig(Section):
    """Where the catalogue is kept."""

    path: Path | None = None


class Limits(Section):
    """What one check may cost. Bytes are counted after decompression; times in seconds."""

    pages: Whole = Field(default=30, ge=1)
    response_bytes: Whole = Field(default=5_000_000, ge=1_000)
    total_bytes: Whole = Field(default=60_000_000, ge=1_000)
    seconds: Seconds = Field(default=90.0, gt=0)
    delay_seconds: Seconds = Field(default=1.0, ge=0)
    redirects: Whole = Field(default=10, ge=0, le=50)


class NetworkConfig(Section):
    """How the program reaches the network; it binds every collector, the browser too.

    `hosts` is like /etc/hosts (a name may have several addresses), `cnames` static DNS answers: these names never
    reach real DNS. `ports` maps the public port to the one connected to. `allow` holds networks that may be reached
    although they are not public. `ca_bundle` is trusted besides the usual authorities. `proxy` is explicit only: names
    of `hosts` are asked of it by their address, all others by name.
    """

    hosts: dict[HostName, tuple[str, ...]] = Field(default_factory=dict)
    ports: dict[int, Whole] = Field(default_factory=dict)
    cnames: dict[HostName, HostName] = Field(default_factory=dict)
    allow: tuple[IPNetwork, ...] = ()
    ca_bundle: Path | None = None
    proxy: str | None = None
    user_agent: str = DEFAULT_USER_AGENT
    vantage_country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    limits: Limits = Limits()

    @field_validator("hosts", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {name: (item,) if isinstance(item, str) else item for name, item in value.items()}

    @field_validator("hosts")
    @classmethod
    def _addresses(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for name, addresses in value.items():
            for address in addresses:
                try:
                    ipaddress.ip_address(address)
                except ValueError:
                    raise _refused("no-address", name=name, address=address) from None
        return value

    @field_validator("allow", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        if isinstance(value, list | tuple) and any(isinstance(item, int) for item in value):
            raise _refused("no-network")
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            return value
        try:
            return tuple(ipaddress.ip_network(item.strip()) for item in value)
        except ValueError:
            raise _refused("no-network") from None

    @field_validator("ports")
    @classmethod
    def _ports(cls, value: dict[int, int]) -> dict[int, int]:
        for port in (*value.keys(), *value.values()):
            if not 0 < port < 65536:
                raise _refused("no-port", port=port)
        return value

    @field_validator("user_agent")
    @classmethod
    def _header_value(cls, value: str) -> str:
        if not value.strip() or not value.isascii() or not value.isprintable():
            raise _refused("user-agent")
        return value

    @field_validator("proxy")
    @classmethod
    def _proxy_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise _refused("proxy")
        return value


class GeoConfig(Section):
    """MaxMind DB files of the operator that replace the built-in look-ups."""

    country: Path | None = None
    asn: Path | None = None


class BrowserConfig(Section):
    """The browser to drive; None lets the program look for Chromium."""

    executable: Path | None = None


class Config(Section):
    """The whole configuration. `lang` None leaves the language to the locale."""

    lang: Literal["fr", "en"] | None = None
    catalog: CatalogConfig = CatalogConfig()
    network: NetworkConfig = NetworkConfig()
    geo: GeoConfig = GeoConfig()
    browser: BrowserConfig = BrowserConfig()


_INPUT_FILES = (("network", "ca_bundle"), ("geo", "country"), ("geo", "asn"), ("browser", "executable"))
_OUTPUT_FILES = (("catalog", "path"),)


def _place_paths(data: dict[str, Any], folder: Path) -> None:
    """Make the relative paths of the file absolute, in place."""
    for table, key in _INPUT_FILES + _OUTPUT_FILES:
        section = data.get(table)
        if not isinstance(section, dict) or not isinstance(section.get(key), str):
            continue
        given = Path(section[key]).expanduser()
        placed = folder / given
        if (table, key) in _INPUT_FILES and not placed.exists() and given.exists():
            placed = Path.cwd() / given
        section[key] = str(placed)


def _known_keys(location: tuple[int | str, ...]) -> str:
    model: Any = Config
    for part in location[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) and hasattr(model, "model_fields") else None
        model = field.annotation if field is not None else None
    return ", ".join(sorted(model.model_fields)) if hasattr(model, "model_fields") else ""


_WHY = {
    "model_type": "no-table",
    "dict_type": "no-table",
    "tuple_type": "no-list",
    "path_type": "no-text",
    "string_type": "no-text",
    "int_type": "no-whole-number",
    "int_parsing": "no-whole-number",
    "int_from_float": "no-whole-number",
    "float_type": "no-number",
    "float_parsing": "no-number",
    "finite_number": "no-number",
    "literal_error": "not-among",
    "greater_than": "too-small",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "string_pattern_mismatch": "no-country",
    "ip_v4_network": "no-network",
    "ip_v6_network": "no-network",
}
"""What pydantic finds wrong, by the text that says it; anything else is `unfit`."""


def _explain(path: Path, error: ValidationError) -> ConfigError:
    told: dict[tuple[str, str], _Wrong] = {}
    for item in error.errors():
        mistake = _mistake(item)
        told.setdefault((str(mistake.params["key"]), mistake.key), mistake)
    return ConfigError("config.file", file=path, detail=_joined(list(told.values())))


def _joined(mistakes: list[_Wrong]) -> Problem:
    first, *rest = mistakes
    return _Mistakes("config.and", first=first, rest=_joined(rest)) if rest else first


def _mistake(item: ErrorDetails) -> _Wrong:
    # What pydantic adds to the place of an error (`[key]`, `lax-or-strict[…]`) is no key of the file.
    key = ".".join(str(part) for part in item["loc"] if "[" not in str(part))
    if item["type"] == "extra_forbidden":
        return _Wrong("config.unknown-key", key=key, known=_known_keys(item["loc"]))
    context = item.get("ctx", {})
    if item["type"] == "refused":
        why = _Wrong(f"config.why.{context['kind']}", **context["params"])
    else:
        expected = str(context.get("expected", "")).replace(" or ", ", ")
        bound = next((context[name] for name in ("ge", "gt", "le") if name in context), "")
        why = _Wrong(f"config.why.{_WHY.get(item['type'], 'unfit')}", expected=expected, bound=bound)
    return _Wrong("config.value", key=key, why=why, given=f"{item['input']!r:.80}")


def _check_input_files(path: Path, config: Config) -> None:
    for key, file in (
        ("network.ca_bundle", config.network.ca_bundle),
        ("geo.country", config.geo.country),
        ("geo.asn", config.geo.asn),
    ):
        if file is not None and not file.is_file():
            raise ConfigError("config.file", file=path, detail=_Wrong("config.no-file", key=key, path=file))
    bundle = config.network.ca_bundle
    if bundle is not None and not _holds_certificates(bundle):
        wrong = _Wrong("config.no-certificates", key="network.ca_bundle", path=bundle)
        raise ConfigError("config.file", file=path, detail=wrong)


def _holds_certificates(bundle: Path) -> bool:
    """Whether TLS can be given this file: a scan that cannot load it would hold every certificate to be untrusted."""
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=bundle)
    except (OSError, ValueError):  # SSLError is an OSError
        return False
    return True


def load_config(path: Path | str | None = None) -> Config:
    """The configuration in the file at `path`, or the defaults where `path` is None.

    Raises ConfigError (a file that cannot be read, broken TOML, an unknown key, a value of the wrong kind).
    """
    if path is None:
        return Config()
    file = Path(path).expanduser()
    try:
        data = tomli.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError("config.unreadable", file=file, detail=error) from error
    except UnicodeDecodeError as error:
        raise ConfigError("config.no-text", file=file) from error
    except tomli.TOMLDecodeError as error:
        from rules.mistakes import place_of

        raise ConfigError("config.no-toml", file=file, place=place_of(error)) from error
    _place_paths(data, file.resolve().parent)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise _explain(file, error) from error
    _check_input_files(file, config)
    return config


def stated_language(path: Path) -> str | None:
    """The `lang` that a configuration file asks for, whatever else is wrong with it; None where it cannot be told.

    A mistake in a file is told in the language that the same file chooses.
    """
    try:
        stated = tomli.loads(path.expanduser().read_text("utf-8-sig")).get("lang")
    except (OSError, UnicodeError, tomli.TOMLDecodeError):
        return None
    return stated if isinstance(stated, str) else None
