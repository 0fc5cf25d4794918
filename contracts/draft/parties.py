"""Parties in; the paragraphs that introduce them out, every value a Blank."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.draft.define import OPENING
from contracts.draft.frame import Filled, Given, Speaker
from contracts.model.agreement import Definition, Paragraph
from contracts.model.deal import Deal, Party
from contracts.model.document import Words
from contracts.model.problem import Span

BODIES = ("company", "partnership", "trust", "public-body")


def introductions(speaker: Speaker, seats: tuple[tuple[Party, str], ...]) -> tuple[Paragraph, ...]:
    """One numbered paragraph a side: who it is, where it is, and the term it is known by."""
    return tuple(
        Paragraph(
            _introduce(speaker, party, term, last=i == len(seats)),
            (),
            speaker.text("parties.label", {"number": str(i)}),
            f"party-{party.key}",
        )
        for i, (party, term) in enumerate(seats, 1)
    )


def opening(speaker: Speaker, *, dated: bool) -> Paragraph:
    """What a short form defines at once: the agreement, its key terms, its parties and the date it names."""
    span = speaker.frame.span
    given: dict[str, Filled] = {name: (Definition(term, span),) for name, term in OPENING.items()}
    date = speaker.say("parties.effective", given) if dated else ()
    return Paragraph((*speaker.say("parties.terms", given), *date))


def acts_for_a_child(party: Party, deal: Deal) -> bool:
    """Whether a party stands here for the child whom a release shows."""
    return party.role == "guardian" and deal.get("release.subject") is not None


def names(speaker: Speaker, party: Party) -> Words:
    """The names of everybody on one side, as they stand in a sentence."""
    return series(speaker, [speaker.field(f"parties.{member.key}.name") for member in party.members])


def series(speaker: Speaker, listed: list[Words]) -> Words:
    """Words of several after one another: a, b and c."""
    found: Words = ()
    for i, words in enumerate(listed):
        if i:
            found += speaker.say("series.last" if i == len(listed) - 1 else "series.between")
        found += words
    return found


def _introduce(speaker: Speaker, party: Party, term: str, *, last: bool) -> Words:
    deal = speaker.filler.deal
    span = deal.spans.get(("parties", party.key)) or Span(deal.file, 1)
    who: Words = ()
    for i, member in enumerate(party.members):
        who += speaker.say("parties.beside") if i else ()
        who += _who(speaker, member)
    given: dict[str, Filled] = {
        "who": who,
        "term": (Definition(term, span),),
        "end": speaker.say("parties.last" if last else "parties.not-last"),
    }
    return speaker.say("parties.several" if party.joint else "parties.one", given, party.key)


def _who(speaker: Speaker, party: Party) -> Words:
    """One of a side: what it is, where it is, by whom it acts. Nothing is said that the deal does not."""
    deal, base = speaker.filler.deal, f"parties.{party.key}"

    def part(name: str, value: object, given: Mapping[str, Filled] | None = None) -> Words:
        """A part that is said of those who have it."""
        return speaker.say(f"parties.{name}", given or {}, party=party.key) if value else ()

    firm = part("firm", deal.get(f"{base}.counsel.firm"))
    counsel = part("counsel", deal.get(f"{base}.counsel.name"), {"firm": firm})
    organised = part("trust-law" if party.kind == "trust" else "organised", party.jurisdiction)
    registration = part("registration", party.registration)
    instrument = part("instrument", deal.get(f"{base}.trust.instrument"))
    before = organised or registration or instrument
    seat = "in" if party.kind in ("trust", "estate") else "seat"
    given: dict[str, Filled] = {
        "known_as": part("known-as", party.known_as),
        "trading": part("trading-as", deal.get(f"{base}.trading_as")),
        "kind": part(f"a-{party.kind}", party.kind in BODIES),
        "organised": organised,
        "registration": registration,
        "instrument": instrument,
        "seat": part(f"{seat}-too" if before else seat, not party.natural),
        "nationality": part("nationality", party.nationality),
        "tax": _tax_numbers(speaker, base),
        "address": part("address", party.address),
        "email": part("email", party.email),
        "furnishes": _furnishes(speaker, party),
        "acting": _acting(speaker, party),
        "counsel": counsel,
        "ward": part("ward", acts_for_a_child(party, deal)),
    }
    which = "individual" if party.natural else "estate" if party.kind == "estate" else "body"
    return speaker.say(f"parties.{which}", given, party.key)


def _tax_numbers(speaker: Speaker, base: str) -> Words:
    numbers = speaker.filler.deal.get(f"{base}.tax_numbers")
    found: Words = ()
    for name, number in numbers.items() if isinstance(numbers, Mapping) else ():
        path = f"{base}.tax_numbers.{name}"
        span = speaker.filler.deal.span(path)
        given: dict[str, Filled] = {"name": Given(path, name, span), "number": Given(path, number, span)}
        found += speaker.say("parties.tax-number", given)
    return found


def _furnishes(speaker: Speaker, party: Party) -> Words:
    """The artist of a loan-out company, with where the artist lives if the deal says so."""
    if party.artist is None:
        return ()
    deal, path = speaker.filler.deal, party.artist.path
    key = path.removeprefix("parties.")
    known_as = speaker.say("parties.known-as", party=key) if deal.get(f"{path}.known_as") else ()
    home = speaker.say("parties.who-lives", party=key) if deal.span(f"{path}.residence") else ()
    nation = speaker.say("parties.nationality", party=key) if deal.span(f"{path}.nationality") else ()
    name = Given(f"{path}.name", party.artist.name, deal.span(f"{path}.name"))
    given: dict[str, Filled] = {"artist": speaker.given(name), "known_as": known_as, "home": home}
    return speaker.say("parties.furnishes", given | {"nationality": nation})


def _acting(speaker: Speaker, party: Party) -> Words:
    """By whom a party acts that cannot act itself, or that acts through somebody else."""
    deal, key = speaker.filler.deal, party.key
    if party.guardian:
        capacity = speaker.field(f"parties.{key}.guardian.capacity", "label")
        return speaker.say("parties.by-guardian", {"capacity": capacity, "who": _signing(speaker, party)})
    powers = [s for s in party.signatories if s.power is not None]
    if powers and len(powers) == len(party.signatories):
        attorneys = [
            speaker.say(
                "parties.attorney",
                {
                    "name": speaker.field(f"{s.path}.name"),
                    "firm": _through(speaker, s.path) if s.through else (),
                    "date": speaker.field(f"{s.path}.power.date", "date"),
                },
            )
            for s in powers
        ]
        return speaker.say("parties.by", {"who": series(speaker, attorneys)})
    firms = list(dict.fromkeys(s.through for s in party.signatories if s.through))
    by: Words = ()
    if firms:
        named = [next(s.path for s in party.signatories if s.through == firm) for firm in firms]
        by = speaker.say("parties.by", {"who": series(speaker, [_through(speaker, p) for p in named])})
    elif party.kind in ("trust", "estate"):
        alone = "trustee" if len(party.signatories) == 1 else "trustees"
        untitled = party.kind == "trust" and not any(s.title for s in party.signatories)
        by = speaker.say(
            f"parties.by-{alone}" if untitled else "parties.by", {"who": _signing(speaker, party)}
        )
    if party.kind == "estate" and deal.get(f"parties.{key}.estate.letters") is not None:
        by += speaker.say("parties.letters", party=key)
    return by


def _signing(speaker: Speaker, party: Party) -> Words:
    """The people who sign, each with the office that is given."""
    listed = []
    for signatory in party.signatories:
        name = speaker.field(f"{signatory.path}.name")
        if signatory.title:
            title = speaker.field(f"{signatory.path}.title")
            name = speaker.say("parties.holds", {"name": name, "title": title})
        listed.append(name)
    return series(speaker, listed)


def _through(speaker: Speaker, path: str) -> Words:
    """The firm by which a party acts, and what the firm is to it."""
    deal, firm = speaker.filler.deal, f"{path}.through"
    law = speaker.field(f"{firm}.jurisdiction", "courts_of") if deal.get(f"{firm}.jurisdiction") else ()
    number = speaker.field(f"{firm}.registration") if deal.get(f"{firm}.registration") else ()
    given: dict[str, Filled] = {
        "name": speaker.field(f"{firm}.name"),
        "title": speaker.field(f"{firm}.title"),
        "organised": speaker.say("parties.firm-organised", {"home": law}) if law else (),
        "registration": speaker.say("parties.firm-registered", {"number": number}) if number else (),
    }
    return speaker.say("parties.through", given)
