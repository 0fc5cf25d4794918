"""A starter deal in; a template workbook for a sheet of such deals out: heads, notes, drop-downs, an example.

What the starter shows in a commented line has a column without an example.
The hidden sheet "Columns" says which field each head stands for, so that heads may be reworded there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from contracts.batch.commented import with_comments
from contracts.batch.workbook import INK, LINE, PAPER, dress_head, put, saved
from contracts.load.deal.fields import schema
from contracts.load.deal.values import read_document
from contracts.load.rule import rule_at
from contracts.load.sheet.columns import known, label
from contracts.load.sheet.grid import letters
from contracts.load.sheet.tab import COLUMNS, DEALS
from contracts.load.spec import Names
from contracts.load.world.currencies import currencies
from contracts.load.world.places import countries
from contracts.model.clause import Library
from contracts.pipeline.manual import starter

FIXED = ("agreement", "playbook", "paper", "languages", "prevailing", "summary_language", "waivers")
"""What a roster has in common: it stays in the base."""

ROWS = 10_000  # rows that get drop-downs
_FORMATS = {"date": "yyyy-mm-dd", "integer": "0", "decimal": "#,##0.00####", "percent": "0.00####%"}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column: its field, its head, what it takes, and the example's value."""

    path: tuple[str, ...]
    head: str
    kind: str
    help: str
    choices: tuple[str, ...]
    example: Any
    required: bool


def template_of(agreement: str, library: Library, overlays: Sequence[Path] = ()) -> bytes:
    """The workbook for deals of an agreement type. Raises Unreadable where there is no such type, or no
    starter deal of it to make the workbook from."""
    return template(
        starter(agreement, overlays, library),
        Names(tuple(library.outlines), tuple(library.playbooks), languages=library.languages),
    )


def template(source: str, names: Names) -> bytes:
    """The workbook for deals like `source`, the starter deal of an agreement type."""
    from openpyxl import Workbook

    document, _ = read_document(source.encode(), "starter.yaml")
    columns = tuple(_columns(document, with_comments(source), names))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = DEALS
    _deals(sheet, columns)
    _choices(book, sheet, columns)
    _hidden(book, columns)
    _about(book, str(document.get("agreement")))
    return saved(book)


def _columns(document: Mapping[str, Any], shown: Mapping[str, Any], names: Names) -> Iterator[TemplateColumn]:
    paths, given = known(document), dict(_leaves(document, ()))
    for path, _ in _leaves(shown, ()):
        if path in given:
            yield _column(path, given[path], paths, names)
        elif ".".join(path) in paths:
            yield replace(_column(path, None, paths, names), required=False)
    if "assets" in document and "manifest" not in shown["assets"]:
        yield _column(("assets", "manifest"), None, paths, names)


