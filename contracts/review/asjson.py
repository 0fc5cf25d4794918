"""What was found in a file that came back in; the same as JSON out. docs/word.md describes it."""

from __future__ import annotations

from typing import Any

from contracts.model.negotiated import Comment, Line, Negotiated, Passage, Piece, Revision, Touched
from contracts.model.problem import Problem
from contracts.review.report import report, states, title

FORMAT = "contracts-review/1"
"""What is taken away, or comes to mean something else, makes another one."""


def as_mapping(found: Negotiated, problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The whole of it, for json.dumps."""
    text, told = found.text, report(found)
    carried = text.carried
    return {
        "format": FORMAT,
        "file": text.file,
        "writer": text.writer,
        "reference": carried.reference if carried is not None else None,
        "fingerprint": carried.fingerprint if carried is not None else None,
        "counts": {
            **{state.value: sum(p.touched is state for p in found.passages) for state in Touched},
            "moved": sum(p.moved for p in found.passages),
            "floor": len(told.floor),
            "comments": len(text.comments),
        },
        "authors": [
            {
                "name": who.name or None,
                "changes": who.changes,
                "first": who.first or None,
                "last": who.last or None,
            }
            for who in told.authors
        ],
        "passages": [_passage(found, entry.passage) for entry in told.entries],
        "comments": [_comment(comment) for comment in text.comments],
        "problems": [
            {"rule": p.rule, "severity": p.severity.value, "message": p.message, "help": p.help}
            for p in problems
        ],
    }


def _passage(found: Negotiated, passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind,
        "id": passage.id or None,
        "clause": passage.clause or None,
        "position": passage.position or None,
        "floor": passage.floor,
        "title": title(passage),
        "number": passage.number or None,
        "numbered": passage.numbered or None,
        "touched": passage.touched.value,
        "states": list(states(found, passage)),
        "moved": passage.moved,
        "merged": list(passage.merged),
        "into": passage.into or None,
        "split": passage.split,
        "retyped": passage.retyped,
        "follows": passage.follows or None,
        **({"language": passage.language, "beside": passage.twin or None} if passage.language else {}),
        "marked": bool(passage.authors or passage.moves) and not passage.unmarked,
        "before": list(map(_line, passage.before)),
        "after": list(map(_line, passage.after)),
        "words": list(map(_piece, passage.pieces)),
        "moves": list(map(_revision, passage.moves)),
        "formats": list(map(_revision, passage.formats)),
        "comments": list(passage.comments),
    }


def _line(line: Line) -> dict[str, str]:
    spoken = {"language": line.language} if line.language else {}
    return {"number": line.number, "words": line.words, **spoken}


def _piece(piece: Piece) -> dict[str, Any]:
    return {"kind": piece.kind, "text": piece.text, "by": list(map(_revision, piece.revisions))}


def _revision(revision: Revision) -> dict[str, str | None]:
    return {"kind": revision.kind, "author": revision.author, "date": revision.date or None}


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "author": comment.author,
        "date": comment.date or None,
        "text": comment.text,
        "about": comment.about,
        "answers": comment.parent or None,
        "resolved": comment.resolved,
    }
