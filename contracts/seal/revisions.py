"""A PDF in; whether it only ever grew by signatures, and by what they need to last, out.

Stricter than pyHanko's difference analysis, which knows the files of every program: in ours a revision
may change nothing but the form, the proofs of validity and the dates.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from contracts.model.verdict import Proof
from contracts.seal.compare import listed
from contracts.seal.proofs import adds, unrelated
from contracts.seal.read import Opened, hostile, told
from contracts.seal.touched import KINDS, touched

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

RENEWED = timedelta(days=1)
"""How much later a time stamp of what is stamped already has to be, to be a renewal of it."""

END = re.compile(rb"\s*(?:endobj)?\s*startxref\s+(\d+)\s+%%EOF\s*")
TRAILER = 1 << 16
"""How many bytes the last dictionary of a file may take."""
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
    if starts != sorted(starts) or not _closed(pdf, starts[-1]):
        yield "it does not end where its last revision does"
    signatures = reader.embedded_signatures
    if not _permits(reader, signatures):
        yield "it gives rights that no signature in it gives"
    signed = {s.signed_revision for s in signatures}
    sealed = {s.signed_revision for s in signatures if s.field_name in pdf.seals}
    certified = {s.signed_revision for s in signatures if s.docmdp_level is not None}
    for number in range(1, pdf.revisions):
        allowed = MDPPerm.FILL_FORMS if number in signed else MDPPerm.NO_CHANGES
        then, now = (reader.get_historical_resolver(n) for n in (number - 1, number))
        which = f"revision {number} of {last}"
        try:
            sealing = number == 1 and number in sealed | certified
            _policy(sealing=sealing).apply(old=then, new=now, doc_mdp=allowed)
        except SuspiciousModification:
            said = _said(pdf, number) != _said(pdf, number - 1)
            changed = [what for what in touched(then, now) if said or what != KINDS["/Metadata"]]
            yield f"{which} changes {listed(changed)}"
            continue
        until = [s for s in signatures if s.signed_revision <= number]
        added = adds(then, now)
        if number not in signed and not added:
            yield f"{which} was added, and nobody signed it"
        if added:
            yield from (f"{which} brings {what}" for what in unrelated(now, until))
        if _said(pdf, number) != _said(pdf, number - 1):
            yield f"{which} changes what the file says of itself"
    yield from _idle(signatures, last)


def _closed(pdf: Opened, start: int) -> bool:
    """Whether nothing stands between the last table of references and the end, nor behind that."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.xref import XRefSectionType

    table = pdf.reader.xrefs.get_xref_container_info(pdf.revisions - 1)
    rest = pdf.content[table.end_location : table.end_location + TRAILER]
    stream = io.BytesIO(rest)
    if table.xref_section_type is not XRefSectionType.STREAM:
        generic.DictionaryObject.read_from_stream(stream, generic.TrailerReference(pdf.reader))  # type: ignore[no-untyped-call]
    found = END.fullmatch(pdf.content, table.end_location + stream.tell())
    return found is not None and int(found[1]) == start


def _permits(reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """Whether the catalogue permits what a signature of this file says. Source: ISO 32000-1, 12.8.4."""
    if "/Perms" not in reader.root:
        return True
    permits = reader.root["/Perms"]
    held = {s.sig_object.container_ref for s in signatures}
    return set(permits) == {"/DocMDP"} and permits["/DocMDP"].container_ref in held


def _idle(signatures: Sequence[EmbeddedPdfSignature], last: int) -> Iterator[str]:
    """Time stamps that date nothing: no signature or proof since the last one, and not a day later."""
    stamped: EmbeddedPdfSignature | None = None
    somebody = False
    for signature in sorted(signatures, key=lambda s: s.signed_revision):
        if signature.sig_object_type != "/DocTimeStamp":
            somebody, stamped = True, None
            continue
        which = f"revision {signature.signed_revision} of {last} is a time stamp"
        if not somebody:
            yield f"{which}, and nothing is signed that it could date"
        elif stamped is not None and signature.signed_revision == stamped.signed_revision + 1:
            before, after = (s.self_reported_timestamp or _dated(s) for s in (stamped, signature))
            if before is None or after is None or after - before < RENEWED:
                yield f"{which} of what the one before it has just dated"
        stamped = signature


def _dated(stamp: EmbeddedPdfSignature) -> datetime | None:
    found = stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    return found if isinstance(found, datetime) else None


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
