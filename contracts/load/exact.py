"""Cerberus as our schemas need it, imported for a document that cannot be seen to be right without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import cerberus
from cerberus import errors as codes
from cerberus.validator import _SchemaRuleTypeError

from contracts.load.faults import join
from contracts.load.lines import MOST_LINES
from contracts.load.normal import amount, day
from contracts.load.sound import Sound
from contracts.load.suggest import suggest
from contracts.load.world.currencies import currencies
from contracts.load.world.letters import can_be_seen, hidden
from contracts.load.world.places import countries, is_place
from contracts.load.world.which import which
from contracts.model.names import Names


class TrustedSchema(cerberus.schema.DefinitionSchema):  # type: ignore[misc]
    """A schema of our own, which Cerberus need not validate anew at every start: a test does."""

    def __init__(self, validator: Any, schema: Any) -> None:  # Cerberus's own makes two validators more
        self.validator, self.schema = validator, schema

    def validate(self, schema: object = None) -> None:
        """Nothing: see the class."""

    @classmethod
    def expand(cls, schema: Any) -> Any:
        """Nothing either: our schemas use none of the shorthands that it unfolds at every level anew."""
        return schema


class Exact(cerberus.Validator):  # type: ignore[misc]
    """Cerberus with four of its loose ends tied, and with exact numbers, dates and the codes of the world.

    One class, since Cerberus reads the docstrings of all rules anew for each.
    """

    types_mapping = cerberus.Validator.types_mapping | {
        "decimal": cerberus.TypeDefinition("decimal", (Decimal, int), (bool,)),
        "date": cerberus.TypeDefinition("date", (date,), ()),
    }
    names = Names()

    def validate(
        self, document: Any, schema: Any = None, update: bool = False, normalize: bool = True
    ) -> Any:
        """As Cerberus, which is not asked of a part that can be seen to be right without it."""
        if schema is None and not update and not normalize and Sound().mapping(document, self.schema.schema):
            return True
        return super().validate(document, schema, update, normalize)

    __call__ = validate

    def _error(self, *args: Any) -> None:
        """As Cerberus has it, but for the sorting at each error: `report` sorts them once."""
        if len(args) == 1:
            self._errors.extend(args[0])
        else:
            super()._error(*args)

    def _validate_regex(self, pattern: str, field: str, value: object) -> None:
        """{'type': 'string'}"""
        if isinstance(value, str) and re.fullmatch(pattern, value) is None:  # not with a line end after it
            self._error(field, codes.REGEX_MISMATCH)

    def _validate_nullable(self, nullable: bool, field: str, value: object) -> None:
        """{'type': 'boolean'}"""
        if value is None:
            super()._validate_nullable(nullable, field, value)
            self._drop_remaining_rules("check_with")  # nothing is there to be checked

    def _get_child_validator(self, *args: Any, **options: Any) -> Any:
        rules = options.get("schema")
        if isinstance(rules, dict):
            if not all(isinstance(rule, Mapping) for rule in rules.values()):
                raise _SchemaRuleTypeError  # a mapping where a list belongs; validation will say so
            options["schema"] = TrustedSchema(self, rules)
        child = super()._get_child_validator(*args, **options)
        child.names = self.names
        return child

    def _normalize_coerce_date(self, value: object) -> date:
        return day(value)

    def _normalize_coerce_amount(self, value: object) -> Decimal:
        return amount(value)

    def _check_with_outline(self, field: str, value: str) -> None:
        self._name(field, value, self.names.outlines, "agreement type")

    def _check_with_playbook(self, field: str, value: str) -> None:
        self._name(field, value, self.names.playbooks, "playbook")

    def _check_with_language(self, field: str, value: str) -> None:
        self._name(field, value, self.names.languages, "language")

    def _check_with_clause(self, field: str, value: str) -> None:
        self._name(field, value, self.names.clauses, "clause")

    def _check_with_positions(self, field: str, value: Mapping[str, Any]) -> None:
        for clause in value:
            if clause not in self.names.clauses:
                help = suggest(clause, self.names.clauses)
                self._error(field, join("unknown-clause", f'unknown clause "{clause}"', help, clause))

    def _check_with_place(self, field: str, value: str) -> None:
        if not is_place(value):
            self._error(
                field, join("unknown-country", f'"{value}" is no country or state code', which(value))
            )

    def _check_with_country(self, field: str, value: str) -> None:
        if value not in countries():
            help = which(value, parts=False)
            self._error(field, join("unknown-country", f'"{value}" is no country code', help))

    def _check_with_territory(self, field: str, value: object) -> None:
        """Nothing: what a territory is made of is looked at beside the rest of the grant."""

    def _check_with_currency(self, field: str, value: str) -> None:
        if value not in currencies():
            help = suggest(value, currencies(), show=6) + " (ISO 4217: USD, IDR)"
            self._error(field, join("unknown-currency", f'"{value}" is no currency to state sums in', help))

    def _check_with_line(self, field: str, value: str) -> None:
        if not value.strip():
            self._error(field, join("bad-value", "this is blank", "fill it in, or leave the field out"))
        elif unseen := hidden(value):
            nothing = "" if can_be_seen(value) else "nothing but "
            help = "write it on one line, without control characters or invisible marks"
            why = (
                f"this must be one line of text that can be seen, and holds {nothing}{', '.join(unseen[:5])}"
            )
            self._error(field, join("bad-value", why, help))
        elif not can_be_seen(value):
            why = "there is nothing in this that can be seen"
            self._error(field, join("bad-value", why, "fill it in, or leave the field out"))

    def _check_with_lines(self, field: str, value: str | list[Any]) -> None:
        """An address: the lines of a text or of a list, each of which is a line of its own."""
        written = value.strip().split("\n") if isinstance(value, str) else value
        if len(written) > MOST_LINES:
            why = f"this has {len(written)} lines; {MOST_LINES} at most"
            self._error(field, join("out-of-range", why, "write fewer and longer ones"))
        for line in written:
            if isinstance(line, str):
                self._check_with_line(field, line)

    def _check_with_passage(self, field: str, value: str) -> None:
        """Paragraphs: each line that holds anything is a line of text."""
        for line in filter(str.strip, value.split("\n")):
            self._check_with_line(field, line)

    def _check_with_unique(self, field: str, value: list[Any]) -> None:
        counts = Counter(map(str, value))
        for again in sorted(text for text, count in counts.items() if count > 1):
            self._error(field, join("duplicate-value", f'"{again}" is listed twice', "keep one of the two"))

    def _name(self, field: str, value: str, known: Collection[str], kind: str) -> None:
        if value not in known:
            rule = "unknown-" + kind.replace(" ", "-")
            self._error(field, join(rule, f'unknown {kind} "{value}"', suggest(value, known)))
