"""The same agreement, to be signed in the file, in ink, or through a provider."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import paper
import pypdf
import pytest
import verapdf
from casebook import EXAMPLES, changed, load
from desk import EXCHANGE, Desk

from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.agreement import Agreement
from contracts.model.deal import Value
from contracts.model.document import SignaturePlace
from contracts.model.problem import Rejected
from contracts.render import sealed, signing, tags
from contracts.render.agreement import text
from contracts.render.formats import make_all
from contracts.render.job import Job
from contracts.render.signing import FIELDS, INK, PROVIDERS, WAYS, provider

pytestmark = pytest.mark.slow

TAGS = {
    "docusign": ("/sn{n}/", "/dt{n}/", "/in{n}/"),
    "adobe": (
        "{{{{Sig_{f}_es_:signer{n}:signature}}}}",
        "{{{{Dte_{f}_es_:signer{n}:date}}}}",
        "{{{{Init_{f}_es_:signer{n}:initials}}}}",
    ),
    "dropbox": (
        "[sig|req|signer{n}|Signature|sig_{f}]",
        "[date|req|signer{n}|Date|date_{f}]",
        "[initial|req|signer{n}|Initials|init_{f}",
    ),
    "documenso": ("{{{{signature,r{n}}}}}", "{{{{date,r{n}}}}}", "{{{{initials,r{n}}}}}"),
    "docuseal": (
        "{{{{sig_{f};role=signer{n};type=signature;height=30}}}}",
        "{{{{date_{f};role=signer{n};type=datenow}}}}",
        "{{{{init_{f};role=signer{n};type=initials}}}}",
    ),
}
"""What a provider looks for: for a signature, a date, and initials."""

WORDS: list[dict[str, Any]] = load("signing")["tags"]


def of(agreement: Agreement, desk: Desk, **how: Value) -> Agreement:
    """The agreement drafted anew, to be signed in another manner."""
    signing = agreement.deal.values["signing"]
    assert isinstance(signing, Mapping)
    values = {**agreement.deal.values, "signing": {**signing, **how}}
    return draft(replace(agreement.deal, values=values), desk.library)


@pytest.fixture(scope="module")
def plain(desk: Desk) -> Agreement:
    """A page with two places to sign."""
    return desk.drafted(EXCHANGE)


@pytest.fixture(scope="module")
def full(plain: Agreement, desk: Desk) -> Agreement:
    """The same, with everything that a page for signatures can have."""
    return of(plain, desk, initials="pages", counterparts=True, e_meterai=True)


@pytest.fixture(scope="module")
def made(full: Agreement) -> Mapping[str, bytes]:
    """Each way of signing it."""
    return {way: sealed.render(full, way=way) for way in WAYS}


def files(agreement: Agreement, desk: Desk, **how: Any) -> dict[str, bytes]:
    """What a build writes."""
    return make_all(Job(agreement, desk.library, (), (), agreement.effective_date, **how), ["pdf"])


@pytest.mark.parametrize("way", WAYS)
class TestEveryWay:
    def test_it_is_an_archive_file_that_can_be_listened_to(self, way: str, made: Mapping[str, bytes]) -> None:
        assert verapdf.broken(made[way]) == {}

    def test_only_a_file_to_be_signed_in_has_fields(self, way: str, made: Mapping[str, bytes]) -> None:
        found = pypdf.PdfReader(io.BytesIO(made[way])).get_fields() or {}
        assert set(found) == ({"licensor", "licensee"} if way == FIELDS else set())

    def test_the_words_are_the_same(self, way: str, made: Mapping[str, bytes], full: Agreement) -> None:
        read = paper.text(made[way])
        for provision in full.provisions():
            assert provision.clause.heading in read

    def test_it_carries_its_proof(self, way: str, made: Mapping[str, bytes]) -> None:
        assert (
            json.loads(pypdf.PdfReader(io.BytesIO(made[way])).attachments["lock.json"][0])["signing"] == way
        )

    def test_each_has_a_fingerprint_of_its_own(self, way: str, made: Mapping[str, bytes]) -> None:
        assert len(set(made.values())) == len(WAYS)
        assert "Fingerprint" in paper.text(made[way])


class TestFiles:
    """What each is called: another way than the usual one shows in the name."""

    def test_the_names(self, plain: Agreement, desk: Desk) -> None:
        assert set(files(plain, desk)) == {"agreement.pdf"}
        assert set(files(plain, desk, way=INK)) == {"agreement-ink.pdf"}
        for way in PROVIDERS:
            assert set(files(plain, desk, way=way)) == {f"agreement-{way}.pdf", f"agreement-{way}.json"}

    def test_a_deal_that_is_signed_in_ink(self, plain: Agreement, desk: Desk) -> None:
        """Ink is the usual way then, and the name says nothing."""
        for how in ({}, {"way": INK}):
            made = files(of(plain, desk, method="wet"), desk, **how)
            assert set(made) == {"agreement.pdf"}
            assert not pypdf.PdfReader(io.BytesIO(made["agreement.pdf"])).get_fields()

    def test_what_a_provider_cannot_use_is_not_made(self, desk: Desk) -> None:
        silent = desk.drafted(changed(EXCHANGE, {"    email: legal@lumenvideo.example\n": ""}))
        with pytest.raises(Rejected):
            files(silent, desk, way="docusign")
        assert files(silent, desk)


class TestTags:
    """Printed in the colour of the page: a provider reads them, a person does not see them."""

    @pytest.mark.parametrize("way", PROVIDERS)
    def test_each_signatory_has_each_tag(self, way: str, made: Mapping[str, bytes]) -> None:
        read = paper.text(made[way])
        for number, field in enumerate(("licensor", "licensee"), 1):
            for tag in TAGS[way]:
                assert tag.format(n=number, f=field) in read

    @pytest.mark.parametrize("way", PROVIDERS)
    def test_no_tag_of_another(self, way: str, made: Mapping[str, bytes]) -> None:
        """But of one that takes for its own whatever stands in the same braces."""
        same = {other for other in PROVIDERS if PROVIDERS[other].syntax is PROVIDERS[way].syntax}
        assert same == ({way} if way in ("docusign", "dropbox") else {"adobe", "documenso", "docuseal"})
        for other in PROVIDERS.keys() - same:
            assert not tags.found(PROVIDERS[other].syntax, paper.text(made[way]))

    @pytest.mark.parametrize("way", [FIELDS, INK])
    def test_nobody_elses_file_has_any(self, way: str, made: Mapping[str, bytes]) -> None:
        assert not any(tags.found(p.syntax, paper.text(made[way])) for p in PROVIDERS.values())

    def test_a_separate_consent_has_a_signature_of_its_own(self, agreements: Mapping[str, Agreement]) -> None:
        agreement = agreements["replica-rider"]
        places = signing.places(agreement, "adobe")
        (page,) = agreement.document.execution["tags"]
        tags = [places.signature(node) for node in page.nodes if isinstance(node, SignaturePlace)]
        assert len(set(tags)) == len(tags) == 3
        assert [":signer1:" in tag for tag in tags] == [True, False, True]

    @pytest.mark.parametrize("case", [c for c in WORDS if c["tag"] and c["words"].isprintable()], ids=str)
    def test_words_that_would_be_taken_for_a_tag_are_refused(self, case: dict[str, Any], desk: Desk) -> None:
        agreement = desk.drafted(changed(EXCHANGE, {"promotes a betting site": f"promotes {case['words']}"}))
        way = case["way"]
        refused = list(signing.faults(agreement, way, text(agreement)))
        assert [p.rule for p in refused] == ["text-tag"]
        assert refused[0].span is not None
        assert "concerns" in EXCHANGE.splitlines()[refused[0].span.line - 1]
        assert list(signing.faults(agreement, INK, text(agreement))) == []

    @pytest.mark.parametrize("case", WORDS, ids=str)
    def test_a_tag_in_any_letters(self, case: dict[str, Any]) -> None:
        assert bool(tags.found(PROVIDERS[case["way"]].syntax, case["words"])) is case["tag"]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("name: Raka Pratama", 'name: "Raka /Sn1/ Pratama"'),
            ("Chief Executive Officer", "Officer /ＳＮ１/"),
            ("2026-014-N1", "2026/SN1/"),
            ("200 Harbor Way", "200 /dt2/ Way"),
            ("known_as: Langit Bali", "known_as: /In1/"),
        ],
    )
    def test_wherever_it_stands(self, before: str, after: str, desk: Desk) -> None:
        assert before in EXCHANGE
        with pytest.raises(Rejected) as rejected:
            files(desk.drafted(EXCHANGE.replace(before, after, 1)), desk, way="docusign")
        assert "text-tag" in {p.rule for p in rejected.value.problems}

    def test_over_the_cells_of_a_table(self) -> None:
        page = "<tr><td>a [si</td><td>g|req|</td><td>signer1]</td></tr><style>/sn1/</style>"
        assert tags.found(PROVIDERS["dropbox"].syntax, tags.words(page))
        assert not tags.found(PROVIDERS["docusign"].syntax, tags.words(page))

    @pytest.mark.parametrize("way", PROVIDERS)
    def test_somebody_without_an_address_is_told(self, way: str, desk: Desk) -> None:
        agreement = desk.drafted(changed(EXCHANGE, {"    email: legal@lumenvideo.example\n": ""}))
        assert [p.rule for p in signing.faults(agreement, way, text(agreement))] == ["missing"]


class TestEnvelope:
    """The provider's request for signatures."""

    def people(self, way: str, agreement: Agreement) -> list[tuple[str, str, int]]:
        """Name, address and round of each signatory."""
        read = json.loads(signing.envelope(agreement, way, "agreement.pdf"))
        match way:
            case "docusign":
                found = read["recipients"]["signers"]
                return [(s["name"], s["email"], int(s["routingOrder"])) for s in found]
            case "adobe":
                sets = read["participantSetsInfo"]
                return [(m["name"], m["email"], s["order"]) for s in sets for m in s["memberInfos"]]
            case "documenso":
                return [(s["name"], s["email"], s["signingOrder"]) for s in read["recipients"]]
            case "docuseal":
                return [(s["name"], s["email"], s.get("order", 0) + 1) for s in read["submitters"]]
            case _:
                return [(s["name"], s["email_address"], s.get("order", 0) + 1) for s in read["signers"]]

    @pytest.mark.parametrize("way", PROVIDERS)
    def test_all_at_once(self, way: str, plain: Agreement) -> None:
        assert self.people(way, plain) == [
            ("Raka Pratama", "raka@langitbali.example", 1),
            ("Jordan Ellis", "legal@lumenvideo.example", 1),
        ]

    @pytest.mark.parametrize("way", PROVIDERS)
    def test_one_after_the_other(self, way: str, plain: Agreement, desk: Desk) -> None:
        ordered = self.people(way, of(plain, desk, order=("licensee", "licensor")))
        assert [(name, turn) for name, _, turn in ordered] == [("Jordan Ellis", 1), ("Raka Pratama", 2)]

    def test_the_order_is_asked_for_where_there_is_one(self, plain: Agreement, desk: Desk) -> None:
        ordered = of(plain, desk, order=("licensee", "licensor"))
        asked = [
            (
                json.loads(signing.envelope(one, "documenso", "a.pdf"))["meta"]["signingOrder"],
                json.loads(signing.envelope(one, "docuseal", "a.pdf"))["order"],
            )
            for one in (plain, ordered)
        ]
        assert asked == [("PARALLEL", "random"), ("SEQUENTIAL", "preserved")]

    @pytest.mark.parametrize("way", PROVIDERS)
    def test_it_says_who_and_what(self, way: str, plain: Agreement) -> None:
        """In a name that is a file's on any system, and in a subject that no line end breaks."""
        read = signing.envelope(plain, way, f"agreement-{way}.pdf", "summary.pdf").decode()
        reference = plain.deal.text("reference")
        if way != "adobe":  # whose subject is the name
            assert f"Please sign: {plain.title} {reference}, {plain.parties[0][0].name}" in read
        assert f"{reference} {plain.parties[0][0].name} {plain.title}" in read
        if way != "documenso":  # which takes the names of the files as they are sent
            assert f"{reference} {plain.parties[0][0].name} Summary.pdf" in read
            assert "Summary" not in signing.envelope(plain, way, f"agreement-{way}.pdf").decode()

    def test_docusign_looks_for_the_tags_that_are_printed(
        self, full: Agreement, made: Mapping[str, bytes]
    ) -> None:
        read = json.loads(signing.envelope(full, "docusign", "agreement.pdf"))
        tabs = [tab for s in read["recipients"]["signers"] for kind in s["tabs"].values() for tab in kind]
        assert len(tabs) == 6
        printed = paper.text(made["docusign"])
        assert all(tab["anchorString"] in printed for tab in tabs)
        assert all(tab["anchorCaseSensitive"] == "true" for tab in tabs)


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("2026/014", 'Ra "ka"\\..\\ <Pratama>|?*'),
        ("R" * 64, "Raka\u202e\u200b\tPratama " * 20),
    ],
)
def test_the_name_of_a_document_is_safe_whatever_a_cell_holds(
    reference: str, name: str, plain: Agreement
) -> None:
    party, term = plain.parties[0]
    deal = replace(plain.deal, values={**plain.deal.values, "reference": reference})
    strange = replace(plain, deal=deal, parties=((replace(party, name=name), term), *plain.parties[1:]))
    made = provider.named(strange, plain.title)
    assert re.fullmatch(r'[^/\\:*?"<>|%\x00-\x1f\u200b\u202e]{10,100}', made)
    assert made.endswith(f"{plain.title}.pdf")
    assert len(provider.subject(strange)) <= provider.SUBJECT


