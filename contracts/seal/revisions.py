"""A PDF in; whether it only ever grew by signatures, and by what they need to last, out.

Stricter than pyHanko's difference analysis, which knows the files of every program: in ours a revision
may change nothing but the form, the proofs of validity and the dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from contracts.model.verdict import Proof
from contracts.seal.read import Opened, hostile, says, told

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*")
DATED = {"/ModDate", "/Producer"}
"""What a signature writes into the properties of a file: when, and with what."""

NAMESPACES = {
    "{http://purl.org/dc/elements/1.1/}": "who made it, and its title",
    "{http://www.aiim.org/pdfa/ns/id/}": "that it is PDF/A",
    "{http://www.aiim.org/pdfua/ns/id/}": "that it is PDF/UA",
}
"""What the metadata says that no signature has a reason to change."""


def revisions(pdf: Opened) -> Proof:
    """Whether every revision after the first is a signature, or what a signature needs to last."""
    with hostile(pdf.file):
        for why in _faults(pdf):
            return Proof("revisions", False, why, "ask for the file as it was signed")
    count = pdf.revisions - 1
    says = f"{count} since it was built, each a signature or what one needs to last" if count else "none"
    return Proof("revisions", True, says)


def continues(pdf: Opened, made: bytes) -> bool:
    """Whether a file is another one to which whole revisions were added.

    That it starts with the same bytes is not enough: a whole other file can stand after them, and it
    is what every reader shows. So its references must lead back to those of the other one.
    """
    from contracts.seal.reader import Reader

    with hostile(pdf.file):
        first, *later = _starts(pdf.reader)
        same = pdf.content.startswith(made) and [first] == _starts(Reader(made))
        return same and all(start >= len(made) for start in later)


def _starts(reader: PdfFileReader) -> list[int]:
    """Where the references of each revision stand, the oldest first."""
    xrefs = reader.xrefs
    return [xrefs.get_startxref_for_revision(n) for n in range(xrefs.total_revisions)]


def _faults(pdf: Opened) -> Iterator[str]:
    from pyhanko.sign.diff_analysis import SuspiciousModification
    from pyhanko.sign.fields import MDPPerm

    reader, last = pdf.reader, pdf.revisions - 1
    starts = _starts(reader)
    end = pdf.content.rfind(b"startxref")
    found = END.fullmatch(pdf.content, max(end, 0))
    if starts != sorted(starts) or found is None or int(found[1]) != starts[-1]:
        yield "it does not end where its last revision does"
    signatures = reader.embedded_signatures
    signed = {s.signed_revision for s in signatures}
    sealed = {s.signed_revision for s in signatures if s.docmdp_level is not None}
    for number in range(1, pdf.revisions):
        allowed = MDPPerm.FILL_FORMS if number in signed else MDPPerm.NO_CHANGES
        then, now = (reader.get_historical_resolver(n) for n in (number - 1, number))
        try:
            _policy(sealing=number == 1 and number in sealed).apply(old=then, new=now, doc_mdp=allowed)
        except SuspiciousModification as error:
            yield f"revision {number} of {last} changes the file: {says(error)}"
        if number not in signed and not _proves(then, now):
            yield f"revision {number} of {last} was added, and nobody signed it"
        if _said(pdf, number) != _said(pdf, number - 1):
            yield f"revision {number} of {last} changes what the file says of itself"


@cache
def _policy(*, sealing: bool) -> Any:
    """pyHanko's policy, with fewer exceptions; a seal may also write into the catalogue that it is one."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, StandardDiffPolicy
    from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
    from pyhanko.sign.diff_analysis.rules.file_structure_rules import CatalogModificationRule

    others = [r for r in DEFAULT_DIFF_POLICY.global_rules if not isinstance(r, CatalogModificationRule)]
    keys = {"/AcroForm", "/DSS", "/Extensions", "/Metadata"} | ({"/Perms"} if sealing else set())
    catalogue = CatalogModificationRule(ignored_keys=keys)  # type: ignore[no-untyped-call]
    usual = DEFAULT_DIFF_POLICY.form_rule
    assert usual is not None
    form = FormUpdatingRule(usual.field_rules, ignored_acroform_keys={"/Fields"})
    return StandardDiffPolicy([catalogue, *others], form_rule=form)


def _proves(then: Any, now: Any) -> bool:
    """Whether a revision brings proofs of validity that were not there before."""
    if "/DSS" not in now.root:
        return False
    if "/DSS" not in then.root:
        return True
    before, after = (resolver.root.raw_get("/DSS") for resolver in (then, now))
    changed = {(ref.idnum, ref.generation) for ref in now.explicit_refs_in_revision()}
    return bool(before != after or (getattr(after, "idnum", 0), getattr(after, "generation", 0)) in changed)


def _said(pdf: Opened, number: int) -> Any:
    """What a revision says of the file: its properties and, of its metadata, what is not a date."""
    properties, metadata = told(pdf.reader, number)
    plain = {key: str(value) for key, value in properties.items() if key not in DATED}
    found = []
    for element in ElementTree.fromstring(metadata).iter():
        if element.tag.startswith(tuple(NAMESPACES)):
            found.append((element.tag, "".join(element.itertext()).strip()))
        found += [(k, v) for k, v in element.attrib.items() if k.startswith(tuple(NAMESPACES))]
    return plain, sorted(found)
