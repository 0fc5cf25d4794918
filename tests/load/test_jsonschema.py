"""The JSON Schema that editors use says of a deal what the tool says of it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from casebook import BASE, EXAMPLES, changed

from contracts.load.deal.jsonschema import json_schema
from contracts.load.library.home import starter
from contracts.load.yaml import read
from contracts.model.clause import Library


@pytest.fixture(scope="module")
def validator(library: Library) -> jsonschema.Draft202012Validator:
    made = json_schema(library)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made, format_checker=jsonschema.FormatChecker())


def as_json(value: Any) -> Any:
    """A deal as an editor sees it: JSON has no Decimal."""
    match value:
        case dict():
            return {key: as_json(inner) for key, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
        case Decimal():
            return float(value)
        case _:
            return value


def paths(validator: jsonschema.Draft202012Validator, text: str) -> set[str]:
    """Where an editor would underline a deal."""
    deal, _ = read(text.encode(), "deal.yaml")
    errors: Iterable[jsonschema.ValidationError] = validator.iter_errors(as_json(deal))
    return {".".join(str(step) for step in error.absolute_path) for error in errors}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_valid(example: str, validator: jsonschema.Draft202012Validator) -> None:
    assert paths(validator, EXAMPLES[example].read_text("utf-8")) == set()


def test_every_starter_is_valid(library: Library, validator: jsonschema.Draft202012Validator) -> None:
    for outline in library.outlines:
        path = starter(outline)
        assert path is not None, outline
        assert paths(validator, path.read_text("utf-8")) == set(), outline


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("reference: T-001\n", "", ""),
        ("reference: T-001", "referense: T-001", ""),
        ("reference: T-001", "reference: T 001", "reference"),
        ("footage-license", "footage-licence", "agreement"),
        ("role: creator", "role: creater", "parties.licensor.role"),
        ("{months: 24}", "{months: 0}", "grant.term.months"),
        ("{months: 24}", "{months: two}", "grant.term.months"),
        ("[Lumen-2]", "Lumen-2", "grant.models.names"),
        ("hd: 1.00", "hd: -1", "money.rate_card.tiers.hd"),
        ("money:", "positions: {takedwn: creator}\nmoney:", "positions"),
        ("money:", "positions: {takedown: creater}\nmoney:", "positions.takedown"),
        ("2026-12-01", "12/01/2026", "effective_date"),
    ],
)
def test_a_broken_deal_is_not(
    old: str, new: str, where: str, validator: jsonschema.Draft202012Validator
) -> None:
    assert where in paths(validator, changed(BASE, {old: new}))


def test_every_field_an_editor_completes_is_explained(library: Library) -> None:
    made = json_schema(library)
    assert all("description" in field for field in made["properties"].values())
