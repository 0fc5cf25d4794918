"""The tree of a paper in; its page of HTML out, flat, so that it is laid out at the cost of its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from markupsafe import Markup

from contracts.model.agreement import Agreement, Blank, Reference, shown
from contracts.model.document import (
    Cell,
    Document,
    DocumentNode,
    Furniture,
    Heading,
    Node,
    Note,
    NumberedParagraph,
    Part,
    PlainParagraph,
    SignaturePlace,
    Table,
    Words,
)
from contracts.model.language import direction
from contracts.render import beside
from contracts.render import text as texts
from contracts.render.longtable import LongTable, height
from contracts.render.nodes import anchor
from contracts.render.pages import environment
from contracts.render.signing import Places, kind, places, usual

SHEETS = {"a4": "A4", "letter": "letter"}
Looks: TypeAlias = list[tuple[DocumentNode, Markup]]
COUNTED = ("page", "pages")
"""The blanks that count pages."""


def page(
    agreement: Agreement,
    *,
    draft: bool = False,
    paper: str = "",
    way: str = "",
    fingerprint: str = "",
    table: LongTable | None = None,
) -> str:
    """The agreement as one HTML page, ready to be laid out, to be signed in the way `way`.

    Where `table` will be drawn, its rows have empty places in the page, of their height.
    """
    document, way = agreement.document, way or usual(agreement)
    signed = places(agreement, way)
    printed: str = _template().render(
        document=document,
        furniture=document.furniture,
        pages=_pages(document.furniture, signed, SHEETS[paper or agreement.paper], table),
        way=kind(way, draft=draft),
        draft=draft,
        places=signed,
        beside=beside.runs(document, kind(way, draft=draft)) if document.texts else (),
        apart=agreement.signing.counterparts,
        copy={"version": agreement.library_version, "fingerprint": fingerprint},
        targets=frozenset(n.target for n in document.inlines() if isinstance(n, Reference)),
        rows=[row.lines for row in table.rows] if table else (),
    )
    return printed


def text(agreement: Agreement) -> str:
    """The agreement as plain text: every word of it, for readers and golden files."""
    return texts.text(agreement.document, kind(usual(agreement)))


def _pages(furniture: Furniture, signed: Places, sheet: str, table: LongTable | None) -> Markup:
    """The rules of a stylesheet that hold words or depend on the paper: its size, its foot, its initials."""
    rules = [f"@page {{ size: {sheet}; @bottom-right {{ content: {_content(furniture.page)} }} }}"]
    if furniture.initials is not None:
        name = "wide" if furniture.initials.where == "schedules" else ""
        rules.append(f"@page {name} {{ @bottom-center {{ content: element(initials); }} }}")
    if signed.provider is not None and signed.provider.closing:
        rules.append(f".running-initials .tag::after {{ content: {signed.provider.closing} }}")
    if table is not None:
        rules.append(f".rows {{ padding-top: {table.head_height}pt }}")
        rules += [f".l{n} {{ height: {height(n)}pt }}" for n in sorted({row.lines for row in table.rows})]
    return Markup("\n".join(rules))


def _content(words: Words) -> str:
    """Words as the value of `content`, with counters in the blanks that count pages."""
    parts = []
    for node in words:
        counted = isinstance(node, Blank) and node.field in COUNTED
        string = "".join(_escaped(letter) for letter in shown(node))
        parts.append(f"counter({node.field})" if counted and isinstance(node, Blank) else f'"{string}"')
    return " ".join(parts)


def _escaped(letter: str) -> str:
    """A letter inside a string of a stylesheet, which stands in a page of HTML."""
    return letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} "


def runs(part: Part, document: Document) -> Iterator[tuple[bool, list[tuple[bool, Looks]]]]:
    """The runs of a part, and whether they stand in a frame: those of one frame together."""
    listed = _listed(part, document)
    return ((framed, list(run)) for framed, run in groupby(listed, lambda run: _framed(run[1], document)))


def _framed(found: Looks, document: Document) -> bool:
    return found[0][0].clause in document.framed


def _listed(part: Part, document: Document) -> Iterator[tuple[bool, Looks]]:
    """The nodes of a part with the classes that they look by, those of one list together."""
    found: Looks = []
    listed = False
    for i, node in enumerate(part.nodes):
        numbered = isinstance(node, NumberedParagraph)
        other = found and (node.clause in document.framed) is not _framed(found, document)
        if found and (other or numbered is not listed or (numbered and _depth(node) != _depth(found[-1][0]))):
            yield listed, found
            found = []
        listed = numbered
        after = part.nodes[i + 1] if i + 1 < len(part.nodes) else None
        found.append((node, _look(node, part, leads=after is not None and _depth(after) > _depth(node))))
    if found:
        yield listed, found


def _depth(node: DocumentNode) -> int:
    return node.depth if isinstance(node, (NumberedParagraph, PlainParagraph)) else 0


def _look(node: DocumentNode, part: Part, *, leads: bool) -> Markup:
    """The classes of a paragraph: how deep it stands, and whether a deeper one follows."""
    if not isinstance(node, (NumberedParagraph, PlainParagraph)):
        return Markup("")
    names = [f"d{node.depth}"] if node.depth else []
    names += ["lead"] if leads else []
    names += ["party"] if part.kind == "opening" and isinstance(node, NumberedParagraph) else []
    names += [node.kind] if isinstance(node, PlainParagraph) and node.kind in ("agreed", "quoted") else []
    return Markup(' class="{}"').format(" ".join(names)) if names else Markup("")


def named(node: Node, targets: frozenset[str], part: Part | None = None) -> Markup:
    """The id of a node as an attribute. The heading that opens a part bears the part's.

    A paragraph has one where something refers to it: each costs the layout engine a look at all before.
    """
    opens = part is not None and part.kind != "execution" and part.nodes[0] is node
    id = node.id or (part.id if opens and part is not None else "")
    if isinstance(node, (NumberedParagraph, PlainParagraph)) and id not in targets:
        return Markup("")
    return Markup(' id="{}"').format(anchor(id)) if id else Markup("")


def spoken(node: Node | Cell, document: Document) -> Markup:
    """The language of a node, and how it reads, as attributes, where they are not those of the paper."""
    if node.language in ("", document.language):
        return Markup("")
    turned = direction(node.language) != direction(document.language)
    way = Markup(' dir="{}"').format(direction(node.language)) if turned else Markup("")
    return Markup(' lang="{}"').format(node.language) + way


def alone_look(line: beside.Line) -> Markup:
    """The classes of a paragraph that goes over both columns."""
    return _look(line.node, line.part, leads=False)


def beside_look(line: beside.Line, following: beside.Line | None) -> Markup:
    """The classes of a row of two columns: what stands in it, how deep, and whether it leads to the next."""
    node = line.node
    names = [line.part.kind]
    if isinstance(node, Heading):
        names += ["heads", f"level-{node.level}"]
    elif isinstance(node, NumberedParagraph):
        names += ["listed", f"d{node.depth}"]
    elif isinstance(node, PlainParagraph) and node.depth:
        names += [f"d{node.depth}"]
    elif isinstance(node, Note):
        names += [node.kind]
    if following is not None and _depth(following.node) > _depth(node):
        names += ["lead"]
    return Markup(' class="{}"').format(" ".join(names))


def heading_tag(node: Heading | SignaturePlace, layout: str) -> str:
    """h2 or h3. A letter prints no headings of level 2, so those below them take their place."""
    level = node.level if isinstance(node, Heading) else 3
    return f"h{2 if layout == 'letter' else level}"


def cell_look(table: Table, column: int, cell: Cell | None = None) -> Markup:
    """The classes of a cell: figures, digits that few read, and what is chosen in a matrix."""
    names = ["n"] if column in table.figures else []
    names += ["digits"] if column in table.quiet else []
    first = cell.words[0] if cell is not None and table.kind == "matrix" and cell.words else None
    names += [str(first.raw)] if isinstance(first, Blank) and first.raw else []
    return Markup(' class="{}"').format(" ".join(names)) if names else Markup("")


@cache
def _template() -> Any:
    pages = environment()
    pages.filters |= {
        "look": cell_look,
        "id": named,
        "alone_look": alone_look,
        "beside_look": beside_look,
        "spoken": spoken,
        "runs": runs,
        "tag": heading_tag,
        "kind": _kind,
    }
    return pages.get_template("print/agreement.html.j2")


def _kind(node: Node) -> str:
    return type(node).__name__
