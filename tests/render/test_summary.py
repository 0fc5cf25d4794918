"""The creator's summary: one page, self-contained, and true of the agreement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import paper
import pytest
import webpage
from casebook import BASE, EVERY, EXAMPLES, FOOTAGE, changed, load

from contracts.draft import draft
from contracts.draft.creatorpage.money import ROOM, ZERO
from contracts.load.deal.read import read_deal
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement, plain_text
from contracts.model.clause import Library
from contracts.model.creatorpage import GROUPS
from contracts.render import screen, summary
from contracts.speak.en import amount, figure

Make = Callable[..., bytes]

FRAME = load_library().frames["en"]
HEADINGS = [FRAME.phrases[f"summary.{group}"].text for group in GROUPS]


def longest(library: Library) -> Agreement:
    """The longest sensible deal: everything granted at the licensee's positions, to a long list of
    tiers, between parties of long names, with protections waived."""
    (variant,) = (v for v in load("variants") if v["case"].startswith("everything"))
    waived = ("no-style-imitation", "unlearning", "moral-rights", "bystanders")
    tiers = ", ".join(f"uhd-8k-stereoscopic-{i}: {i}.50" for i in range(1, 13))
    waivers = "".join(
        f"  - {{clause: {c}, reason: {'agreed between the parties in person ' * 3}, approved_by: Maya Chen,"
        " date: 2026-11-20}\n"
        for c in waived
    )
    text = changed(changed(BASE, variant["change"]), {"{hd: 1.00, ": f"{{{tiers}, hd: 1.00, "})
    text = changed(
        text,
        {
            "name: Lumen Video Models Inc": "name: " + "Lumen Video Models International " * 4,
            "    name: Maya Chen\n": "    name: " + "Maya Anggraini Kusumawardhani " * 3 + "\n",
            "{name: Maya Chen}": "{name: " + "Maya Anggraini Kusumawardhani " * 3 + "}",
        },
    )
    positions = ", ".join(f"{c}: licensee" for c in library.clauses if c not in waived)
    text += f"waivers:\n{waivers}positions: {{{positions}}}\n"
    return draft(read_deal(text.encode(), "deal.yaml", Path("/nonexistent"), library), library)


@pytest.fixture(scope="module")
def told(drafted: Mapping[str, Agreement]) -> Mapping[str, webpage.Page]:
    """The creator's page of every agreement, read as a browser reads it."""
    return {name: webpage.read(screen.html(agreement)) for name, agreement in drafted.items()}


@pytest.mark.slow
class TestOnePage:
    """On paper the summary is one page, whatever the deal."""

    @pytest.mark.parametrize("example", FOOTAGE)
    def test_of_an_example_on_its_own_paper(self, example: str, make: Make) -> None:
        assert len(paper.pages(make(example, "summary"))) == 1

    @pytest.mark.parametrize("example", EVERY)
    def test_of_every_example_on_the_shorter_paper(self, example: str, make: Make) -> None:
        assert len(paper.pages(make(example, "summary", paper="letter"))) == 1

    @pytest.mark.parametrize("size", ["a4", "letter"])
    def test_of_the_longest_sensible_deal(self, size: str, library: Library) -> None:
        made = summary.render(longest(library), paper=size)
        assert len(paper.pages(made)) == 1
        assert all(heading in paper.text(made) for heading in HEADINGS)

    @pytest.mark.parametrize("example", FOOTAGE)
    def test_it_has_all_its_groups_and_the_sum(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        read = paper.text(make(example, "summary"))
        assert all(heading in read for heading in HEADINGS)
        clips = agreements[example].clips
        if clips is not None and clips.total_amount is not None:
            assert amount(clips.total_amount, clips.currency).replace("\u00a0", " ") in read


@pytest.fixture(scope="module", params=list(EXAMPLES))
def page(request: pytest.FixtureRequest, agreements: Mapping[str, Agreement]) -> webpage.Page:
    return webpage.read(screen.html(agreements[request.param]))


class TestSelfContained:
    """The file for a screen needs nothing else, and anyone can use it."""

    def test_it_asks_for_nothing(self, page: webpage.Page) -> None:
        fetched = {"src", "srcset", "data", "poster", "action", "background", "xlink:href"}
        assert [e.tag for e in page.elements if fetched & set(e.attributes)] == []
        elsewhere = [e.attributes for e in page.elements if not e.attributes.get("href", "#").startswith("#")]
        assert [a["href"] for a in elsewhere] == ["mailto:"]  # which the reader writes, and sends
        assert not {"iframe", "object", "embed", "link", "base", "form"} & {e.tag for e in page.elements}

    def test_its_styles_ask_for_nothing(self, page: webpage.Page) -> None:
        styles = "".join(e.words for e in page.all("style")) + "".join(
            e.attributes.get("style", "") for e in page.elements
        )
        assert not re.search(r"url\(|@import|https?:", styles)

    def test_no_address_stands_anywhere(self, page: webpage.Page) -> None:
        assert not re.search(r"https?://", " ".join(page.words))
        assert [v for e in page.elements for v in e.attributes.values() if "http" in v] == []

    def test_it_says_its_language_and_its_title(self, page: webpage.Page) -> None:
        (html,) = page.all("html")
        (title,) = [e for e in page.all("title") if "svg" not in e.inside]
        assert html.attributes["lang"]
        assert title.words.strip()

    def test_it_fits_a_phone(self, page: webpage.Page) -> None:
        (viewport,) = [e for e in page.all("meta") if e.attributes.get("name") == "viewport"]
        assert "width=device-width" in viewport.attributes["content"]
        assert "user-scalable=no" not in viewport.attributes["content"]

    def test_its_headings_go_down_one_level_at_a_time(self, page: webpage.Page) -> None:
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))

    def test_no_picture_is_heard(self, page: webpage.Page) -> None:
        """Each stands beside words that say the same."""
        pictures = page.all("svg")
        assert pictures
        assert all(e.attributes["aria-hidden"] == "true" for e in pictures)
        assert [e for e in page.all("title") if "svg" in e.inside] == []

    def test_every_table_names_its_rows_and_columns(self, page: webpage.Page) -> None:
        assert all(e.attributes.get("scope") in ("row", "col") for e in page.all("th"))

    def test_it_has_one_main_part(self, page: webpage.Page) -> None:
        assert len(page.all("main")) == 1


