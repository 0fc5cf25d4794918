"""A PDF of ours and a library in; a verdict out: what was signed, by whom, and whether a word was changed.

The agreement is drafted and laid out anew from the deal inside the file. Where the same bytes come
out, nothing in the file was put there by anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from contracts.draft import draft
from contracts.draft.amend import amendment, base_of
from contracts.draft.amend.chain import amendment_of
from contracts.load.deal.master import master_of
from contracts.load.deal.read import deal_from
from contracts.load.deal.values import read_document
from contracts.load.suggest import suggest
from contracts.model.agreement import Agreement
from contracts.model.amendment import Base
from contracts.model.clause import Library
from contracts.model.lock import FILE, FORMER, Lock, NotALock, digest, fingerprint, from_json
from contracts.model.master import Master
from contracts.model.places import optional
from contracts.model.problem import Problem, Problems, Rejected, Span, Unreadable
from contracts.model.verdict import Proof, Signed, State, Verdict
from contracts.proof.chain import Beside, chain_proof, digests, own_paper, papers_in
from contracts.render.agreement import SHEETS
from contracts.render.agreement import text as text_of
from contracts.render.lock import lock as lock_of
from contracts.render.printed import printed
from contracts.render.sealed import DEAL, MANIFEST, MASTER, MASTER_LOCK, stem
from contracts.render.sealed import render as laid_out
from contracts.render.signing import FIELDS, WAYS
from contracts.seal import words
from contracts.seal.compare import Makers, differences, listed, makers
from contracts.seal.keys import Key, Token
from contracts.seal.read import Opened, difference, open_pdf, pages_of
from contracts.seal.revisions import continues, revisions
from contracts.seal.sign import Order
from contracts.seal.sign import sign as signed
from contracts.seal.verify import Trust, signatures
from contracts.seal.who import compared
from contracts.version import __version__

PAGE = 12_000
"""Letters that no page of ours has room for: a full one has some 5,000."""


@dataclass(frozen=True, slots=True)
class Remade:
    """What comes of the deal inside a file today: the agreement, its lock and its PDF."""

    agreement: Agreement
    lock: Lock
    pdf: bytes
    base: Base | None = None  # of an amendment: what it stands on


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of a file, and what came of its deal, if anything did."""

    pdf: Opened
    lock: Lock
    proofs: tuple[Proof, ...]
    signatures: tuple[Signed, ...]
    remade: Remade | None


def verify(
    content: bytes,
    file: str,
    library: Library,
    trust: Trust,
    *,
    complete: bool = True,
    accepted: Mapping[str, str] | None = None,
    master: tuple[bytes, str] | None = None,
    beside: Sequence[tuple[bytes, str]] = (),
) -> Verdict:
    """Everything that can be said of a file. `complete` asks that everybody has signed.

    `accepted` holds fields that somebody else may have signed than the agreement names: who, or nothing
    where it may be anybody. `master` is the file, and its name, that an order form is to be held against,
    `beside` those that an amendment stands on, in any order. Raises Unreadable for a file that is damaged,
    or that carries no lock, and Rejected where `accepted` names a field that there is not, or where there is
    another file to hold it against and it is neither an order form nor an amendment.
    """
    found = look(content, file, library, trust, complete=complete, accepted=accepted)
    proofs = list(found.proofs)
    if found.lock.amends is not None:
        given = (*beside, *((master,) if master is not None else ()))
        papers = [_beside(each, library, trust, complete=complete) for each in given]
        base = found.remade.base if found.remade is not None else None
        proofs.insert(1, chain_proof(base, papers))
    elif found.lock.under is not None:
        file_of = master or next(iter(beside), None)
        proofs.insert(1, _master_proof(found, library, trust, file_of, complete=complete))
    elif master is not None or beside:
        why = "it is neither an order form nor an amendment: no other agreement stands behind it"
        raise Rejected([Problem("no-order", why, Span(file, 1), help="leave --master and --under out")])
    return Verdict(file, found.lock.reference, fingerprint(found.lock), tuple(proofs), found.signatures)


