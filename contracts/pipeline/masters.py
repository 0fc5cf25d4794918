"""Sealed agreements in; the masters of order forms out, each looked at as `verify` looks at it.

What can be shown to have been altered is refused. What cannot be compared here, because another version
of the tool or of its library made it, is taken, and the order says so (`master-not-compared`). Nobody
has to have signed it, and nobody is asked who vouches for a signature: `verify` of the order does that.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from contracts.load.deal.governing import Held
from contracts.load.deal.master import master_of
from contracts.load.deal.read import Fetch, below
from contracts.load.limits import PDF
from contracts.model.clause import Library
from contracts.model.lock import FILE, NotALock, digest, from_json
from contracts.model.master import Master
from contracts.model.problem import Problems, Rejected, Span
from contracts.model.verdict import State

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Whether a signature fits what it signs does not hang on the day: nobody's certificate is asked about."""

KEPT = 64
"""How many masters one run keeps, so that a hundred orders under one look at it once."""

SENT = "take the file anew from who sent it"
BESIDE = "put the PDF of the master beside the deal"


class Masters:
    """Looks into sealed agreements with one library, and keeps what it found."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.found: dict[str, Master | tuple[tuple[str, str, str], ...]] = {}

    def held(self, fetch: Fetch) -> Held:
        """Finds masters among the files that `fetch` brings."""

        def held(name: str, span: Span | None, problems: Problems) -> Master | None:
            content = fetch(name, span, problems)
            return None if content is None else self.master(content, name, span, problems)

        return held

    def below(self, folder: Path) -> Held:
        """Finds masters below a folder, and nowhere else."""
        return self.held(below(folder, "master", PDF, BESIDE))

    def master(self, content: bytes, name: str, span: Span | None, problems: Problems) -> Master | None:
        """The master in a PDF; None where it is none, or not whole, which goes to `problems` at `span`."""
        key = f"{name}\0{hashlib.sha256(content).hexdigest()}"
        if key not in self.found:
            if len(self.found) >= KEPT:
                self.found.clear()
            self.found[key] = self._looked_at(content, name)
        found = self.found[key]
        if isinstance(found, Master):
            return found
        for rule, why, help in found:
            problems.add(rule, why, span, help=help)
        return None

    def _looked_at(self, content: bytes, name: str) -> Master | tuple[tuple[str, str, str], ...]:
        """The master, or what is wrong with the file: rule, message and help."""
        from contracts.proof import look
        from contracts.render.sealed import DEAL
        from contracts.seal.verify import Trust

        try:
            looked = look(content, name, self.library, Trust(NO_DAY), complete=False)
            wrong = [
                ("altered", f"{name} is not whole: {proof.name}: {proof.says}", proof.help)
                for proof in looked.proofs
                if proof.state is State.ALTERED
            ]
            unsound = (s for s in looked.signatures if not s.sound)
            wrong += [("altered", f"{name}: {s.field}: {'; '.join(s.faults)}", SENT) for s in unsound]
            if wrong:
                return tuple(wrong)
            manifest = looked.remade.agreement.deal.manifest if looked.remade is not None else None
            enclosed = looked.pdf.enclosed
            return master_of(
                enclosed.get(DEAL, b""),
                enclosed[FILE],
                name,
                self.library,
                clips=frozenset(clip.id for clip in manifest.clips) if manifest is not None else frozenset(),
                doubts=tuple(f"{p.name}: {p.says}" for p in looked.proofs if p.state is State.OPEN),
            )
        except Rejected as rejected:
            return tuple((p.rule, f"{name}: {p.message}", p.help) for p in rejected.problems)


def identity(content: bytes, name: str) -> tuple[str, str] | None:
    """The reference of a sealed agreement and the digest of its lock; None for a file that is none.

    Nothing is shown by it: whoever makes an order under it looks at the whole.
    """
    from contracts.seal.read import open_pdf

    try:
        locked = open_pdf(content, name).enclosed.get(FILE, b"")
        return from_json(locked).reference, digest(locked)
    except (Rejected, NotALock):
        return None
