"""The root of a YAML document in; the place of each key and of each value out, by path, when asked for.

Of a library of thousands of nodes few places are asked for, so that none is worked out before: a path is
followed from the root.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import yaml

from contracts.model.deal import Path
from contracts.model.problem import Span

_Entry: TypeAlias = tuple["yaml.Node | None", "yaml.Node | None"]
"""The key of a mapping, or none, and the value."""


class Nodes(Mapping[Path, yaml.Node]):
    """The nodes of a document that are keys, or those that are values, by path.

    `root` is the entry that the empty path leads to: a document has no key.
    """

    def __init__(self, root: _Entry, *, of_keys: bool) -> None:
        self.root, self.of_keys = root, of_keys
        self.indexed: dict[int, dict[str | int, _Entry]] = {}

    def __getitem__(self, path: Path) -> yaml.Node:
        entry = self.root
        for step in path:
            if (found := self._entries(entry[1]).get(step)) is None:
                raise KeyError(path)
            entry = found
        if (node := self._of(entry)) is None:
            raise KeyError(path)
        return node

    def __iter__(self) -> Iterator[Path]:
        return (path for path, entry in self._below((), self.root) if self._of(entry) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def parts(self) -> dict[str | int, Nodes]:
        """The nodes below each first step, by what is left of their paths."""
        entries = self._entries(self.root[1])
        return {step: Nodes(entry, of_keys=self.of_keys) for step, entry in entries.items()}

    def _of(self, entry: _Entry) -> yaml.Node | None:
        return entry[0] if self.of_keys else entry[1]

    def _entries(self, node: yaml.Node | None) -> dict[str | int, _Entry]:
        """What a node holds, by key or by place in a list; each node is looked through but once."""
        found = self.indexed.get(id(node))
        if found is None:
            found = {}
            if isinstance(node, yaml.MappingNode):
                found = {key.value: (key, value) for key, value in node.value}
            elif isinstance(node, yaml.SequenceNode):
                found = {i: (None, value) for i, value in enumerate(node.value)}
            self.indexed[id(node)] = found
        return found

    def _below(self, path: Path, entry: _Entry) -> Iterator[tuple[Path, _Entry]]:
        yield path, entry
        for step, inner in self._entries(entry[1]).items():
            yield from self._below((*path, step), inner)


class Places(Mapping[Path, Span]):
    """Where nodes stand, by path, in a file of which the document begins on `first_line`."""

    def __init__(self, nodes: Nodes, file: str, first_line: int) -> None:
        self.nodes, self.file, self.first_line = nodes, file, first_line

    def __getitem__(self, path: Path) -> Span:
        return span(self.nodes[path], self.file, self.first_line)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __contains__(self, path: object) -> bool:
        return path in self.nodes

    def parts(self) -> dict[str | int, Places]:
        """The places below each first step, by what is left of their paths."""
        return {s: Places(nodes, self.file, self.first_line) for s, nodes in self.nodes.parts().items()}

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)  # nodes of libyaml go to no other process


def span(node: yaml.Node, file: str, first_line: int) -> Span:
    """Where a node stands: as far as its first line goes."""
    start, end = node.start_mark, node.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Span(file, first_line + start.line, start.column + 1, max(width, 1))