@pytest.mark.slow
class TestTrue:
    """What it says stands in the agreement, at the section it names."""

    def test_every_section_it_cites_exists(
        self, drafted: Mapping[str, Agreement], told: Mapping[str, webpage.Page]
    ) -> None:
        for name, agreement in drafted.items():
            numbers = {p.number for p in agreement.provisions()} | {s.label for s in agreement.schedules}
            cited = {e.words for e in told[name].all("span", "see")}
            assert cited, name
            assert cited <= numbers, name

    def test_every_line_cites_the_section_it_is_about(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            for group in summary.groups(agreement.page):
                for line in (*group.lines, *group.further):
                    provision = agreement.provision(line.place.anchor)
                    assert provision is not None, name
                    assert (line.place.number, group.key) == (
                        provision.number,
                        provision.clause.grouped(provision.position),
                    )

    def test_every_line_is_the_plain_line_of_the_position_that_stands(
        self, drafted: Mapping[str, Agreement]
    ) -> None:
        for name, agreement in drafted.items():
            shown = {
                line.place.anchor: line.words
                for g in summary.groups(agreement.page, whole=True)
                for line in g.lines
            }
            shown |= {task.place.anchor: task.words for task in agreement.page.todo if task.kind == "do"}
            wanted = {
                p.clause.id: p.plain
                for p in agreement.provisions()
                if p.clause.grouped(p.position) not in ("", "furniture")
            }
            assert shown == wanted, name

    def test_no_line_is_empty(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            lines = [line for g in summary.groups(agreement.page, whole=True) for line in g.lines]
            assert [line.place.anchor for line in lines if not plain_text(line.words).strip()] == [], name

    def test_what_has_no_room_on_paper_is_named_there(self, drafted: Mapping[str, Agreement]) -> None:
        for agreement in drafted.values():
            for whole, short in zip(
                summary.groups(agreement.page, whole=True), summary.groups(agreement.page), strict=True
            ):
                told = (*short.lines, *short.further)
                assert sorted(x.place.anchor for x in told) == sorted(x.place.anchor for x in whole.lines)

    def test_the_sum_is_that_of_the_schedule(
        self, drafted: Mapping[str, Agreement], told: Mapping[str, webpage.Page]
    ) -> None:
        for name, agreement in drafted.items():
            clips = agreement.clips
            if clips is not None and clips.total_amount is not None:
                read = "\n".join(told[name].words)
                assert amount(clips.total_amount, clips.currency) in read, name

    def test_every_waiver_is_told_with_its_reason(
        self, drafted: Mapping[str, Agreement], told: Mapping[str, webpage.Page]
    ) -> None:
        waived = {n: a for n, a in drafted.items() if a.waivers}
        assert waived
        for name, agreement in waived.items():
            alerts = " ".join(e.words for e in told[name].all("li", "alert"))
            assert all(w.reason in alerts for w in agreement.waivers), name

    def test_every_clause_that_leans_the_other_way_is_named(
        self, drafted: Mapping[str, Agreement], told: Mapping[str, webpage.Page]
    ) -> None:
        for name, agreement in drafted.items():
            found = told[name].all("section", "leaning")
            named = " ".join(e.words.replace("\u00a0", " ") for e in found)
            for line in agreement.page.leaning:
                assert f"{line.place.heading} {line.place.number}" in named, name

    def test_a_draft_says_so(self, agreements: Mapping[str, Agreement]) -> None:
        assert webpage.read(screen.html(agreements["minimal"], draft=True)).all("p", "draft")
        assert not webpage.read(screen.html(agreements["minimal"])).all("p", "draft")


class TestTiers:
    """On paper a long list of tiers ends in one row that takes the rest together."""

    def test_nothing_is_lost(self, library: Library) -> None:
        agreement = longest(library)
        clips, money = agreement.clips, agreement.page.money
        assert clips is not None
        assert len(money.tiers) == len(clips.tiers) > len(money.short) == ROOM
        last = [plain_text(cell) for cell in money.short[-1].cells]
        rest = clips.tiers[ROOM - 1 :]
        assert last[1] == str(sum(tier.clips for tier in rest))
        assert last[4] == figure(sum((t.amount or ZERO for t in rest), ZERO), clips.currency)

    def test_a_short_list_stays_as_it_is(self, agreements: Mapping[str, Agreement]) -> None:
        money = agreements["minimal"].page.money
        assert money.short == money.tiers