def _leaves(mapping: Mapping[str, Any], before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The fields that a cell can hold, in the order of the starter."""
    for key, value in mapping.items():
        path = (*before, key)
        if path[0] in FIXED:
            continue
        if isinstance(value, dict):
            yield from _leaves(value, path)
        elif not (isinstance(value, list) and any(isinstance(member, dict) for member in value)):
            yield path, value


def _column(path: tuple[str, ...], value: Any, paths: tuple[str, ...], names: Names) -> TemplateColumn:
    rule = rule_at(schema(), path)
    kind = rule.get("type", "string")
    kind = "list" if "list" in kind else kind if isinstance(kind, str) else kind[0]
    percent = kind == "decimal" and path[-1].endswith("percent")
    dotted = ".".join(path)
    return TemplateColumn(
        path,
        label(dotted, paths),
        "percent" if percent else kind,
        str(rule.get("meta", {}).get("help", "")),
        _allowed(rule, kind, names),
        value,
        bool(rule.get("required")),
    )


def _allowed(rule: Mapping[str, Any], kind: str, names: Names) -> tuple[str, ...]:
    if kind == "boolean":
        return ("yes", "no")
    if kind == "list":
        return ()  # a list takes several: a drop-down would allow but one
    listed: Mapping[str, tuple[str, ...]] = {"currency": currencies(), "country": countries()}
    known_names = {"playbook": tuple(names.playbooks), "outline": tuple(names.outlines)}
    check = str(rule.get("check_with", ""))
    return tuple(map(str, rule.get("allowed", ()))) or {**listed, **known_names}.get(check, ())


def _deals(sheet: Any, columns: tuple[TemplateColumn, ...]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    edge = Border(bottom=Side("thin", color=LINE))
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 44
    for i, column in enumerate(columns, 1):
        head = sheet.cell(1, i)
        put(head, column.head)
        dress_head(head)
        head.comment = Comment(_note(column), "contracts", height=150, width=280)
        sheet.column_dimensions[letters(i)].width = max(14, min(34, len(str(column.example or "")) + 4))
        form = _FORMATS.get(column.kind, "@")  # text stays text: no reference becomes a date
        sheet.column_dimensions[letters(i)].number_format = form
        example = sheet.cell(2, i)
        example.number_format = form
        _fill(example, column)
        example.font = Font(italic=True, color=INK)
        example.fill = PatternFill("solid", fgColor=PAPER)
        example.border = edge
        example.alignment = Alignment(vertical="top", wrap_text=True)


def _fill(cell: Any, column: TemplateColumn) -> None:
    value = column.example
    match value:
        case None:
            return
        case bool():
            put(cell, "yes" if value else "no")
        case list():
            put(cell, "; ".join(map(str, value)))
        case str() if column.kind == "date":
            cell.value = date.fromisoformat(value)
            cell.number_format = _FORMATS["date"]  # openpyxl puts its own in place of the column's
        case str():
            put(cell, value)
        case _ if column.kind == "string":
            put(cell, str(value))
        case _:
            cell.value = value / 100 if column.kind == "percent" else value


def _note(column: TemplateColumn) -> str:
    """What a person sees who rests the pointer on a head."""
    takes = {
        "date": "A date.",
        "list": "Several: parted by semicolons.",
        "boolean": "yes or no.",
        "integer": "A whole number.",
        "decimal": "An amount.",
        "percent": "A percentage.",
    }
    says = [
        column.help[:1].upper() + column.help[1:] + "." if column.help else "",
        takes.get(column.kind, ""),
    ]
    if 0 < len(column.choices) <= 12 and column.kind != "boolean":
        says.append("One of: " + ", ".join(column.choices) + ".")
    says.append("Blank: as in the base. -: leave it out.")
    says.append(f"Field: {'.'.join(column.path)}")
    return "\n".join(filter(None, says))


def _choices(book: Any, sheet: Any, columns: tuple[TemplateColumn, ...]) -> None:
    """A drop-down for each column that takes one of a few words; the words stand in a hidden sheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    for i, column in enumerate((c for c in columns if c.choices), 1):
        put(lists.cell(1, i), column.head)
        for row, choice in enumerate(column.choices, 2):
            put(lists.cell(row, i), choice)
        where = f"Lists!${letters(i)}$2:${letters(i)}${len(column.choices) + 1}"
        choice_of = DataValidation("list", formula1=where, allow_blank=True, showErrorMessage=True)
        choice_of.errorStyle = "warning"  # - is allowed as well
        choice_of.error = f"{column.head}: choose from the list, or - to leave it out"
        at = letters(columns.index(column) + 1)
        choice_of.add(f"{at}2:{at}{ROWS + 1}")
        sheet.add_data_validation(choice_of)


def _hidden(book: Any, columns: tuple[TemplateColumn, ...]) -> None:
    sheet = book.create_sheet(COLUMNS)
    sheet.sheet_state = "hidden"
    for row, pair in enumerate((("Header", "Field"), *((c.head, ".".join(c.path)) for c in columns)), 1):
        for i, text in enumerate(pair, 1):
            put(sheet.cell(row, i), text)


def _about(book: Any, agreement: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("How to")
    sheet.column_dimensions["A"].width = 96
    lines = (
        f"Deals: {agreement}",
        "Each row of the sheet Deals is one agreement. Write over the example in row 2, or delete it.",
        "A cell that is blank leaves what the base deal says. A cell with - leaves the field out.",
        "Rest the pointer on a head to see what its column takes. Columns may be moved or deleted.",
        "To add a column, give it the name of a field as its head, such as money.advance.",
        "Values only: a formula is refused. Several values in one cell are parted by semicolons.",
        f"contracts new {agreement} > base.yaml",
        "contracts batch base.yaml roster.xlsx -o out --check-only",
        "contracts batch base.yaml roster.xlsx -o out",
    )
    for row, text in enumerate(lines, 1):
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row == 1:
            cell.font = Font(bold=True, size=14)