def look(
    content: bytes,
    file: str,
    library: Library,
    trust: Trust,
    *,
    complete: bool = True,
    accepted: Mapping[str, str] | None = None,
) -> Looked:
    """Look at a file by itself; raises what `verify` raises."""
    pdf = open_pdf(content, file)
    accepted = accepted or {}
    for name in accepted.keys() - pdf.fields.keys():
        why = f'there is no signature field "{name}" whose name could be accepted'
        raise Rejected([Problem("no-field", why, Span(file, 1), help=suggest(name, pdf.fields))])
    lock, pages = _lock(pdf), pages_of(pdf)
    proofs = [_lock_proof(pdf, lock)]
    remade: Remade | None = None
    try:
        made = remade = _remade(pdf, lock, library, pages)
    except Rejected as rejected:
        proofs += _not_made(rejected, lock, library)
    else:
        others = makers(lock, made.lock)
        text = _text_proof(lock, made, others)
        proofs += [text, _pages_proof(pdf, lock, made, others, text)]
    proofs += [_fields_proof(pdf, remade, complete=complete), revisions(pdf)]
    blocks = {b.field: b for b in remade.agreement.execution} if remade is not None else {}
    found = tuple(compared(s, blocks, accepted) for s in signatures(pdf, trust))
    return Looked(pdf, lock, tuple(proofs), found, remade)


def _beside(paper: tuple[bytes, str], library: Library, trust: Trust, *, complete: bool) -> Beside:
    """What is to be said of a paper that an amendment stands on."""
    content, file = paper
    try:
        looked = look(content, file, library, trust, complete=complete)
    except Rejected as rejected:
        return Beside(file, "", rejected.problems[0].message, "", State.ALTERED)
    verdict = Verdict(file, looked.lock.reference, "", looked.proofs, looked.signatures)
    wrong = [f"{p.name}: {p.says}" for p in looked.proofs if not p.holds]
    wrong += [f"{s.field}: {'; '.join(s.faults)}" for s in looked.signatures if not s.holds]
    sha256 = digest(looked.pdf.enclosed[FILE])
    return Beside(file, sha256, "; ".join(wrong), looked.lock.reference, verdict.state)


def _master_proof(
    found: Looked, library: Library, trust: Trust, beside: tuple[bytes, str] | None, *, complete: bool
) -> Proof:
    """Whether the file beside an order form is the master that it names, and is whole itself."""
    under = found.lock.under
    assert under is not None
    if beside is None:
        says = f"the order names {under.file} by the digest of its lock; that file itself was not looked at"
        return Proof("master", True, says, "give it with --master to have it held beside the order")
    content, file = beside
    try:
        looked = look(content, file, library, trust, complete=complete)
    except Rejected as rejected:
        first = rejected.problems[0]
        return Proof("master", False, f"{file} is none: {first.message}", first.help)
    if digest(looked.pdf.enclosed[FILE]) != under.sha256:
        why = f"{file} is another agreement: {looked.lock.reference}, fingerprint {fingerprint(looked.lock)}"
        return Proof("master", False, why, "give the master whose fingerprint the order prints")
    verdict = Verdict(file, looked.lock.reference, "", looked.proofs, looked.signatures)
    wrong = [f"{p.name}: {p.says}" for p in looked.proofs if not p.holds]
    wrong += [f"{s.field}: {'; '.join(s.faults)}" for s in looked.signatures if not s.holds]
    if wrong:
        help = "contracts verify says more of it"
        return Proof("master", False, f"{file}: {'; '.join(wrong)}", help, verdict.state)
    return Proof("master", True, f"{file} is the master that the order names, and all of it holds")


def sign(content: bytes, file: str, key: Key | Token, order: Order, library: Library | None) -> bytes:
    """The file with one more signature, after a look at what is signed.

    With `library`, a file that is not what its deal makes is refused, and so is one that was changed
    after an earlier signature; without it, nobody looks. Raises Rejected or Unreadable.
    """
    if library is not None:
        problems = Problems()
        verdict = verify(content, file, library, Trust(order.now), complete=False)
        for proof in verdict.proofs:
            if not proof.holds:
                help = "contracts verify says more; with --unchecked nobody looks before you sign"
                rule = "altered" if proof.state is State.ALTERED else "not-compared"
                problems.add(rule, f"{proof.name}: {proof.says}", Span(file, 1), help=help)
        for signature in verdict.signatures:
            if not signature.sound:
                why = f"{signature.field}: {'; '.join(signature.faults)}"
                problems.add("altered", why, Span(file, 1), help="contracts verify says more")
        problems.reject_errors()
    return signed(content, file, key, order)


