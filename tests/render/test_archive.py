"""Every PDF of every example is PDF/A-3a and PDF/UA-1, as veraPDF reads the standards.

Those of the long examples are asked where they are laid out anyway: test_agreement_paper.py.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pypdf
import pytest
import verapdf
from casebook import EVERY

from contracts.model.agreement import Agreement

Make = Callable[..., bytes]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
@pytest.mark.parametrize("example", EVERY)
def test_an_example(example: str, form: str, make: Make) -> None:
    assert verapdf.broken(make(example, form)) == {}


class TestWhatTheFileSaysOfItself:
    """Tags, a title in the bar of the window, bookmarks, and files with what they are to it."""

    @pytest.fixture
    def root(self, make: Make) -> Any:
        return pypdf.PdfReader(io.BytesIO(make("replica-rider", "pdf"))).trailer["/Root"]

    def test_it_is_tagged_and_titled(self, root: Any) -> None:
        assert root["/MarkInfo"]["/Marked"].value
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
        assert root["/Lang"] == "en"

    def test_every_section_has_a_bookmark(self, root: Any, agreements: Mapping[str, Agreement]) -> None:
        titles = []

        def below(entry: Any) -> None:
            while entry is not None:
                titles.append(" ".join(entry["/Title"].split()))
                below(entry.get("/First"))
                entry = entry.get("/Next")

        below(root["/Outlines"]["/First"])
        for section in agreements["replica-rider"].sections:
            assert any(title.endswith(section.heading) for title in titles)

    def test_the_files_inside_say_what_they_are_to_it(self, root: Any) -> None:
        related = {f.get_object()["/UF"]: f.get_object()["/AFRelationship"] for f in root["/AF"]}
        assert related == {"deal.yaml": "/Source", "lock.json": "/Data"}
