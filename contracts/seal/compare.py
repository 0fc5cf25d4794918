"""The lock of a file and the lock made anew in; what differs, clause by clause, and what made it, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contracts.model.lock import FORMER, Lock, LockedText

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Makers:
    """What worded a file and what laid it out, where it is another here: a sentence each."""

    wording: tuple[str, ...]
    layout: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.wording or self.layout)

    def __str__(self) -> str:
        return listed((*self.wording, *self.layout))

    def of_words(self) -> str:
        return listed(self.wording)


def makers(then: Lock, now: Lock) -> Makers:
    """Whatever decided on the words and the pages of a file and is of another version here.

    A lock of the former kind does not say, so that nothing is known to be the same.
    """
    wording = list(_versions(_plain(then), _plain(now)))
    if then.kind == FORMER:
        return Makers((*wording, "its lock does not say what worded it"), ("or what laid it out",))
    wording += _versions(*({m.name: m.version for m in lock.worded_by} for lock in (then, now)))
    layout = list(_versions(*({m.name: m.version for m in lock.laid_out_by} for lock in (then, now))))
    fonts = [{font.file: font.sha256 for font in lock.fonts} for lock in (then, now)]
    layout += [
        f"the font {name} {_font(name, *fonts)}"
        for name in sorted(fonts[0].keys() | fonts[1].keys())
        if fonts[0].get(name) != fonts[1].get(name)
    ]
    return Makers(tuple(wording), tuple(layout))


def _font(name: str, then: Mapping[str, str], now: Mapping[str, str]) -> str:
    if name not in now:
        return "is not here (name it with --fonts)"
    return "is another one" if name in then else "is not one that it was made with"


def _plain(lock: Lock) -> dict[str, str]:
    return {"contracts": lock.tool, "the library": lock.library}


def _versions(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys((*then, *now)):
        before, here = then.get(name), now.get(name)
        if before != here:
            yield f"{name} is {here or 'not known'} here and was {before or 'not recorded'}"


def differences(then: Lock, now: Lock) -> tuple[str, ...]:
    """Each clause and definition that reads differently now, and what became of it."""
    return (
        *_texts("clause", then.clauses, now.clauses),
        *_texts("definition of", then.definitions, now.definitions),
        *_texts("in the second language", then.beside, now.beside),
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
