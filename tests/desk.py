"""What a signing needs: small agreements, keys, roots and a day. The fixtures here are for every test.

All of it is made once a session: keys take time, and so does laying an agreement out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from casebook import EXAMPLES, changed
from tsa import served

from contracts import proof
from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.lock import to_json
from contracts.model.verdict import Verdict
from contracts.render import lock, sealed
from contracts.seal.identity import REVOKED, ROOT, demo
from contracts.seal.keys import Key
from contracts.seal.sign import Order
from contracts.seal.verify import Trust

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
PASSPHRASE = "demo"
NAMES = (("licensor", "Raka Pratama"), ("licensee", "Jordan Ellis"), ("seal", "Demo seal"))
NOTICE = EXAMPLES["notice-takedown"].read_text("utf-8")
"""A deal that makes one page, which the licensor signs."""

EXCHANGE = changed(NOTICE, {"agreement: notice": "agreement: exchange"})
"""The same, for both to sign: an agreement type of the library of the tests."""


@dataclass(frozen=True)
class Desk:
    """A library, the keys of an authority and of another that nobody knows, and how to use them."""

    library: Library
    files: Mapping[str, bytes]
    strangers: Mapping[str, bytes]

    @property
    def roots(self) -> tuple[tuple[str, bytes], ...]:
        return ((ROOT, self.files[ROOT]),)

    @property
    def revoked(self) -> tuple[tuple[str, bytes], ...]:
        return ((REVOKED, self.files[REVOKED]),)

    def key(self, name: str, *, strange: bool = False) -> Key:
        return Key(f"{name}.p12", (self.strangers if strange else self.files)[f"{name}.p12"], PASSPHRASE)

    def order(self, field: str, level: str = "B-B", **changes: Any) -> Order:
        """An order at a level, with a time stamp and proofs where the level asks for them."""
        wanted: dict[str, Any] = {"now": NOW}
        if level != "B-B":
            wanted["tsa"] = self.key("tsa")
        if level.startswith("B-L"):
            wanted |= {"trust": self.roots, "revoked": self.revoked}
        return Order("" if field == "seal" else field, level, **(wanted | changes))

    def sign(
        self,
        content: bytes,
        field: str,
        level: str = "B-B",
        *,
        key: Key | None = None,
        check: bool = False,
        **changes: Any,
    ) -> bytes:
        """The file signed in a field, or sealed where that is `seal`, with the key of that name."""
        name = field.removesuffix("-consent")
        own = key or self.key(name if name in dict(NAMES) else "licensor")
        order = self.order(field, level, **changes)
        return proof.sign(content, "agreement.pdf", own, order, self.library if check else None)

    def verify(
        self,
        content: bytes,
        *,
        complete: bool = False,
        accepted: Mapping[str, str] | None = None,
        **changes: Any,
    ) -> Verdict:
        told: dict[str, Any] = {"now": NOW, "roots": self.roots}
        trust, file = Trust(**(told | changes)), "agreement.pdf"
        return proof.verify(content, file, self.library, trust, complete=complete, accepted=accepted)

    def drafted(self, deal: str) -> Agreement:
        """The agreement of a deal that has no manifest of its own."""
        read = read_deal(deal.encode(), "deal.yaml", Path("/nonexistent"), self.library)
        return draft(read, self.library)

    def build(self, deal: str, **how: Any) -> bytes:
        """Its PDF."""
        return sealed.render(self.drafted(deal), **how)


def failing(verdict: Verdict) -> set[str]:
    """The names of the proofs that do not hold, and the fields of the signatures that do not."""
    proofs = {p.name for p in verdict.proofs if not p.holds}
    return proofs | {s.field for s in verdict.signatures if not s.holds}


@pytest.fixture(scope="session")
def desk(library: Library) -> Desk:
    notice = library.outlines["notice"]
    both = replace(notice, id="exchange", signs=("licensor", "licensee"))
    own = replace(library, outlines={**library.outlines, both.id: both})
    return Desk(own, demo(NAMES, PASSPHRASE, NOW), demo(NAMES[:1], PASSPHRASE, NOW))


@pytest.fixture(scope="session")
def one(desk: Desk) -> bytes:
    """A page for one to sign."""
    return desk.build(NOTICE)


@pytest.fixture(scope="session")
def two(desk: Desk) -> bytes:
    """A page for both to sign."""
    return desk.build(EXCHANGE)


@pytest.fixture(scope="session")
def signed(one: bytes, desk: Desk) -> bytes:
    """Signed by the one who signs it."""
    return desk.sign(one, "licensor")


@pytest.fixture(scope="session")
def half(two: bytes, desk: Desk) -> bytes:
    """Signed by the licensor, and not yet by the licensee."""
    return desk.sign(two, "licensor")


@pytest.fixture(scope="session")
def both(half: bytes, desk: Desk) -> bytes:
    """Signed by both."""
    return desk.sign(half, "licensee")


@pytest.fixture(scope="session")
def authority(desk: Desk) -> Iterator[str]:
    """The address of a time-stamp authority."""
    with served(desk.key("tsa"), NOW) as address:
        yield address


@pytest.fixture(scope="session")
def laid_out_once() -> Iterator[None]:
    """Every verdict lays the agreement out anew. Here the same one is laid out once: it gives the same
    bytes, as tests/test_reproducible.py shows."""
    lay_out: Callable[..., bytes] = sealed.render
    kept: dict[bytes, bytes] = {}

    def once(agreement: Any, *, paper: str, way: str) -> bytes:
        key = to_json(lock.lock(agreement, agreement.deal.source, paper, way))
        if key not in kept:
            kept[key] = lay_out(agreement, paper=paper, way=way)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proof, "laid_out", once)
        yield
