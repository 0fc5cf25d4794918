"""The file of an amendment in; the papers that it stands on, and what is to be said of them, out.

Each paper names the one before it by the digest of its lock. Those inside the file are drafted anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.draft.amend import Paper
from contracts.model.amendment import Base
from contracts.model.lock import FILE, Lock, NotALock, from_json
from contracts.model.problem import Problem, Rejected, Span
from contracts.model.record import record
from contracts.model.verdict import Proof, State
from contracts.render.lock import lock as lock_of
from contracts.render.sealed import DEAL, ENDINGS, MANIFEST, stem
from contracts.seal.compare import differences, listed, makers
from contracts.seal.read import Opened

MOST = 100
"""More papers than these stand in no chain."""

SENT = "take the file anew from who sent it"


@record
class Beside:
    """A file that an amendment is held beside: the digest of its lock, what is wrong with it, if anything."""

    file: str
    sha256: str
    wrong: str
    reference: str
    state: State


def own_paper(pdf: Opened) -> Paper:
    """A file as a paper of a chain."""
    enclosed = pdf.enclosed
    return Paper(pdf.file, enclosed.get(DEAL, b""), enclosed[FILE], enclosed.get(MANIFEST, b""))


def papers_in(pdf: Opened, lock: Lock) -> list[Paper]:
    """The papers that an amendment stands on, as its file encloses them. Raises Rejected."""
    found = []
    for i in range(len(digests(pdf, lock))):
        deal, manifest, locked = (pdf.enclosed.get(stem(i) + ending, b"") for ending in ENDINGS)
        found.append(Paper(f"{pdf.file}: {stem(i)}", deal, locked, manifest))
    if not found:
        at = Span(pdf.file, 1)
        raise Rejected([Problem("altered", "what it amends is not enclosed", at, help=SENT)])
    return found


def digests(pdf: Opened, lock: Lock) -> list[dict[str, str]]:
    """Of each paper that an amendment stands on, the digests that its files must have, by their endings.

    They are followed from the lock of the amendment itself: each names the digest of the one before.
    """
    count = 0
    while stem(count) + ENDINGS[2] in pdf.enclosed and count <= MOST:
        count += 1
    found: list[dict[str, str]] = []
    wanted = lock.amends
    for i in reversed(range(count)):
        if wanted is None:
            break
        of_lock = {ENDINGS[2]: wanted.sha256}
        try:
            before = from_json(pdf.enclosed[stem(i) + ENDINGS[2]])
        except NotALock:
            found.append(of_lock)
            break
        of_lock[ENDINGS[0]] = before.deal.sha256
        if before.manifest is not None and stem(i) + ENDINGS[1] in pdf.enclosed:
            of_lock[ENDINGS[1]] = before.manifest.sha256
        found.append(of_lock)
        wanted = before.amends
    found.reverse()
    return found


def chain_proof(base: Base | None, beside: Sequence[Beside]) -> Proof:
    """Whether each paper that an amendment stands on is what the next one names, down to the original.

    The papers inside the file are drafted anew and held against their locks. Those `beside` it are found by
    the digests of their locks, in whichever signed copy, and looked at as any file is.
    """
    if base is None:
        return Proof("chain", False, "what it amends cannot be made anew here", "see text", State.OPEN)
    for link, paper in zip(base.links, base.papers, strict=True):
        made = lock_of(paper, link.deal, link.lock.paper, link.lock.signing)
        others = makers(link.lock, made)
        if wrong := differences(link.lock, made):
            says = f"{link.reference}: {listed(wrong)}"
            return Proof("chain", False, says, "see text", State.OPEN if others.wording else None)
    names = [f"{link.reference} (fingerprint {link.fingerprint})" for link in base.links]
    chain = f"it stands on {', on '.join(reversed(names))}; each names the one before it by digest"
    if not beside:
        says = f"{chain}. Those files themselves were not looked at"
        return Proof("chain", True, says, "give them with --under to have them held beside the amendment")
    wrong_files: list[str] = []
    states = [State.HOLDS]
    waiting = {link.sha256: link.reference for link in base.links}
    for paper_file in beside:
        states.append(paper_file.state)
        if paper_file.wrong:
            wrong_files.append(f"{paper_file.file}: {paper_file.wrong}")
        if paper_file.sha256 and waiting.pop(paper_file.sha256, None) is None:
            wrong_files.append(f"{paper_file.file} is no paper of this chain: {paper_file.reference}")
            states.append(State.ALTERED)
    if wrong_files:
        worst = max(states, key=list(State).index)
        return Proof("chain", False, "; ".join(wrong_files), "contracts verify says more of each", worst)
    if waiting:
        says = f"{chain}. Not looked at, since not given: {', '.join(waiting.values())}"
        return Proof("chain", False, says, "give each paper of the chain with --under", State.OPEN)
    return Proof("chain", True, f"{chain}. All of them were looked at, and hold")