def _lock(pdf: Opened) -> Lock:
    at = Span(pdf.file, 1)
    if FILE not in pdf.enclosed:
        why = "the file carries no lock"
        help = "it was not made by `contracts build`, or is a draft: there is nothing to verify it against"
        raise Unreadable([Problem("no-lock", why, at, help=help)])
    try:
        found = from_json(pdf.enclosed[FILE])
        if found.paper not in SHEETS or found.signing not in WAYS:
            raise NotALock(f"nothing is laid out on {found.paper} to be signed through {found.signing}")
        return found
    except NotALock as error:
        why = f"the lock inside the file cannot be read: {error}"
        help = "it was altered, or made by a later version of this tool"
        raise Unreadable([Problem("no-lock", why, at, help=help)]) from None


def _lock_proof(pdf: Opened, lock: Lock) -> Proof:
    expected = {DEAL: lock.deal.sha256}
    if lock.manifest is not None and MANIFEST in pdf.enclosed:
        expected[MANIFEST] = lock.manifest.sha256
    if lock.under is not None:
        expected[MASTER_LOCK] = lock.under.sha256
        with suppress(NotALock):  # of another master: its digest is another as well
            expected[MASTER] = from_json(pdf.enclosed.get(MASTER_LOCK, b"")).deal.sha256
    expected |= {
        stem(i) + ending: sha256
        for i, link in enumerate(digests(pdf, lock))
        for ending, sha256 in link.items()
        if sha256
    }
    wrong = [
        f"the enclosed {name} is {'not there' if name not in pdf.enclosed else 'another one'}"
        for name, sha256 in expected.items()
        if name not in pdf.enclosed or digest(pdf.enclosed[name]) != sha256
    ]
    wrong += [f"{name} is enclosed as well" for name in pdf.enclosed.keys() - expected.keys() - {FILE}]
    if wrong:
        return Proof("lock", False, "; ".join(wrong), "the file was altered: take it from who sent it")
    return Proof("lock", True, f"enclosed, with the digests that it gives: {', '.join(expected)}")


def _remade(pdf: Opened, lock: Lock, library: Library, pages: int) -> Remade:
    """Raises Rejected where the deal and the library at hand make no agreement."""

    def enclosed(name: str, span: Span | None, problems: Problems) -> bytes | None:
        if MANIFEST not in pdf.enclosed:
            problems.add("no-such-file", f'the manifest "{name}" is not enclosed', span)
        return pdf.enclosed.get(MANIFEST)

    def governing(name: str, span: Span | None, problems: Problems) -> Master | None:
        deal, locked = (pdf.enclosed.get(file, b"") for file in (MASTER, MASTER_LOCK))
        return master_of(deal, locked, name, library)

    source = pdf.enclosed.get(DEAL, b"")
    base: Base | None = None
    if lock.amends is not None:
        base = base_of(papers_in(pdf, lock), library)
        _, found = amendment_of(own_paper(pdf), base, library)
        agreement = amendment(base, found, library).paper
    else:
        document, spans = read_document(source, lock.deal.file)
        deal = deal_from(document, spans, source, lock.deal.file, enclosed, library, held=governing)
        agreement = draft(deal, library)
    _refuse_longer(agreement, pdf.file, pages)
    return Remade(
        agreement,
        lock_of(agreement, source, lock.paper, lock.signing),
        laid_out(agreement, paper=lock.paper, way=lock.signing),
        base,
    )


def _refuse_longer(agreement: Agreement, file: str, pages: int) -> None:
    """Lay nothing out that cannot be these pages: a page of a deal can make a thousand pages of clips.

    Raises Rejected where the words would fill far more pages than the file has, each counted once.
    """
    length = len(text_of(agreement))
    if length > PAGE * (pages + 1):
        why = f"it makes {length:,} letters, which do not go on {pages:,} pages"
        raise Rejected([Problem("too-large", why, Span(file, 1))])


def _not_made(rejected: Rejected, lock: Lock, library: Library) -> Iterator[Proof]:
    first = rejected.problems[0].message if rejected.problems else "it is not a deal"
    why = f"the enclosed deal makes no agreement here: {first}"
    same = (lock.library, lock.tool) == (library.version, __version__)
    state = State.ALTERED if same else State.OPEN
    help = "the file was altered, or the library was changed without a new version"
    if not same:
        help = (
            f"it was made with library {lock.library} and contracts {lock.tool}; here are {library.version} "
            f"and {__version__}: verify it with those, or lay that library over with --library"
        )
    yield Proof("text", False, why, help, state)
    yield Proof("pages", False, "they cannot be made anew to be compared", "see text", state)


