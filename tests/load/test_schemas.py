"""Our own schemas are valid: at run time they are trusted, so that every start is faster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import resources
from typing import Any

import cerberus
import pytest
from casebook import EXAMPLES
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contracts.load.deal.fields import fields, schema
from contracts.load.exact import Exact, TrustedSchema
from contracts.load.library import outline
from contracts.load.library import read as library
from contracts.load.sound import TESTS, WITHIN, Sound
from contracts.load.spec import Names, at_once
from contracts.load.yaml import read
from contracts.model.clause import Library

FILES = {
    entry.name: entry
    for room in ("deal", "library")
    for entry in resources.files(f"contracts.load.{room}").iterdir()
    if entry.name.endswith(".schema.yaml")
}


SEVERAL = ("translation.schema.yaml",)
"""Files that hold a schema for each kind of file that there is in a folder."""


def of(file: str) -> Any:
    value, _ = read(FILES[file].read_bytes(), file)
    return value


@pytest.mark.parametrize("file", FILES)
def test_schema_file(file: str) -> None:
    for one in of(file).values() if file in SEVERAL else (of(file),):
        cerberus.schema.DefinitionSchema(Exact(), one)  # raises SchemaError where it is not one


@pytest.mark.parametrize("made", [library._TERM_SCHEMA, outline._PLAYBOOK_SCHEMA], ids=["term", "playbook"])
def test_schema_in_code(made: Mapping[str, Any]) -> None:
    cerberus.schema.DefinitionSchema(Exact(), made)


def test_a_schema_that_is_none_would_be_found() -> None:
    with pytest.raises(cerberus.SchemaError):
        cerberus.schema.DefinitionSchema(Exact(), {"reference": {"typ": "string"}})


def rules(found: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every rule of the deal schema with its path."""
    for name, rule in found.items():
        yield f"{prefix}{name}", rule
        for inner in (rule, rule.get("valuesrules", {})):
            if inner.get("type") == "dict" and "schema" in inner:
                yield from rules(inner["schema"], f"{prefix}{name}.")


def choices_of(rule: Mapping[str, Any]) -> set[str]:
    """What may be chosen by a rule: words, a list of words, or parts that each have a date or an event."""
    entry = rule.get("schema", rule)
    if entry.get("type") == "dict":
        return {"date", *entry["schema"]["event"]["allowed"]}
    return set(rule.get("allowed") or entry["allowed"])


RULES = dict(rules(schema()))


class TestDealSchema:
    """What holds of every field a deal may have."""

    def test_it_says_what_it_is_for(self) -> None:
        silent = [p for p, r in RULES.items() if not (r["meta"].get("help") or r["meta"].get("label"))]
        assert silent == []

    def test_its_default_is_one_of_its_choices(self) -> None:
        chosen = {p: r for p, r in RULES.items() if "default" in r and "allowed" in r}
        assert [p for p, r in chosen.items() if r["default"] not in r["allowed"]] == []

    def test_every_label_is_of_a_choice_and_every_choice_has_one(self) -> None:
        labelled = {p: r for p, r in RULES.items() if r["meta"].get("labels")}
        assert [p for p, r in labelled.items() if set(r["meta"]["labels"]) != choices_of(r)] == []

    def test_a_whole_number_has_bounds(self) -> None:
        numbers = {p: r for p, r in RULES.items() if r.get("type") == "integer"}
        assert [p for p, r in numbers.items() if "min" not in r or "max" not in r] == []

    def test_a_line_of_text_has_an_end_and_holds_no_control_character(self) -> None:
        lines = {p: r for p, r in RULES.items() if r.get("type") == "string" and r.get("empty") is False}
        assert [p for p, r in lines.items() if r.get("check_with") != "line"] == []
        assert [p for p, r in lines.items() if "maxlength" not in r] == []


def test_a_field_is_found_by_the_names_a_user_chose() -> None:
    assert fields().find("parties.licensor.name") is fields().by_path["parties.*.name"]
    assert fields().find("money.rate_card.tiers.uhd") is not None
    assert fields().find("positions.takedown") is not None
    assert fields().find("parties.licensor.nam") is None
    assert fields().find("nothing.at.all") is None


def test_fields_that_are_worked_out_are_fields_too() -> None:
    assert fields().find("schedule.total_amount") is not None


TEXTS = st.one_of(st.sampled_from(["", "a", "b", "c"]), st.integers(0, 2), st.none(), st.just(["a"]))
TEXT_RULES = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "integer", ["string", "list"]])},
    optional={
        "allowed": st.just(["a", "b", ""]),
        "empty": st.booleans(),
        "nullable": st.booleans(),
        "regex": st.just("[ab]"),
    },
)


