"""contracts sign, verify and demo-identity, run as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pydyf
import pytest
from desk import NOTICE
from shell import Ran, run, start
from tsa import served

from contracts.seal.keys import Key

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

SECRETS = {"CONTRACTS_PASSPHRASE": "demo", "CONTRACTS_TSA_PASSPHRASE": "demo"}
SOFTHSM = [Path(p) / "softhsm/libsofthsm2.so" for p in ("/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of throw-away keys."""
    folder = tmp_path_factory.mktemp("keys")
    ran = run("demo-identity", folder)
    assert ran.code == 0
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a build makes of a deal, as bytes."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "deal.yaml").write_text(NOTICE, "utf-8")
    assert run("build", "deal.yaml", "-o", ".", "--only", "pdf", cwd=folder).code == 0
    return (folder / "agreement.pdf").read_bytes()


@pytest.fixture
def pdf(built: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to sign, and the passphrases in the environment."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    path = tmp_path / "agreement.pdf"
    path.write_bytes(built)
    return path


@pytest.fixture(scope="module")
def authority(keys: Path) -> Iterator[str]:
    own = Key("tsa.p12", (keys / "tsa.p12").read_bytes(), "demo")
    with served(own, datetime.now(UTC).replace(microsecond=0)) as address:
        yield address


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def verdict(ran: Ran) -> Mapping[str, object]:
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


class TestDemoIdentity:
    def test_the_files(self, keys: Path) -> None:
        assert {"ca.pem", "revoked.crl", "tsa.p12", "licensor.p12", "licensee.p12", "seal.p12"} == names(keys)

    def test_names_of_ones_own(self, tmp_path: Path) -> None:
        assert run("demo-identity", tmp_path / "k", "--name", "guardian=Ayu Lestari").code == 0
        assert "guardian.p12" in names(tmp_path / "k")

    @pytest.mark.parametrize("name", ["../x=A", "a=", "=A", "a/b=A", "a"])
    def test_a_name_that_is_none(self, name: str, tmp_path: Path) -> None:
        assert run("demo-identity", tmp_path / "k", "--name", name).code == 2
        assert not (tmp_path / "k").exists()


class TestSign:
    def test_the_signed_copy_is_another_file(self, pdf: Path, keys: Path, built: bytes) -> None:
        ran = run("sign", pdf, "--field", "licensor", "--p12", keys / "licensor.p12")
        assert ran.code == 0, ran.err
        assert pdf.read_bytes() == built
        signed = pdf.with_name("agreement.signed.pdf")
        assert Path(ran.out.strip()) == signed
        assert signed.read_bytes().startswith(built)

    def test_seal_sign_and_verify(self, pdf: Path, keys: Path) -> None:
        sealed, signed = pdf.with_name("sealed.pdf"), pdf.with_name("signed.pdf")
        assert run("sign", pdf, "--seal", "--p12", keys / "seal.p12", "-o", sealed).code == 0
        own = ("--field", "licensor", "--p12", keys / "licensor.p12", "-o", signed)
        assert run("sign", sealed, *own).code == 0
        ran = run("verify", signed, "--trust", keys / "ca.pem", "--format", "json")
        assert ran.code == 0, ran.out
        found = verdict(ran)
        assert found["holds"] is True
        assert isinstance(found["signatures"], list)
        assert [(s["field"], s["kind"], s["holds"]) for s in found["signatures"]] == [
            ("seal", "seal", True),
            ("licensor", "approval", True),
        ]

    @pytest.mark.parametrize(
        ("options", "level"), [((), "B-T"), (("--ltv", "B-LT"), "B-LT"), (("--ltv",), "B-LTA")]
    )
    @pytest.mark.parametrize("where", ["address", "key"])
    def test_levels(
        self, options: tuple[str, ...], level: str, where: str, pdf: Path, keys: Path, authority: str
    ) -> None:
        proofs = ("--trust", keys / "ca.pem", "--crl", keys / "revoked.crl") if options else ()
        own = ("--field", "licensor", "--p12", keys / "licensor.p12")
        stamps = ("--tsa", authority if where == "address" else keys / "tsa.p12")
        ran = run("sign", pdf, *own, *stamps, *proofs, *options)
        assert ran.code == 0, ran.err
        told = run(
            "verify", pdf.with_name("agreement.signed.pdf"), "--trust", keys / "ca.pem", "--format", "json"
        )
        assert told.code == 0, told.out
        levels = [s["level"] for s in json.loads(told.out)["signatures"] if s["kind"] == "approval"]
        assert levels == [level]

    def test_as_a_process_the_passphrase_comes_from_the_environment(self, pdf: Path, keys: Path) -> None:
        own = ("sign", pdf, "--field", "licensor", "--p12", keys / "licensor.p12")
        assert start(*own, cwd=pdf.parent, env=SECRETS).code == 0

    def test_no_option_takes_a_passphrase(self) -> None:
        for command in ("sign", "verify"):
            told = run(command, "--help").out
            assert not any(f"--{word}" in told for word in ("pass", "passphrase", "password", "pin"))

    def test_with_nobody_to_ask_it_says_so(
        self, pdf: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CONTRACTS_PASSPHRASE")
        ran = run("sign", pdf, "--field", "licensor", "--p12", keys / "licensor.p12")
        assert ran.code == 2
        assert "CONTRACTS_PASSPHRASE" in ran.err


class TestNothingIsLeftBehind:
    """A signing that fails leaves the folder as it was, and shows nobody a traceback."""

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            (("--field", "licenser"), 1),
            (("--field", "licensee"), 1),
            ((), 2),
            (("--field", "licensor", "--seal"), 2),
            (("--field", "licensor", "--pkcs11", "card"), 2),
            (("--field", "licensor", "--ltv"), 2),
            (("--field", "licensor", "--tsa", "http://127.0.0.1:9"), 1),
            (("--field", "licensor", "--tsa", "nothing.p12"), 2),
            (("--field", "licensor", "--crl", "agreement.pdf"), 1),
            (("--field", "licensor", "-o", "no/such/agreement.pdf/x.pdf"), 0),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
    )
    def test_options(self, options: tuple[str, ...], code: int, pdf: Path, keys: Path, built: bytes) -> None:
        ran = run("sign", pdf, "--p12", keys / "licensor.p12", *options, cwd=pdf.parent)
        assert ran.code == code, ran.err
        assert "Traceback" not in ran.err
        assert pdf.read_bytes() == built
        if code:
            assert names(pdf.parent) == {"agreement.pdf"}

    def test_a_wrong_passphrase(self, pdf: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CONTRACTS_PASSPHRASE", "secret-word")
        ran = run("sign", pdf, "--field", "licensor", "--p12", keys / "licensor.p12")
        assert ran.code == 1
        assert "wrong-passphrase" in ran.err
        assert "secret-word" not in ran.err + ran.out
        assert names(pdf.parent) == {"agreement.pdf"}

    def test_an_altered_file_is_not_signed_unless_nobody_looks(self, pdf: Path, keys: Path) -> None:
        pdf.write_bytes(pdf.read_bytes() + b"\n% more\n")
        own = ("sign", pdf, "--field", "licensor", "--p12", keys / "licensor.p12")
        ran = run(*own)
        assert ran.code == 1
        assert "altered" in ran.err
        assert names(pdf.parent) == {"agreement.pdf"}
        assert run(*own, "--unchecked").code == 0

    def test_a_second_signature_in_the_same_field(self, pdf: Path, keys: Path) -> None:
        own = ("--field", "licensor", "--p12", keys / "licensor.p12")
        assert run("sign", pdf, *own).code == 0
        signed = pdf.with_name("agreement.signed.pdf")
        before = signed.read_bytes()
        ran = run("sign", signed, *own)
        assert ran.code == 1
        assert "signed-already" in ran.err
        assert signed.read_bytes() == before


class TestVerify:
    """Exit code 0 only where all of it holds; 2 for what cannot be read."""

    def test_what_nobody_has_signed_yet(self, pdf: Path) -> None:
        assert run("verify", pdf).code == 1
        assert run("verify", pdf, "--incomplete").code == 0

    def test_a_signature_that_nobody_vouches_for(self, pdf: Path, keys: Path) -> None:
        run("sign", pdf, "--field", "licensor", "--p12", keys / "licensor.p12")
        signed = pdf.with_name("agreement.signed.pdf")
        assert run("verify", signed).code == 1
        ran = run("verify", signed, "--trust", keys / "ca.pem", "--crl", keys / "revoked.crl")
        assert ran.code == 0
        assert "Raka Pratama" in ran.out

    def test_json_says_all_that_the_text_says(self, pdf: Path) -> None:
        found = verdict(run("verify", pdf, "--incomplete", "--format", "json"))
        assert isinstance(found["proofs"], list)
        assert [p["name"] for p in found["proofs"]] == ["lock", "text", "pages", "fields", "revisions"]
        assert found["fingerprint"]
        assert found["reference"] == "2026-014-N1"

    @pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n"])
    def test_what_is_no_agreement(self, content: bytes, tmp_path: Path) -> None:
        (tmp_path / "x.pdf").write_bytes(content)
        for form in ("text", "json"):
            ran = run("verify", tmp_path / "x.pdf", "--format", form)
            assert ran.code == 2
            assert "Traceback" not in ran.err
        assert json.loads(ran.out)["problems"]

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        assert run("verify", tmp_path / "x.pdf").code == 2

    def test_a_root_that_is_none(self, pdf: Path) -> None:
        assert run("verify", pdf, "--trust", pdf).code == 2


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Path:
    """A token in software with the licensor's key on it; the folder holds its settings."""
    module = next((path for path in SOFTHSM if path.exists()), None)
    if module is None:
        pytest.skip("softhsm2 is not installed")
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    made = ["softhsm2-util", "--init-token", "--free", "--label", "card", "--pin", "1234", "--so-pin", "5678"]
    env = {"SOFTHSM2_CONF": str(folder / "softhsm2.conf"), "PATH": "/usr/bin:/bin:/opt/homebrew/bin"}
    subprocess.run(made, env=env, check=True, capture_output=True)
    (folder / "pyhanko.yml").write_text(
        f"pkcs11-setups:\n  card:\n    module-path: {module}\n    token-criteria: {{label: card}}\n"
        "    cert-label: licensor\n    key-label: licensor\n"
    )
    script = Path(__file__).with_name("put_on_token.py")
    put: list[str | Path] = [sys.executable, script, module, keys / "licensor.p12"]
    subprocess.run(put, env=env, check=True, capture_output=True)
    return folder


class TestToken:
    """A key that never leaves its token. In a process of its own: a module is loaded once a process."""

    def sign(self, token: Path, pdf: Path, pin: str, *more: str) -> Ran:
        own = ("sign", pdf, "--field", "licensor", "--pkcs11", "card", "--config", token / "pyhanko.yml")
        env = {"SOFTHSM2_CONF": str(token / "softhsm2.conf"), "CONTRACTS_PIN": pin}
        return start(*own, *more, cwd=pdf.parent, env=env)

    def test_it_signs(self, token: Path, pdf: Path, keys: Path) -> None:
        ran = self.sign(token, pdf, "1234")
        assert ran.code == 0, ran.err
        signed = pdf.with_name("agreement.signed.pdf")
        assert run("verify", signed, "--trust", keys / "ca.pem").code == 0

    def test_a_wrong_pin(self, token: Path, pdf: Path) -> None:
        ran = self.sign(token, pdf, "0000")
        assert ran.code == 1
        assert "no-token" in ran.err
        assert names(pdf.parent) == {"agreement.pdf"}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("{label: card}", "{label: other}"),
            ("cert-label: licensor", "cert-label: x"),
            ("libsofthsm2", "no"),
        ],
        ids=["token", "certificate", "module"],
    )
    def test_something_that_is_not_there(
        self, old: str, new: str, token: Path, pdf: Path, tmp_path: Path
    ) -> None:
        absent = tmp_path / "absent"
        absent.mkdir()
        for name in ("softhsm2.conf", "pyhanko.yml"):
            text = (token / name).read_text("utf-8").replace(old, new)
            (absent / name).write_text(text, "utf-8")
        ran = self.sign(absent, pdf, "1234")
        assert ran.code == 1, ran.err
        assert "no-token" in ran.err

    def test_a_setup_that_there_is_not(self, token: Path, pdf: Path) -> None:
        own = ("--field", "licensor", "--pkcs11", "chip", "--config", token / "pyhanko.yml")
        ran = start("sign", pdf, *own, cwd=pdf.parent, env={"CONTRACTS_PIN": "1234"})
        assert ran.code == 1
        assert "no-setup" in ran.err


