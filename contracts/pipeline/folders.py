"""A folder of agreements in; the state of each, unsigned to altered, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path

from contracts.load import files
from contracts.load.limits import CERTIFICATE, PDF, REVOKED
from contracts.model.problem import Rejected
from contracts.model.verdict import Standing, State, Verdict
from contracts.pipeline import options
from contracts.pipeline.library import Folder, read_afresh, roots
from contracts.pipeline.signatures import File, moment, several

NOT_OURS = "no-lock"
"""What is said of a PDF that is no agreement of ours: a summary, a memo, a scan."""

OURS = ("agreement", "amendment")
"""How the files are called that must be ours: another in their place is told."""


def verify_folder(
    folder: str | PathLike[str],
    *,
    now: datetime,
    trust: Sequence[File] = (),
    revoked: Sequence[File] = (),
    overlays: Folder | Sequence[Folder] = (),
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Standing, ...]:
    """How every agreement below a folder stands, in the order of their paths.

    A PDF that is no agreement of ours is passed over; one that cannot be read is told as `damaged`. Of a
    set that holds an agreement and signed copies of it, each file is told of. `tell` hears how many files
    were looked at, and how many there are; the other options are those of `verify`. Raises Unreadable
    where the folder is none, or an option is none.
    """
    from contracts.proof import verify as proved
    from contracts.seal.verify import Trust

    moment(now)
    options.of_kind(("folder", folder, options.PATH), ("tell", tell, (options.CALL,)))
    trusted = Trust(now, several(trust, "trust", CERTIFICATE), several(revoked, "revoked", REVOKED))
    library = read_afresh(*roots(overlays))
    root = Path(folder)
    papers = sorted(_papers(root))
    found = []
    for number, path in enumerate(papers, 1):
        called = path.relative_to(root).as_posix()
        try:
            verdict = proved(files.read(path, PDF), called, library, trusted, complete=True)
        except Rejected as rejected:
            strange = any(p.rule == NOT_OURS for p in rejected.problems)
            if not strange or path.name.startswith(OURS):
                found.append(Standing(called, "", "damaged", why=rejected.problems[0].message))
        else:
            found.append(_standing(called, verdict))
        tell(number, len(papers))
    return tuple(found)


def _papers(root: Path) -> Iterator[Path]:
    """Every PDF below a folder; nothing hidden, and nothing that leads elsewhere."""
    for path in root.rglob("*"):
        seen = not any(part.startswith(".") for part in path.relative_to(root).parts)
        if seen and path.suffix.lower() == ".pdf" and path.is_file() and not path.is_symlink():
            yield path


def _standing(called: str, verdict: Verdict) -> Standing:
    people = tuple(
        (s.field, s.signer, s.when) for s in verdict.signatures if s.kind == "approval" and s.sound
    )
    whole = all(proof.holds for proof in verdict.proofs if proof.name == "fields")
    if verdict.state is State.ALTERED:
        state = "altered"
    elif not people:
        state = "unsigned"
    else:
        state = "signed" if whole else "partly"
    faults = [proof.says for proof in verdict.proofs if proof.state is State.ALTERED]
    faults += [fault for s in verdict.signatures if not s.holds for fault in s.faults]
    waiting = [proof.says for proof in verdict.proofs if proof.name == "fields" and not proof.holds]
    return Standing(
        called,
        verdict.reference,
        state,
        people,
        trusted=bool(people) and all(s.holds for s in verdict.signatures),
        why="; ".join(faults or waiting),
    )
