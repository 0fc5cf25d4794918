"""Agreement in; its page and its plain text out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.agreement import Agreement, ClipSchedule, Paragraph, TableSchedule, plain_text
from contracts.render.pages import environment, figure, minutes
from contracts.render.signing import places, signers, usual
from contracts.speak.en import clock


def page(
    agreement: Agreement,
    *,
    draft: bool = False,
    paper: str = "",
    way: str = "",
    fingerprint: str = "",
    leaves: int = 0,
) -> str:
    """The agreement as one HTML page, ready to be laid out, to be signed in the way `way`.

    With `leaves`, the table of clips is left out, and that many empty pages stand in its place.
    """
    return (
        environment()
        .get_template("print/agreement.html.j2")
        .render(
            agreement=agreement,
            deal=agreement.deal,
            draft=draft,
            paper=paper or agreement.deal.text("paper"),
            places=places(agreement, way or usual(agreement)),
            signers=signers(agreement),
            binding=binding(agreement.clips) if agreement.clips else "",
            leaves=leaves,
            fingerprint=fingerprint,
        )
    )


def text(agreement: Agreement) -> str:
    """The agreement as plain text: every word of it, for diffs and golden files."""
    return "\n".join(_lines(agreement)) + "\n"


def binding(schedule: ClipSchedule) -> str:
    """What makes a list that is not printed a part of the agreement."""
    manifest = schedule.manifest
    count = f"{len(manifest.clips):,}"
    return (
        f"The {count} clips are those that the file {manifest.file} lists in {count} rows. "
        f"The SHA-256 digest of that file is {manifest.sha256}. "
        "The file is part of this Schedule as if it were printed here. "
        "It is enclosed in the electronic copy of this Agreement under the name manifest.csv."
    )


def _lines(agreement: Agreement) -> Iterator[str]:
    yield agreement.title.upper()
    yield f"{agreement.deal.text('reference')} · {agreement.effective_date.isoformat()}"
    yield "\nPARTIES"
    for party in agreement.introductions:
        yield f"{party.label} {plain_text(party.inlines)}"
    yield "\nKEY TERMS"
    for row in agreement.key_terms:
        where = f" [{row.number}]" if row.number else ""
        yield f"{row.label}: {plain_text(row.inlines)}{where}"
    for waiver in agreement.waivers:
        yield f"Waived: {waiver.clause}: {waiver.reason} ({waiver.approved_by}, {waiver.date.isoformat()})"
    if agreement.recitals:
        yield "\nBACKGROUND"
    for recital in agreement.recitals:
        yield from _paragraph(recital, "")
    for section in agreement.sections:
        yield f"\n{section.number}. {section.heading.upper()}"
        if section.id == "definitions":
            yield f"\n{section.number}.1 Definitions"
            for entry in agreement.definitions:
                yield from _paragraph(entry.paragraph, "")
        for provision in section.provisions:
            yield f"\n{provision.number} {provision.clause.heading}"
            for paragraph in provision.paragraphs:
                yield from _paragraph(paragraph, "")
    for schedule in agreement.schedules:
        yield from _clips(schedule) if isinstance(schedule, ClipSchedule) else _tables(schedule)
    yield "\nSIGNATURES"
    for block in agreement.execution:
        signatory = block.party.signatory
        about = f"{block.about}: " if block.about else ""
        yield f"{about}{block.party.name} ({block.term}): {signatory.name} {signatory.title}".rstrip()


def _paragraph(paragraph: Paragraph, indent: str) -> Iterator[str]:
    label = f"{paragraph.label} " if paragraph.label else ""
    yield f"{indent}{label}{plain_text(paragraph.inlines)}"
    for child in paragraph.children:
        yield from _paragraph(child, indent + "    ")


def _clips(schedule: ClipSchedule) -> Iterator[str]:
    yield f"\n{schedule.label.upper()}: {schedule.title.upper()}"
    yield f"Made from {schedule.manifest.file}, SHA-256 {schedule.manifest.sha256}"
    if not schedule.whole:
        yield binding(schedule)
    rows = zip(schedule.manifest.clips, schedule.amounts, strict=True) if schedule.whole else ()
    for clip, amount in rows:
        cost = "" if amount is None else " " + figure(amount, schedule.currency)
        yield f"{clip.id} | {clip.title} | {clip.tier} | {clip.resolution} | {clock(clip.seconds)} |{cost}"
    for tier in schedule.tiers:
        rate = "" if tier.rate is None else figure(tier.rate, schedule.currency)
        total = "" if tier.amount is None else figure(tier.amount, schedule.currency)
        length = f"{clock(tier.seconds)}, {minutes(tier.seconds)} min"
        yield f"{tier.tier}: {tier.clips} clips, {length}, {rate}, {total}"
    if schedule.total_amount is not None:
        yield f"Total: {clock(schedule.total_seconds)}, {figure(schedule.total_amount, schedule.currency)}"


def _tables(schedule: TableSchedule) -> Iterator[str]:
    yield f"\n{schedule.label.upper()}: {schedule.title.upper()}"
    for table in schedule.tables:
        yield table.caption
        yield " | ".join(table.head)
        yield from (" | ".join(row) for row in table.rows)
    if schedule.note:
        yield schedule.note
