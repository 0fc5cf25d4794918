"""An account of a batch that goes to a provider of e-signatures, in; the list of what there is to send, out.

One line for each agreement: a sheet, a script or a connector sends each request with its own documents.
The lists that providers take for sending in bulk fit no batch: each sends copies of one document, and every
agreement bears a reference of its own. docs/batch.md says of each provider what its list takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.batch.account import BatchAccount, RowAccount
from contracts.batch.delimited import delimited
from contracts.render.formats import SUMMARY
from contracts.render.signing.provider import Outgoing

HEAD = ("Reference", "State", "Folder", "Agreement", "Summary", "Request", "Send as", "Subject")
PERSON = ("role", "name", "e-mail", "turn")


def sendlist(account: BatchAccount, way: str) -> bytes:
    """What was built for this provider, and what went to it before, which `State` tells apart."""
    found = [(row, row.outgoing) for row in account.rows if row.outgoing and _file(way, "pdf") in _files(row)]
    most = max((len(outgoing.people) for _, outgoing in found), default=0)
    people = [f"Signer {number} {what}" for number in range(1, most + 1) for what in PERSON]
    head = (*HEAD, *people)
    lines = ((*_cells(row, one, way),) for row, one in found)
    return delimited(head, ((*line, *[""] * (len(head) - len(line))) for line in lines))


def _cells(row: RowAccount, outgoing: Outgoing, way: str) -> Iterator[str]:
    there = _files(row)
    yield from (row.reference, row.state, row.name)
    yield from (file if file in there else "" for file in (_file(way, "pdf"), SUMMARY, _file(way, "json")))
    yield from (outgoing.document, outgoing.subject)
    for one in outgoing.people:
        yield from (one.role, one.name, one.email, str(one.turn))


def _files(row: RowAccount) -> frozenset[str]:
    return frozenset(row.files or ())


def _file(way: str, kind: str) -> str:
    return f"agreement-{way}.{kind}"
