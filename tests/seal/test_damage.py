"""Whatever is wrong with a file, a person is told so in words: no letter of Python, and no wait."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import mutate
import pypdf
import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st
from proportion import within

from contracts.model.problem import Rejected, Unreadable
from contracts.seal.says import says

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

PYTHON = re.compile(
    r"""['"]/\w|object\ has\ no|<class|Reference\(|NoneType|\w+(Error|Exception)\b|[{(\[]['"]|\bb'|Traceback
    |subscriptable|0x[0-9a-f]{4}|\w+\(\w+=|Object\b|\b\w+_\w+\b|asn1|codec""",
    re.VERBOSE,
)
"""What nobody but a programmer says."""

SEEDS, STEP = 280, 40
SECONDS = 20
"""More than any file takes here, and far less than one that goes through it byte by byte."""


@pytest.fixture(scope="module")
def lasting(half: bytes, desk: Desk) -> bytes:
    """Signed by both, with a time stamp and proofs: every kind of revision there is."""
    return desk.sign(half, "licensee", "B-LTA")


def told(content: bytes, desk: Desk) -> Iterator[str]:
    """Everything that a person is told about a file that is not in order."""
    try:
        verdict = desk.verify(content, complete=True)
    except Rejected as rejected:
        for problem in rejected.problems:
            yield from (problem.message, problem.help)
        return
    for proof in verdict.proofs:
        if not proof.holds:
            yield from (proof.says, proof.help)
    for signature in verdict.signatures:
        yield from signature.faults


@pytest.mark.parametrize("start", range(0, SEEDS, STEP))
def test_damage_by_chance(start: int, lasting: bytes, desk: Desk) -> None:
    """Bytes, words and objects of a signed file are others: a verdict or a refusal, in words."""
    for seed in range(start, start + STEP):
        chance = Random(seed)
        damage = mutate.MUTATIONS[seed % len(mutate.MUTATIONS)]
        for words in told(damage(lasting, chance), desk):
            assert not PYTHON.search(words), (seed, damage.__name__, words)
            assert words.isprintable()


def encrypted(content: bytes, algorithm: str, password: str = "secret") -> bytes:
    book = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    book.encrypt(password, algorithm=algorithm)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def qpdf(content: bytes, folder: Path, *options: str) -> bytes:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    (folder / "in.pdf").write_bytes(content)
    subprocess.run(["qpdf", *options, "in.pdf", "out.pdf"], cwd=folder, check=False, capture_output=True)
    return (folder / "out.pdf").read_bytes()


MB = 1_000_000
WHOLE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda c: b"", "not-a-pdf"),
    "a text": (lambda c: b"Dear Sir or Madam", "not-a-pdf"),
    "a page of the web": (lambda c: b"\n<!DOCTYPE html><html>", "not-a-pdf"),
    "a file of a word processor": (lambda c: b"PK\x03\x04" + c, "not-a-pdf"),
    "something before it": (lambda c: b"From: me\n\n" + c, "not-a-pdf"),
    "zeros before it": (lambda c: b"\0" * 50 * MB + c, "not-a-pdf"),
    "a head alone": (lambda c: c[:20], "damaged"),
    "a half": (lambda c: c[: len(c) // 4], "damaged"),
    "all but the end": (lambda c: c[:-400], "damaged"),
    "zeros behind it": (lambda c: c + b"\0" * 50 * MB, "damaged"),
    "blanks behind it": (lambda c: c + b"\n" * 50 * MB, "damaged"),
    "anything behind it": (lambda c: c + b"q" * 50 * MB, "damaged"),
    "zeros before its end": (lambda c: c[:-6] + b"\0" * 50 * MB + b"%%EOF\n", "damaged"),
    "zeros in it": (lambda c: c[:1000] + b"\0" * 50 * MB + c[1000:], "damaged"),
    "digits in it": (lambda c: c[:1000] + b"7" * 50 * MB + c[1000:], "damaged"),
    "a comment without end": (lambda c: c[:-400] + b"\nxref\n" + b"%a\n" * 9 * MB + c[-40:], "damaged"),
    "other ends of lines": (lambda c: c.replace(b"\n", b"\r\n"), "damaged"),
    "another encoding": (lambda c: c.decode("latin-1").encode("utf-8"), "damaged"),
    **{
        f"a password, {kind}": (lambda c, kind=kind: encrypted(c, kind), "encrypted")  # type: ignore[misc]
        for kind in ("RC4-40", "RC4-128", "AES-128", "AES-256")
    },
    "an empty password": (lambda c: encrypted(c, "AES-256", ""), "encrypted"),
}
"""A file as a whole: what became of it, and what it is told to be."""


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_as_a_whole(kind: str, both: bytes, desk: Desk) -> None:
    change, rule = WHOLE[kind]
    made = change(both)
    with within(SECONDS), pytest.raises(Unreadable) as rejected:
        desk.verify(made)
    (problem,) = rejected.value.problems
    assert problem.rule == rule
    assert problem.help
    assert not PYTHON.search(problem.message)


def test_a_file_that_was_made_to_be_shown_on_the_web(both: bytes, desk: Desk, tmp_path: Path) -> None:
    made = qpdf(both, tmp_path, "--linearize")
    with pytest.raises(Unreadable) as rejected:
        desk.verify(made)
    assert [p.rule for p in rejected.value.problems] == ["saved-anew"]


def test_a_file_that_another_program_saved(both: bytes, desk: Desk, tmp_path: Path) -> None:
    made = qpdf(both, tmp_path)
    assert not desk.verify(made).holds
    assert not any(PYTHON.search(words) for words in told(made, desk))


ERRORS = (KeyError("/Root"), AttributeError("'float' object has no attribute 'pop'"), TypeError("x"))
PLAIN = "Expected an object, and the file ends"


@pytest.mark.parametrize("error", [*ERRORS, ValueError("Reference(idnum=3, generation=0)"), OSError(28, "")])
def test_an_error_that_speaks_to_a_programmer(error: Exception) -> None:
    assert not PYTHON.search(says(error))
    assert str(error) not in says(error)


def test_an_error_that_speaks_to_a_person() -> None:
    assert says(ValueError(PLAIN)) == PLAIN


@given(text=st.text(max_size=200), kind=st.sampled_from([ValueError, KeyError, OSError, RuntimeError]))
def test_any_error_is_one_line(text: str, kind: type[Exception]) -> None:
    assert says(kind(text)).isprintable()
    assert says(kind(text))
