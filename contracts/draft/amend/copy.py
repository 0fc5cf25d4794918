"""An amendment in; the agreement as it leaves it out, as a copy to read: marked so on every page, and with no
place to sign."""

from __future__ import annotations

from dataclasses import replace

from contracts.draft.amend import Amendment
from contracts.draft.frame import Speaker, speaker_of
from contracts.model.agreement import Agreement
from contracts.model.document import DocumentNode, Heading, Part, Title, Words


def conformed_copy(made: Amendment) -> Agreement:
    """The agreement as amended, as a draft prints it: every number that was deleted says so."""
    after, amending = made.after, made.paper.deal.amending
    speaker = speaker_of(after.deal, after.frame)
    assert amending is not None
    references = [*(link.reference for link in amending.links[1:]), made.paper.deal.text("reference")]
    document = after.document
    given = {
        "reference": speaker.value("reference", after.deal.text("reference")),
        "amendment": speaker.value("amends.reference", ", ".join(references)),
        "fingerprint": speaker.value("amends.copy", made.paper.deal.text("amends.copy")),
    }
    around = replace(
        document.furniture,
        version=speaker.say("copy.line", given),
        draft=speaker.say("copy.head"),
        mark=speaker.say("copy.mark"),
        initials=None,
    )
    gone = amending.retired.items()
    parts = tuple(_with_gone(part, tuple(gone), speaker) for part in document.parts)
    above = speaker.say("copy.above", given)
    marked = replace(
        document,
        name=f"{document.name}, conformed copy",
        parts=tuple(_titled(part, above) for part in parts),
        furniture=around,
        execution={},
    )
    return replace(after, document=marked)


def _titled(part: Part, above: Words) -> Part:
    if part.kind != "cover":
        return part
    nodes = (replace(node, above=above) if isinstance(node, Title) else node for node in part.nodes)
    return replace(part, nodes=tuple(nodes))


def _with_gone(part: Part, gone: tuple[tuple[str, str], ...], speaker: Speaker) -> Part:
    """An article in which each number that was deleted stands with a word that it was."""
    opens = part.nodes[0] if part.nodes else None
    if part.kind != "article" or not isinstance(opens, Heading) or not opens.number:
        return part
    here = [number for _, number in gone if number.startswith(f"{opens.number}.")]
    words = speaker.say("copy.gone")
    blocks: list[tuple[int, tuple[DocumentNode, ...]]] = []
    for node in part.nodes:
        own = isinstance(node, Heading) and node.level > opens.level
        if own and isinstance(node, Heading) and node.number:
            blocks.append((_last(node.number), (node,)))
        elif blocks:
            blocks[-1] = (blocks[-1][0], (*blocks[-1][1], node))
        else:
            blocks.append((0, (node,)))
    for number in here:
        blocks.append((_last(number), (Heading(words, 3, number, language=speaker.language),)))
    blocks.sort(key=lambda block: block[0])
    return replace(part, nodes=tuple(node for _, nodes in blocks for node in nodes))


def _last(number: str) -> int:
    return int(number.rpartition(".")[2])
