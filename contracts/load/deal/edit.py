"""The YAML of a deal and what is to change in it in; the same with that changed, and nothing besides, out.

Comments, order and style stay: a value is replaced where it stands, a field is added where its group ends.
What comes out is read again and held against what it must say; where the two differ, nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.load.deal.canonical import scalar
from contracts.load.places import Places
from contracts.load.yaml import Spans, decode, read
from contracts.model.deal import Path, Value
from contracts.model.problem import Problem, Span, Unreadable
from contracts.model.record import record

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@record
class Put:
    """Gives a field a value."""

    path: Path
    value: Value


@record
class Drop:
    """Takes a field away, and a group that this leaves empty."""

    path: Path


@record
class Append:
    """Adds a mapping of texts to a list of the deal."""

    path: Path
    entry: Mapping[str, str]


Edit = Put | Drop | Append


def edited(source: bytes, file: str, edits: Iterable[Edit]) -> bytes:
    """The file with every edit made. Raises Unreadable where one cannot be made in it."""
    mark = source[:3] if source.startswith(b"\xef\xbb\xbf") else b""
    text = decode(source, file)
    for edit in edits:
        text = _Text(text, file).made(edit)
    return mark + text.encode()


class _Text:
    """A file that is edited once."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        document, spans = read(text.encode(), file)
        self.document: dict[str, Any] = document if isinstance(document, dict) else {}
        self.keys, self.values = _nodes(spans)
        self.starts = [0, *(m.end() for m in _BREAK.finditer(text))]

    def made(self, edit: Edit) -> str:
        match edit:
            case Put(path, value):
                text = self.put(path, _plain(value))
            case Drop(path):
                text = self.drop(path)
            case Append(path, entry):
                text = self.append(path, entry)
        wanted = _changed(self.document, edit)
        found, _ = read(text.encode(), self.file)
        if found != wanted:
            name = ".".join(map(str, edit.path))
            span = Span(self.file, 1)
            raise Unreadable(
                [
                    Problem(
                        "cannot-edit",
                        f"{name} cannot be changed in this file",
                        span,
                        help="change it by hand",
                    )
                ]
            )
        return text

    def put(self, path: Path, value: Any) -> str:
        node = self.values.get(path)
        if node is not None and self._value(path) is not None:
            start, end = self.start(node), self.end(node)
            return self.text[:start] + _inline(value, self.text[start:end]) + self.text[end:]
        around = next(
            path[:n]
            for n in range(len(path) - 1, -1, -1)
            if isinstance(self._value(path[:n]), dict) or n == 0
        )
        left = path[len(around) :]
        group = self.values[around]
        if group.flow_style:
            entry = _flow(left, value)
            at = self.end(group.value[-1][1]) if group.value else self.start(group) + 1
            return self.text[:at] + (", " if group.value else "") + entry + self.text[at:]
        indent = group.value[0][0].start_mark.column
        at = self.line_end(self.end(group))
        lines = "".join(f"\n{line}" for line in _block(left, value, indent))
        return self.text[:at] + lines + self.text[at:]

    def drop(self, path: Path) -> str:
        around = self._value(path[:-1])
        if len(path) > 1 and isinstance(around, dict) and len(around) == 1:
            return self.drop(path[:-1])
        key, value, group = self.keys[path], self.values[path], self.values[path[:-1]]
        start, end = self.start(key), self.end(value)
        if group.flow_style:
            after = re.compile(r"\s*,\s*").match(self.text, end)
            before = re.search(r"\s*,\s*$", self.text[:start])
            if after:
                end = after.end()
            elif before:
                start = before.start()
            return self.text[:start] + self.text[end:]
        start, end = self.starts[key.start_mark.line], self.line_end(end)
        follows = _BREAK.match(self.text, end)
        return self.text[:start] + self.text[follows.end() if follows else end :]

    def append(self, path: Path, entry: Mapping[str, str]) -> str:
        node = self.values.get(path)
        if node is not None and node.value and not node.flow_style:
            indent = node.start_mark.column
            at = self.line_end(self.end(node))
            return self.text[:at] + "\n" + "\n".join(_entry(entry, indent)) + self.text[at:]
        if node is not None:
            return self.text  # a list on one line, which is left alone: what is read again tells
        text = self.text if self.text.endswith("\n") else self.text + "\n"
        return text + f"{path[-1]}:\n" + "\n".join(_entry(entry, 2)) + "\n"

    def _value(self, path: Path) -> Any:
        found: Any = self.document
        for step in path:
            if isinstance(found, dict):
                found = found.get(str(step))
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def start(self, node: Any) -> int:
        return int(self.starts[node.start_mark.line] + node.start_mark.column)

    def end(self, node: Any) -> int:
        """Where a node ends; of a block, where the last of what it holds does."""
        if isinstance(node.value, list) and node.value and not node.flow_style:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        at = int(self.starts[node.end_mark.line] + node.end_mark.column)
        if getattr(node, "style", None) in ("|", ">"):  # which end where the next line begins
            return len(self.text[:at].rstrip("\r\n \t"))
        return at

    def line_end(self, at: int) -> int:
        """Where the line of a place ends, with a comment on it."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)


def _nodes(spans: Spans) -> tuple[Mapping[Path, Any], Mapping[Path, Any]]:
    assert isinstance(spans.keys, Places) and isinstance(spans.values, Places)
    return spans.keys.nodes, spans.values.nodes


def _plain(value: Any) -> Any:
    """A value as YAML has it."""
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(member) for member in value]
        case _:
            return value


def _inline(value: Any, before: str = "") -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_inline(member) for member in value) + "]"
    if isinstance(value, str):
        return value if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else scalar(value)
    if isinstance(value, Decimal):
        places = re.fullmatch(r"[0-9]+\.([0-9]+)", before)
        short = f"{value.normalize():f}"
        own = len(short.partition(".")[2])
        return f"{value:.{max(own, len(places[1]))}f}" if places else short
    return scalar(value)


def _flow(path: Path, value: Any) -> str:
    first, *rest = path
    return f"{first}: " + ("{" + _flow(tuple(rest), value) + "}" if rest else _inline(value))


def _block(path: Path, value: Any, indent: int) -> list[str]:
    first, *rest = path
    head = f"{' ' * indent}{first}:"
    return [head, *_block(tuple(rest), value, indent + 2)] if rest else [f"{head} {_inline(value)}"]


def _entry(entry: Mapping[str, str], indent: int) -> list[str]:
    lines: list[str] = []
    for name, text in entry.items():
        lead = " " * indent + ("  " if lines else "- ")
        lines += _literal(f"{lead}{name}:", text, indent + 4)
    return lines


def _literal(head: str, text: str, indent: int) -> Sequence[str]:
    """A text of several paragraphs as it is, a line a paragraph; any other in one line."""
    if "\n" not in text or not all(line == line.strip() and line.isprintable() for line in text.split("\n")):
        return [f"{head} {scalar(text)}"]
    return [f"{head} |-", *((" " * indent + line) if line else "" for line in text.split("\n"))]


def _changed(document: dict[str, Any], edit: Edit) -> dict[str, Any]:
    """The document as it must read afterwards."""
    match edit:
        case Put(path, value):
            return _with(document, path, _plain(value))  # type: ignore[no-any-return]
        case Append(path, entry):
            name = str(path[-1])
            return {**document, name: [*(document.get(name) or []), dict(entry)]}
        case Drop(path):
            return _without(document, path) or {}
    return document


def _with(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    first, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(first, int):
        return [_with(member, rest, new) if i == first else member for i, member in enumerate(value)]
    inner = value if isinstance(value, dict) else {}
    return {**inner, str(first): _with(inner.get(str(first)), rest, new)}


def _without(value: Any, path: Path) -> Any:
    first, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(first, int):
        return [_without(member, rest) if i == first else member for i, member in enumerate(value)]
    inner = _without(value[str(first)], rest) if rest else None
    kept = {key: member for key, member in value.items() if key != str(first)}
    return (
        {key: inner if key == str(first) else member for key, member in value.items()} if inner else kept
    ) or None