@pytest.fixture(scope="module")
def month(built: bytes, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sets as a batch leaves them, unsigned, signed, altered and replaced; and what is no agreement."""
    out = tmp_path_factory.mktemp("month")
    for name in ("N-1", "N-2", "N-3", "N-4", ".making"):
        (out / name).mkdir()
        (out / name / "agreement.pdf").write_bytes(built)
    with (out / "N-1" / "summary.pdf").open("wb") as other:  # one that is no agreement
        blank = pydyf.PDF()
        blank.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": blank.pages.reference}))
        blank.write(other)
    with pytest.MonkeyPatch.context() as patched:
        for name, value in SECRETS.items():
            patched.setenv(name, value)
        signed = out / "N-2" / "=back.pdf"
        ran = run(
            "sign",
            out / "N-2" / "agreement.pdf",
            "--field",
            "licensor",
            "--p12",
            keys / "licensor.p12",
            "-o",
            signed,
        )
        assert ran.code == 0, ran.err
    (out / "N-3" / "agreement.pdf").write_bytes(signed.read_bytes().replace(b"/Title", b"/Titel", 1))
    (out / "N-4" / "agreement.pdf").write_bytes(b"a scan")
    return out


class TestAFolder:
    """contracts verify DIR: how each agreement in it stands."""

    def test_the_table(self, month: Path, keys: Path) -> None:
        ran = run("verify", month, "--trust", keys / "ca.pem", "--format", "json")
        found = {a["file"]: a for a in json.loads(ran.out)["agreements"]}
        states = {file: a["state"] for file, a in found.items()}
        assert states == {
            "N-1/agreement.pdf": "unsigned",
            "N-2/=back.pdf": "signed",
            "N-2/agreement.pdf": "unsigned",
            "N-3/agreement.pdf": "altered",
            "N-4/agreement.pdf": "damaged",
        }
        assert ran.code == 1
        (who,) = found["N-2/=back.pdf"]["signed"]
        assert (who["field"], bool(who["name"]), bool(who["when"])) == ("licensor", True, True)

    def test_as_text_and_as_files_with_no_formula_in_them(self, month: Path, tmp_path: Path) -> None:
        ran = run("verify", month / "N-2", "--format", "csv", "-o", tmp_path / "month.csv")
        assert (ran.code, ran.err) == (0, "Verifying: 2 of 2\n")
        assert "\n'=back.pdf," in (tmp_path / "month.csv").read_text("utf-8")
        assert run("verify", month / "N-2", "--format", "xlsx", "-o", tmp_path / "month.xlsx").code == 0
        assert (tmp_path / "month.xlsx").read_bytes().startswith(b"PK")
        ran = run("verify", month / "N-2")
        assert "2 agreements: 1 unsigned, 1 signed" in ran.out
        assert "not trusted here" in ran.out

    @pytest.mark.parametrize(
        "options",
        [("--incomplete",), ("--format", "xlsx"), ("-o", "x.csv"), ("--accept-name", "licensor")],
    )
    def test_what_a_folder_does_not_take(self, options: tuple[str, ...], month: Path) -> None:
        assert run("verify", month, *options).code == 2

    def test_what_one_file_does_not_take(self, pdf: Path) -> None:
        assert run("verify", pdf, "--format", "csv").code == 2

    def test_a_folder_without_one(self, tmp_path: Path) -> None:
        ran = run("verify", tmp_path)
        assert (ran.code, ran.out.strip()) == (0, "0 agreements")
