"""The part of SARIF 2.1.0 (OASIS standard, 27 March 2020) that the report uses, as frozen values.

Names are those of the standard, in its camel case; sections are named where they bind.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Level = Literal["none", "note", "warning", "error"]
Kind = Literal["notApplicable", "pass", "fail", "review", "open", "informational"]


class Part(BaseModel):
    """Any part of a log; absent values are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class Message(Part):
    """§3.11: plain text."""

    text: str


class ArtifactLocation(Part):
    """§3.4: `uri` is a valid URI reference (percent-encoded)."""

    uri: str


class Region(Part):
    """§3.30: offsets in characters from 0; `snippet` is the quote."""

    char_offset: int | None = None
    char_length: int | None = None
    snippet: Message | None = None


class PhysicalLocation(Part):
    """§3.29."""

    artifact_location: ArtifactLocation
    region: Region | None = None


class LogicalLocation(Part):
    """§3.33: the surface of the tool."""

    name: str
    kind: str


class Location(Part):
    """§3.28."""

    physical_location: PhysicalLocation
    logical_locations: tuple[LogicalLocation, ...] | None = None
    message: Message | None = None


class Configuration(Part):
    """§3.50: the default level of a rule."""

    level: Level


class ReportingDescriptor(Part):
    """§3.49: a rule, here a criterion."""

    id: str
    name: str
    short_description: Message
    full_description: Message
    help: Message
    default_configuration: Configuration
    properties: dict[str, Any]


class Result(Part):
    """§3.27: `level` is `none` unless `kind` is `fail` (§3.27.10)."""

    rule_id: str
    rule_index: int
    kind: Kind
    level: Level
    message: Message
    locations: tuple[Location, ...]
    partial_fingerprints: dict[str, str]
    properties: dict[str, Any]


class ToolComponent(Part):
    """§3.19: the program and its rules."""

    name: str
    full_name: str
    version: str | None = None
    information_uri: str | None = None
    rules: tuple[ReportingDescriptor, ...]


class ToolPart(Part):
    """§3.18."""

    driver: ToolComponent


class Invocation(Part):
    """§3.20: times in UTC with `Z`."""

    execution_successful: bool
    start_time_utc: str
    end_time_utc: str


class AutomationDetails(Part):
    """§3.17: `id` tells the runs of one log apart; `guid` of the scan where it is one."""

    id: str
    guid: str | None = None


class Run(Part):
    """§3.14: one examined tool."""

    tool: ToolPart
    automation_details: AutomationDetails
    invocations: tuple[Invocation, ...]
    language: str
    column_kind: Literal["utf16CodeUnits", "unicodeCodePoints"] = "unicodeCodePoints"
    results: tuple[Result, ...]
    properties: dict[str, Any]


class Log(Part):
    """§3.13: the whole file."""

    schema_uri: str = Field(
        default="https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json", alias="$schema"
    )
    version: Literal["2.1.0"] = "2.1.0"
    runs: tuple[Run, ...]
