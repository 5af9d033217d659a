"""The configuration file as the contract writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme

from scanner.config import Config, ConfigError, load_config

WHOLE = """
lang = "fr"
[catalog]
path = "preau.db"
[network]
hosts = { "Tool.Example." = "127.1.0.10", "two.example" = ["127.1.0.11", "::1"] }
ports = { 80 = 8080, 443 = 8443 }
cnames = { "stats.tool.example" = "collect.tracker.example" }
allow = ["127.1.0.0/16"]
ca_bundle = "lab-ca.pem"
proxy = "http://proxy.school.example:3128"
user_agent = "Robot/1 (+https://robot.example)"
vantage_country = "FR"
[network.limits]
pages = 30
response_bytes = 5_000_000
total_bytes = 60_000_000
seconds = 90
delay_seconds = 1.0
redirects = 10
[geo]
country = "country.mmdb"
asn = "asn.mmdb"
[browser]
executable = "/usr/bin/chromium"
"""


def written(folder: Path, text: str) -> Path:
    for name in ("broken.pem", "country.mmdb", "asn.mmdb"):
        (folder / name).write_bytes(b"x")
    trustme.CA().cert_pem.write_to_path(str(folder / "lab-ca.pem"))
    file = folder / "preau.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, WHOLE))
    network = config.network
    assert network.hosts == {"tool.example": ("127.1.0.10",), "two.example": ("127.1.0.11", "::1")}
    assert network.ports == {80: 8080, 443: 8443}
    assert network.ca_bundle == tmp_path / "lab-ca.pem"
    assert config.catalog.path == tmp_path / "preau.db"
    assert config.geo.country == tmp_path / "country.mmdb"
    assert (network.limits.seconds, network.limits.pages, network.limits.delay_seconds) == (90, 30, 1.0)


def test_a_name_is_looked_up_as_it_is_written_in_addresses(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, "[network]\nhosts = { 'École.example' = '127.1.0.1' }\n"))
    assert config.network.hosts == {"xn--cole-9oa.example": ("127.1.0.1",)}


def test_without_a_file_the_defaults_hold() -> None:
    config = load_config(None)
    assert config == Config()
    assert config.network.limits.seconds == 90 and config.network.proxy is None
    assert "Preau/" in config.network.user_agent and "https://" in config.network.user_agent


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1", "unknown key colour"),
        ("[network]\nhost = {}", "unknown key network.host"),
        ("[network.limits]\npage = 3", "unknown key network.limits.page"),
        ("[network]\nallow = ['everything']", "network.allow"),
        ("[network]\nhosts = { 'a.example' = 'b.example' }", "not an IP address"),
        ("[network]\nports = { 80 = 99999 }", "not a port number"),
        ("[network]\nuser_agent = 'é'", "printable ASCII"),
        ("[network]\nproxy = 'proxy:3128'", "http://host:port"),
        ("[network.limits]\nseconds = 'long'", "network.limits.seconds"),
        ("[network]\nca_bundle = 'absent.pem'", "there is no file"),
        ("[network]\nca_bundle = 'broken.pem'", "holds no certificates"),
        ("[network.limits]\npages = true", "network.limits.pages: a number is expected"),
        ("[network.limits]\npages = '3'", "network.limits.pages: a number is expected"),
        ("[network.limits]\nseconds = true", "network.limits.seconds: a number is expected"),
        ("[network.limits]\nseconds = inf", "network.limits.seconds: a number is expected"),
        ("[network.limits]\ndelay_seconds = inf", "network.limits.delay_seconds: a number is expected"),
        ("[network]\nports = { 80 = true }", "a number is expected"),
        ("[network]\nports = { 80 = '8080' }", "a number is expected"),
        ("[network]\nallow = [127]", "network.allow: it is not a network"),
        ("[network]\nhosts = { '' = '127.1.0.1' }", "is no host name"),
        ("[network]\ncnames = { 'a.example' = 'b c' }", "is no host name"),
        ("lang = 'de'", "lang"),
        ("lang = ", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"preau\.toml") as caught:
        load_config(written(tmp_path, text))
    assert named in str(caught.value)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "préau.toml"
    file.write_text('lang = "fr"\n', encoding="utf-8-sig")
    assert load_config(file).lang == "fr"


def test_a_network_that_is_none_is_said_in_words(tmp_path: Path) -> None:
    file = written(tmp_path, '[network]\nallow = ["127.1.0.0/99"]\n')
    with pytest.raises(ConfigError) as raised:
        load_config(file)
    assert "network.allow: " in str(raised.value) and "'127.1.0.0/99'" in str(raised.value)
    assert "lax-or-strict" not in str(raised.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "absent.toml")
