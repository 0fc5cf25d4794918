"""Nodes in; HTML out. The one place where a node becomes markup, and every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from contracts.model.agreement import Blank, Definition, Inline, Reference, Text, Use


def html(inlines: Iterable[Inline]) -> Markup:
    """Nodes as HTML. References are links to the anchors of the page they stand on."""
    return Markup("").join(_node(node) for node in inlines)


def _node(node: Inline) -> Markup:
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
            if not node.shown:
                return Markup('<mark class="missing">{}</mark>').format(f"[{node.field}]")
            return escape(node.shown)


def anchor(target: str) -> str:
    """An anchor as an HTML id: `takedown/2.1` is `takedown--2-1`."""
    return target.replace("/", "--").replace(".", "-")
