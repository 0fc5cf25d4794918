"""A lock in; what a Word file carries of it out, for programs, as a part that no page shows.

It says which agreement the file is and what its words were: the reference, the fingerprint, and the
digests of the lock, clause by clause. It does not say at which position a clause stands, what the house
standard is or what was given up: that is in the deal, which the file carries only where it was asked to.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contracts.load.word.carried import NAMESPACE
from contracts.model.lock import Lock, fingerprint
from contracts.render.pdf import Enclosed
from contracts.render.word.names import name, shortened
from contracts.render.word.package import Part
from contracts.render.word.xml import DECLARATION, escape

_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_ID = "{6C1D0A5E-9B4F-4E7B-8A32-5B1F0C0DE001}"
_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

ITEM, ITEM_PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"


@dataclass(frozen=True, slots=True)
class Before:
    """Of a redline, the paper before the changes: its lock, and the bookmarks of those of its nodes whose
    own the new paper has, by their ids."""

    lock: Lock
    called: Mapping[str, str]


def carried(
    made: Lock, ids: Iterable[str], embedded: Sequence[Enclosed] = (), before: Before | None = None
) -> tuple[Part, ...]:
    """The part, and the one that names it. `ids` are the nodes that have a bookmark."""
    named = (("id", "itemProps", "itemProps1.xml"),)
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_ITEM}" ds:itemID="{_ITEM_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return (
        Part(ITEM, _content(made, ids, embedded, before), names=(("rId1", "customXmlProps", named[0][2]),)),
        Part(ITEM_PROPERTIES, properties, _TYPE),
    )


def _content(made: Lock, ids: Iterable[str], embedded: Sequence[Enclosed], before: Before | None) -> str:
    lines = [
        _line("agreement", type=made.agreement, reference=made.reference, fingerprint=fingerprint(made)),
        _line("made", tool=made.tool, library=made.library, paper=made.paper, signing=made.signing),
        _line("text", sha256=made.text),
        _line("deal", sha256=made.deal.sha256),
    ]
    if made.under is not None:
        lines.append(_line("under", sha256=made.under.sha256))
    if made.manifest is not None:
        lines.append(_line("manifest", sha256=made.manifest.sha256))
    lines += [_line("clause", id=c.id, number=c.number, sha256=c.text) for c in made.clauses]
    lines += [_line("definition", term=d.id, sha256=d.text) for d in made.definitions]
    lines += [_line("bookmark", name=name(id), id=id) for id in ids if shortened(id)]
    if before is not None:
        was = before.lock
        lines.append(_line("before", reference=was.reference, fingerprint=fingerprint(was), text=was.text))
        lines += [_line("former", name=called, id=id) for id, called in before.called.items()]
    for file in embedded:
        coded = base64.b64encode(file.content).decode()
        lines.append(f'<file name="{escape(file.name)}" coding="base64">{coded}</file>')
    inner = "\n".join(lines)
    return f'{DECLARATION}<contracts xmlns="{NAMESPACE}">\n{inner}\n</contracts>'


def _line(tag: str, **attributes: str) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{tag}{written}/>"
