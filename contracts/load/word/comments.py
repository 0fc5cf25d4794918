"""The parts of a Word file that hold its comments in; each with its words, its thread and its state out."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.load.word.package import Package
from contracts.load.word.tags import W14, W15, Tags, on
from contracts.load.word.when import date_of
from contracts.load.word.xml import Element
from contracts.model.negotiated import Comment


def comments(
    package: Package, tags: Tags, anchors: Mapping[str, tuple[int, int, str]]
) -> tuple[Comment, ...]:
    """The comments in the order of their part; `anchors` says where each stands, by its id."""
    path = package.named("comments")
    if not path:
        return ()
    extended = package.named("commentsExtended")
    threads = _threads(package.xml(extended)) if extended else {}
    found: list[Comment] = []
    by_paragraph: dict[str, str] = {}
    asked: list[str] = []
    w = tags.w
    for comment in package.xml(path).iter(w + "comment"):
        id = comment.get(w + "id", "")
        paragraphs = list(comment.iter(w + "p"))
        ids = [p.get(W14 + "paraId", "").upper() for p in paragraphs]
        by_paragraph.update((p, id) for p in ids if p)
        parent, done = next((threads[p] for p in reversed(ids) if p in threads), ("", False))
        asked.append(parent)
        first, last, about = anchors.get(id, (-1, -1, ""))
        found.append(
            Comment(
                id=id,
                author=comment.get(w + "author", ""),
                date=date_of(comment, w),
                paragraphs=tuple(_words(p, tags) for p in paragraphs),
                about=about,
                resolved=done,
                first=first,
                last=last,
                initials=comment.get(w + "initials", ""),
            )
        )
    return tuple(_threaded(found, [by_paragraph.get(p, "") for p in asked]))


def _threads(root: Element) -> dict[str, tuple[str, bool]]:
    """By the id of a paragraph: the one that its comment answers, and whether it is resolved."""
    return {
        e.get(W15 + "paraId", "").upper(): (
            e.get(W15 + "paraIdParent", "").upper(),
            on(e.get(W15 + "done"), absent=False),
        )
        for e in root.iter(W15 + "commentEx")
    }


def _threaded(found: list[Comment], parents: list[str]) -> list[Comment]:
    """Each with its parent; an answer stands where its thread does, and is resolved with it."""
    from dataclasses import replace

    by_id = {c.id: c for c in found}
    threaded = []
    for comment, parent in zip(found, parents, strict=True):
        above = by_id.get(parent) if parent != comment.id else None
        if above is None:
            threaded.append(comment)
            continue
        placed = comment if comment.first >= 0 else above
        threaded.append(
            replace(
                comment,
                parent=parent,
                resolved=comment.resolved or above.resolved,
                first=placed.first,
                last=placed.last,
                about=placed.about,
            )
        )
    return threaded


def _words(paragraph: Element, tags: Tags) -> str:
    found = []
    for inner in paragraph.iter():
        match tags.local(inner):
            case "t":
                found.append(inner.text or "")
            case "tab":
                found.append("\t")
            case "br" | "cr":
                found.append("\n")
    return "".join(found)