class TestPages:
    """What stands where the signatures go."""

    def test_ink_has_a_line_for_the_date_and_the_place(self, made: Mapping[str, bytes]) -> None:
        read = paper.text(made[INK])
        without = paper.text(made[FIELDS])
        for word in ("Date", "Place"):
            assert read.count(word) == without.count(word) + 2

    def test_counterparts_give_each_a_page(self, plain: Agreement, desk: Desk) -> None:
        one, two = (
            paper.pages(sealed.render(of(plain, desk, counterparts=apart)))[-2:] for apart in (False, True)
        )
        assert len(two) == 2
        assert [("Raka Pratama" in page, "Jordan Ellis" in page) for page in two] == [
            (True, False),
            (False, True),
        ]
        assert "Raka Pratama" in one[-1]
        assert "Jordan Ellis" in one[-1]

    @pytest.mark.parametrize("way", [FIELDS, INK])
    def test_initials_where_they_are_asked_for(
        self, way: str, agreements: Mapping[str, Agreement], desk: Desk
    ) -> None:
        agreement = agreements["release-model"]
        every = paper.pages(sealed.render(of(agreement, desk, initials="pages"), way=way))
        assert all("Initials" in page for page in every)
        none = sealed.render(of(agreement, desk, initials="none"), way=way)
        assert "Initials" not in paper.text(none)

    def test_initials_on_the_schedules_alone(self, desk: Desk) -> None:
        """In the long form: in a short one, which has no pages of its own for them, on every page."""
        agreement = draft(load_deal(EXAMPLES["replica-rider"], desk.library, form="long"), desk.library)
        pages = paper.pages(sealed.render(of(agreement, desk, initials="schedules")))
        marked = ["Initials" in page for page in pages]
        assert any(marked)
        assert not all(marked)
        assert all(marked[i] for i, page in enumerate(pages) if page.startswith("Schedule A"))

    @pytest.mark.parametrize("way", [FIELDS, INK])
    def test_a_place_for_the_stamp(self, way: str, plain: Agreement, desk: Desk) -> None:
        assert "meterai" in paper.text(sealed.render(of(plain, desk, e_meterai=True), way=way))
        assert "meterai" not in paper.text(sealed.render(plain, way=way))

    def test_a_draft_cannot_be_signed(self, full: Agreement) -> None:
        made = sealed.draft(full)
        assert verapdf.broken(made) == {}
        assert paper.embedded_files(made) == []
        assert not pypdf.PdfReader(io.BytesIO(made)).get_fields()
        assert "Fingerprint" not in paper.text(made)
