"""The lock of a file and the lock made anew in; what differs between them, clause by clause, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.model.lock import Lock, LockedText

SHOWN = 8


def differences(then: Lock, now: Lock) -> tuple[str, ...]:
    """Each clause and definition that reads differently now, and what became of it."""
    return (
        *_texts("clause", then.clauses, now.clauses),
        *_texts("definition of", then.definitions, now.definitions),
    )


def _texts(kind: str, then: Sequence[LockedText], now: Sequence[LockedText]) -> Iterator[str]:
    before, after = ({entry.id: entry for entry in entries} for entries in (then, now))
    for name in before:
        if name not in after:
            yield f"{kind} {name} is not there now"
        elif before[name] != after[name]:
            yield f"{kind} {name} {_became(before[name], after[name])}"
    for name in after:
        if name not in before:
            yield f"{kind} {name} was not there then"


def _became(then: LockedText, now: LockedText) -> str:
    if then.position != now.position:
        return f"stood at {then.position} and stands at {now.position}"
    if then.text != now.text:
        versions = f"{then.version} and {now.version}" if then.version != now.version else now.version
        return f"has other words ({versions})"
    if then.source != now.source:
        return f"has other words in the library ({then.version} and {now.version}), and the same here"
    if then.number != now.number:
        return f"stood at {then.number} and stands at {now.number}"
    return f"was version {then.version} and is {now.version}"


def listed(found: Sequence[str]) -> str:
    """The first of many, and how many more there are."""
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return "; ".join(found[:SHOWN]) + more