@given(
    TEXT_RULES,
    st.lists(TEXTS, max_size=3),
    st.dictionaries(st.sampled_from(["", "a", "d"]), TEXTS, max_size=3),
)
def test_texts_are_told_as_cerberus_tells_them(
    rules: dict[str, Any], listed: list[Any], mapped: dict[str, Any]
) -> None:
    schema = {
        "listed": {"type": "list", "schema": rules},
        "keys": {"type": "dict", "keysrules": rules},
        "values": {"type": "dict", "valuesrules": rules},
    }
    document = {"listed": listed, "keys": mapped, "values": mapped}
    theirs = cerberus.Validator(schema)
    ours = Exact()
    ours.schema = TrustedSchema(ours, schema)
    assert ours.validate(document, normalize=False) == theirs.validate(document, normalize=False)


_RULES = st.recursive(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                ["string", "integer", "boolean", ["string", "list"], ["integer", "boolean"]]
            )
        },
        optional={
            "allowed": st.just(["a", "", 1]),
            "empty": st.booleans(),
            "regex": st.just("[ab]?"),
            "min": st.just(1),
            "max": st.just(1),
            "minlength": st.just(1),
            "maxlength": st.just(1),
            "required": st.booleans(),
            "nullable": st.booleans(),
            "meta": st.just({"help": "x"}),
            "dependencies": st.just("b"),
            "excludes": st.just("b"),
        },
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"type": st.just("list"), "schema": inner}),
        st.fixed_dictionaries({"type": st.just("dict"), "keysrules": inner, "valuesrules": inner}),
        st.fixed_dictionaries(
            {"type": st.just("dict"), "schema": st.dictionaries(st.sampled_from("ab"), inner, max_size=2)},
            optional={"required": st.booleans(), "minlength": st.just(1)},
        ),
    ),
    max_leaves=4,
)
_VALUES = st.recursive(
    st.sampled_from(["", "a", "b", "c", 0, 1, 2, True, None]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)


@given(
    st.dictionaries(st.sampled_from("abc"), _RULES, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from("abcd"), _VALUES, max_size=3),
)
@pytest.mark.slow
@settings(max_examples=500)
def test_what_is_seen_to_be_sound_cerberus_finds_sound(
    schema: dict[str, Any], document: dict[str, Any]
) -> None:
    assume(Sound().mapping(document, schema))
    assert cerberus.Validator(schema).validate(document, normalize=False)


@pytest.mark.parametrize("name", ["clause", "statute", "outline", "clash", "promise", "flag", "figure"])
def test_every_rule_of_a_schema_of_the_library_can_be_told_at_once(name: str) -> None:
    def told(schema: Mapping[str, Any]) -> Iterator[str]:
        for rules in schema.values():
            yield from _rules_of(rules)

    def _rules_of(rules: Mapping[str, Any]) -> Iterator[str]:
        yield from rules
        for key in ("keysrules", "valuesrules"):
            if key in rules:
                yield from _rules_of(rules[key])
        if "schema" in rules:
            yield from _rules_of(rules["schema"]) if "list" in rules["type"] else told(rules["schema"])

    assert set(told(of(f"{name}.schema.yaml"))) <= TESTS.keys() | WITHIN.keys()


def judged(document: dict[str, Any]) -> dict[str, Any] | None:
    """What Cerberus makes of a deal; None where it finds a fault."""
    validator = Exact()
    validator.schema = TrustedSchema(validator, schema())
    validator.names = NAMES
    found: dict[str, Any] | None = validator.validated(document)
    return found


NAMES = Names(("footage-license", "release"), ("agency",), ("takedown", "title"))
WRITTEN: tuple[Any, ...] = (
    *((), {}, [], "", " ", None, True, False, 0, -1, 7, 10**9, "US", "US-CA", "ID-BA", "XX", "USD", "XXX"),
    *("2026-12-01", "2026-13-01", "train", "training", "creator", "agency", "takedown", "a\u200bb", ["en"]),
    *(["training", "training"], {"a": 1}, {"takedown": "creator"}, {"taken": "creator"}, "x" * 400),
    *(Decimal("2.50"), Decimal("0.0000001"), Decimal("NaN")),
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from paths(inner, (*path, key))


def written(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a document with another value at a path."""
    if not path:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = written(copy[path[0]], path[1:], value)
    return copy


DEALS = [read(file.read_bytes(), file.name)[0] for file in EXAMPLES.values()]


@pytest.mark.parametrize("deal", DEALS, ids=list(EXAMPLES))
def test_a_deal_that_is_right_is_seen_to_be_right(deal: dict[str, Any], library: Library) -> None:
    names = Names(library.outlines, library.playbooks, library.clauses)
    assert at_once(deal, schema(), names) is not None


@pytest.mark.slow
@given(st.sampled_from(DEALS), st.data())
@settings(max_examples=300)
def test_what_is_made_of_a_deal_at_once_cerberus_makes_of_it(
    deal: dict[str, Any], data: st.DataObject
) -> None:
    document = {**deal, "agreement": "release", "playbook": "agency", "positions": {}, "waivers": []}
    for _ in range(data.draw(st.integers(0, 2))):
        path = data.draw(st.sampled_from([path for path in paths(document) if path]))
        document = written(document, path, data.draw(st.sampled_from(WRITTEN)))
    found = at_once(document, schema(), NAMES)
    if found is not None:
        assert found == judged(document)
