"""contracts schema: the JSON Schema of a deal, a memo, the tree of a paper, a map, or a list of changes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from contracts.cli.options import library_option


@click.command("schema")
@click.argument("what", type=click.Choice(["deal", "memo", "document", "map", "redline"]), default="deal")
@library_option
def command(what: str, overlays: tuple[Path, ...]) -> None:
    """Print the JSON Schema of a deal spec, so that an editor completes and validates it.

    contracts schema memo prints the one of memo.json, contracts schema document that of agreement.json,
    contracts schema map that of the map of a sheet, and contracts schema redline that of a list of changes.

    \b
    contracts schema > deal.schema.json
    Then put this on the first line of a deal:
    # yaml-language-server: $schema=deal.schema.json
    """
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import (
        deal_schema,
        document_schema,
        map_schema,
        memo_schema,
        redline_schema,
    )

    other = {"memo": memo_schema, "document": document_schema, "map": map_schema, "redline": redline_schema}
    made = other[what]() if what in other else deal_schema(open_library(overlays))
    click.echo(json.dumps(made, indent=2))