def _text_proof(lock: Lock, remade: Remade, others: Makers) -> Proof:
    """Whether the words are those of the deal. Other words are nobody's fault where others worded them."""
    found = differences(lock, remade.lock)
    if not found and lock.kind != FORMER and lock.text != remade.lock.text:
        found = ("the clauses are the same, and the rest of the text is not",)
    if found and others.wording:
        help = f"verify it with what made it, or lay its library over with --library: {others.of_words()}"
        return Proof("text", False, listed(found), help, State.OPEN)
    if found:
        help = "the file was altered, or the library was changed without a new version"
        return Proof("text", False, listed(found), help)
    if _stated(lock) != _stated(remade.lock):
        help = "the file was altered: take it from who sent it"
        return Proof("text", False, "the lock says other things than the deal", help)
    count = f"{len(lock.clauses)} clauses and {len(lock.definitions)} definitions"
    former = ", clause by clause: its lock is of an earlier kind, without a digest that is still made"
    said = f"{count}, word for word as the deal makes them"
    return Proof("text", True, said + former if lock.kind == FORMER else said)


def _stated(lock: Lock) -> tuple[object, ...]:
    """What a lock says of the deal, whatever made it."""
    return (
        *(lock.agreement, lock.reference, lock.paper, lock.signing, lock.languages, lock.prevailing),
        *(lock.deal, lock.manifest, lock.under, lock.amends),
    )


def _pages_proof(pdf: Opened, lock: Lock, remade: Remade, others: Makers, text: Proof) -> Proof:
    """Whether the pages are those of the deal: byte for byte, or word for word where others made them."""
    if continues(pdf, remade.pdf):
        return Proof("pages", True, "byte for byte as the deal makes them")
    if others and not text.holds:
        return Proof(
            "pages", False, "they cannot be compared: other words come out here", "see text", text.state
        )
    if others:
        found = words.compared(pdf, printed(remade.agreement, lock.signing, lock.library, fingerprint(lock)))
        if found.differs:
            return Proof("pages", False, listed(found.differs), "the file was altered after it was built")
        but = f"; names in {', '.join(found.left_out)} letters were left out" if found.left_out else ""
        why = f"word for word as the deal makes them{but}; they could not be compared byte for byte: {others}"
        return Proof("pages", False, why, "compare them where those versions are installed", State.WORDS)
    why = (
        listed(difference(pdf, remade.pdf))
        or "the same pages in another file, as when another program saves it anew"
    )
    return Proof("pages", False, why, "the file was altered after it was built")


def _spared(remade: Remade | None, done: list[str]) -> set[str]:
    """The fields that need nobody any more: another signatory of the same party is enough, and has signed."""
    blocks = remade.agreement.execution if remade is not None else ()
    enough = {b.party.key for b in blocks if b.field in done and optional(b.place)}
    return {b.field for b in blocks if b.party.key in enough and optional(b.place)}


def _fields_proof(pdf: Opened, remade: Remade | None, *, complete: bool) -> Proof:
    """Whether the fields are those of the agreement, and each is signed."""
    own = {name: done for name, done in pdf.fields.items() if name not in pdf.seals | pdf.stamps}
    if remade is not None:
        fields = remade.lock.signing == FIELDS
        blocks = {block.field for block in remade.agreement.execution} if fields else set()
        if wrong := sorted(blocks ^ own.keys()):
            return Proof(
                "fields", False, f"not as in the agreement: {', '.join(wrong)}", "the file was altered"
            )
    done = [name for name in own if own[name]]
    waiting = [name for name in own if not own[name]]
    waiting = [name for name in waiting if name not in _spared(remade, done)]
    if waiting and complete:
        help = "sign it, or give --incomplete where not everybody has signed yet"
        return Proof("fields", False, f"not signed: {', '.join(waiting)}", help, State.OPEN)
    says = f"signed: {', '.join(done)}" if done else "nobody has signed"
    return Proof("fields", True, says + (f"; not yet: {', '.join(waiting)}" if waiting and done else ""))
