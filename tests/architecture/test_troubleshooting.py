"""
The troubleshooting page, against what the doctor may find.
"""

import ast
import re
from collections.abc import Iterator

import yaml

from tests.architecture import tree

PAGE = tree.ROOT / "docs" / "troubleshooting.md"
RULES = tree.ROOT / "infra" / "prometheus" / "rules.yml"
JUDGES = (
    *("libs/mediacore/src/mediacore/self_check.py", "services/gateway/src/gateway/checkup.py"),
    *("services/gateway/src/gateway/doctor.py", "services/gateway/src/gateway/doctor_rules.py"),
)
MAKERS = frozenset({"Finding", "fine", "judge_clock"})

_ENTRY = re.compile(r"^### `([\w-]+)`\n\n(.+?)(?=\n#|\Z)", re.MULTILINE | re.DOTALL)


def named_in(module: ast.Module) -> Iterator[str]:
    """
    Give the ids that a module gives to findings: at once, or by a variable called `name`.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in MAKERS and node.args:
                yield from texts(node.args[0])
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from assigned(target, node.value)


def assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    """
    Give the text that is given to a variable called `name`, alone or among others.
    """
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, given in zip(target.elts, value.elts, strict=True):
            yield from assigned(one, given)
    elif isinstance(target, ast.Name) and target.id == "name":
        yield from texts(value)


def texts(node: ast.expr) -> Iterator[str]:
    """
    Give a constant text.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def entries() -> dict[str, str]:
    """
    Give the entries of the page.
    """
    return dict(_ENTRY.findall(PAGE.read_text(encoding="utf-8")))


def findings() -> set[str]:
    """
    Give the ids of all findings.
    """
    return {name for place in JUDGES for name in named_in(tree.parsed(tree.ROOT / place))}


def runbooks() -> set[str]:
    """
    Give the entries that alerts lead to.
    """
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return {rule["annotations"]["runbook"] for group in rules["groups"] for rule in group["rules"]}


def test_every_finding_has_an_entry() -> None:
    """
    Whoever is told an id finds its symptom, its cause and what to do.
    """
    assert len(findings()) > 20
    assert tree.listed(findings() - set(entries())) == ""


def test_no_entry_is_about_nothing() -> None:
    """
    What the doctor no longer looks at, and no alert tells, is gone from the page.
    """
    assert tree.listed(set(entries()) - findings() - runbooks()) == ""


def test_each_entry_goes_from_symptom_to_what_to_do() -> None:
    """
    In this order, so that people find their way.
    """
    parts = ("**Symptom**", "**Cause**", "**Do**")
    wrong = [
        name
        for name, text in entries().items()
        if sorted(text.find(part) for part in parts) != [text.find(part) for part in parts]
        or any(part not in text for part in parts)
    ]

    assert wrong == []


def test_every_way_to_name_a_finding_is_seen() -> None:
    """
    The rule itself works.
    """
    source = 'name, told = "a", x\nname = "b"\nother = "c"\nfine("d", 1)\nFinding(name)\nfine()\n'

    assert set(named_in(ast.parse(source))) == {"a", "b", "d"}
