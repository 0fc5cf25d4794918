"""contracts schema: the JSON Schema of a deal."""

from __future__ import annotations

import json
from pathlib import Path

import click

from contracts.cli.options import library_option


@click.command("schema")
@library_option
def command(overlays: tuple[Path, ...]) -> None:
    """Print the JSON Schema of a deal spec, so that an editor completes and validates it.

    \b
    contracts schema > deal.schema.json
    Then put this on the first line of a deal:
    # yaml-language-server: $schema=deal.schema.json
    """
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import deal_schema

    click.echo(json.dumps(deal_schema(open_library(overlays)), indent=2))
