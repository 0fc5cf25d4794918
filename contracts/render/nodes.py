"""Nodes in; HTML out. The one place where a node becomes markup, and every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from contracts.model.agreement import Blank, Definition, Inline, Reference, Text, Use

DIGITS = ("fingerprint", "assets.manifest.sha256")
"""Fields whose values are long rows of digits."""

OF_THE_COPY: Mapping[str, str] = {}


def html(inlines: Iterable[Inline], copy: Mapping[str, str] = OF_THE_COPY) -> Markup:
    """Nodes as HTML. References are links to the anchors of the page they stand on.

    `copy` holds what differs from copy to copy, by the blank that takes it.
    """
    return Markup("").join(_node(node, copy) for node in inlines)


def isolated(inlines: Iterable[Inline]) -> Markup:
    """Nodes as HTML. Each typed value runs in a direction of its own, and moves no word around it."""
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(_node(node, OF_THE_COPY)) if _typed(node) else _node(node, OF_THE_COPY)
        for node in inlines
    )


def _typed(node: Inline) -> bool:
    return isinstance(node, Blank) and isinstance(node.raw, str) and node.shown == node.raw


def _node(node: Inline, copy: Mapping[str, str]) -> Markup:
    match node:
        case Text(value, _):
            return escape(value)
        case Definition(term, _):
            return Markup("<dfn>{}</dfn>").format(term)
        case Use(shown, _):
            return escape(shown)
        case Reference():
            if not node.shown:
                return Markup('<mark class="missing">{}</mark>').format(node.text)
            return Markup('<a href="#{}">{}</a>').format(anchor(node.target), node.shown)
        case Blank():
            shown = copy.get(node.field, node.shown)
            if not shown:
                return Markup('<mark class="missing">{}</mark>').format(f"[{node.field}]")
            if node.field in DIGITS:
                return Markup('<span class="digits">{}</span>').format(shown)
            return escape(shown)


def anchor(target: str) -> str:
    """An anchor as an HTML id: `takedown/2.1` is `takedown--2-1`."""
    return target.replace("/", "--").replace(".", "-")
