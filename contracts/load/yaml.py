"""YAML in; plain values and the place of each out.

Reads YAML 1.2 core, not PyYAML's 1.1: `NO` and `on` are text, `1:30:00` is text, a number with a
point is a Decimal. Duplicate keys, custom tags and merge keys are refused; size and aliases are
bounded. Source: https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

import yaml

from contracts.load.files import bounded
from contracts.load.limits import DEAL, DEPTH, NODES, Limit
from contracts.load.places import Nodes, Places, span
from contracts.model.deal import Path
from contracts.model.problem import Problem, Problems, Span, Unreadable
from contracts.model.record import record

MAX_NODES = NODES.most  # after aliases are followed, so a "billion laughs" file stops early
MAX_DEPTH = DEPTH.most
STACK_DEPTH = 1000  # what may be composed before anyone looks how deep it is

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,40}")
_OCTAL = re.compile(r"0o[0-7]{1,40}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,40}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,400}|[0-9]{1,400}(\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,3})?")

_NO_TEXT = frozenset("~nNtTfF+-.0123456789")
"""How what matches one of these begins, where it is not empty."""

_PLAIN_TAGS = {"tag:yaml.org,2002:" + name for name in ("map", "seq", "str")}


@record
class Spans:
    """Where the keys and the values of a document stand, by path from its root."""

    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]

    def below(self) -> dict[str | int, Spans]:
        """What stands below each key of the root, by what is left of the paths; of a document as read."""
        assert isinstance(self.keys, Places) and isinstance(self.values, Places)
        values = self.values.parts()
        return {step: Spans(keys, values[step]) for step, keys in self.keys.parts().items()}


def read(source: bytes, file: str, first_line: int = 1) -> tuple[Any, Spans]:
    """Parse one YAML document.

    Returns nested dict, list, str, bool, int, Decimal and None, and the Spans of all of them.
    `first_line` is the line of `file` on which `source` starts. Raises Unreadable.
    """
    text = decode(source, file)
    loader = _Loader(text)
    try:
        if _may_be_deep(text) or len(text) > 2 * MAX_NODES:  # a value takes two characters at least
            _refuse_outsized(text, file, first_line)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = Span(file, first_line + (mark.line if mark else 0), mark.column + 1 if mark else None)
        why = " ".join(filter(None, (error.context, error.problem)))
        if "nesting depth" in why:  # a bound of libyaml's own, which newer versions have
            raise Unreadable([Problem("too-large", "the file is too deeply nested", span)]) from None
        tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
        raise Unreadable([Problem("not-yaml", why, span, help=_hint(why, tab))]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise Unreadable([Problem("not-yaml", _first_line(error), Span(file, first_line))]) from None
    finally:
        loader.dispose()
    builder = _Builder(file, first_line)
    value = builder.build(node, 0) if node is not None else None
    if builder.problems.found:
        raise Unreadable(builder.problems.found)
    roots = (Nodes((None, node), of_keys=keys) for keys in (True, False))
    return value, Spans(*(Places(nodes, file, first_line) for nodes in roots))


def _may_be_deep(text: str) -> bool:
    """Whether a text could nest more than a C stack bears: libyaml's composer recurses.

    A level of nesting takes a bracket, a column of indentation or a mark of its own on the line: two
    levels to each of these at most, since an entry of a list may be a mapping.
    """
    brackets = text.count("[") + text.count("{")
    if brackets + 2 * max(map(len, text.split("\n"))) <= STACK_DEPTH:
        return False
    return brackets + 2 * max(map(_levels, text.splitlines()), default=0) > STACK_DEPTH


def _levels(line: str) -> int:
    """How many levels a line may open without a bracket, at most: "- ? - : a" opens four."""
    marks = line.count("-") + line.count("?") + line.count(" :") + line.startswith(":")
    return len(line) - len(line.lstrip(" ")) + marks + 1


def _refuse_outsized(text: str, file: str, first_line: int) -> None:
    """Walk the events of a text, which nest on no stack and are not kept.

    Raises Unreadable where they go too deep, or are too many to be made into values.
    """
    loader = _Loader(text)
    depth = nodes = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            nodes += isinstance(event, yaml.NodeEvent)
            if depth > MAX_DEPTH or nodes > 2 * MAX_NODES:  # a key is an event too
                span = Span(file, first_line + event.start_mark.line, event.start_mark.column + 1)
                raise _too_large(span, deep=depth > MAX_DEPTH)
    finally:
        loader.dispose()


def decode(source: bytes, file: str, limit: Limit = DEAL) -> str:
    """Bytes as text, without a byte order mark. Raises Unreadable for what is not UTF-8, or too much."""
    bounded(source, file, limit)
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        column = error.start - (source.rfind(b"\n", 0, error.start) + 1) + 1
        raise Unreadable(
            [
                Problem(
                    "not-utf8",
                    f"byte 0x{source[error.start]:02x} is not UTF-8 text",
                    Span(file, line, column),
                    help="save the file as UTF-8",
                )
            ]
        ) from None


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's where PyYAML has it


_DEFAULT = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes only. Without resolvers every untagged scalar is `str`, and we resolve it."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """The tag of what has none, without looking through resolvers that are not there."""
        return _DEFAULT[kind]


class _Builder:
    """Turns nodes into values, noting faults on the way."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.problems = Problems()
        self.nodes = 0

    def span(self, node: yaml.Node) -> Span:
        return span(node, self.file, self.first_line)

    def build(self, node: yaml.Node, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise _too_large(self.span(node), deep=depth > MAX_DEPTH)
        if node.tag not in _PLAIN_TAGS:
            span = self.span(node)
            self.problems.add("not-yaml", f"the tag {node.tag!r} is not allowed", span, help="remove the tag")
            return None
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style else _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(inner, depth + 1) for inner in node.value]
        return self.mapping(node, depth)

    def mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.add("not-yaml", "a key must be plain text", self.span(key_node))
                continue
            key = key_node.value
            if self.problems.full:
                raise Unreadable(self.problems.found)
            if key in built:
                first = self.span(next(k for k, _ in node.value if k.value == key)).line
                self.problems.add(
                    "duplicate-key",
                    f'"{key}" is given twice, first on line {first}',
                    self.span(key_node),
                    help="keep one of the two",
                )
                continue
            if key == "<<" and not key_node.style:
                self.problems.add("not-yaml", "merge keys are not part of YAML 1.2", self.span(key_node))
                continue
            built[key] = self.build(value_node, depth + 1)
        return built


def _too_large(span: Span, *, deep: bool) -> Unreadable:
    why = "is too deeply nested" if deep else f"holds more than {NODES} once aliases unfold"
    return Unreadable([Problem("too-large", f"the file {why}", span)])


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if text and text[0] not in _NO_TEXT:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEX.fullmatch(text):
        return int(text, 16)
    if _FLOAT.fullmatch(text):
        return Decimal(text)
    return text


def _hint(why: str, tab: bool) -> str:
    """What to do about a fault of YAML, told from the words of libyaml or of PyYAML."""
    if tab:
        return "indent with spaces, not tabs"
    if "quoted scalar" in why:
        return "close the quotes; a backslash in double quotes is written twice"
    if "flow" in why:
        return "close the bracket, and put a comma between the entries"
    if any(words in why for words in ("block end", "expected key", "'-' indicator", "mapping values")):
        return "check the indentation, and put text that holds ': ' or '#' in quotes"
    return ""


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else "the file is too deeply nested"
