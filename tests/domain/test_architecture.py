"""Who may import whom, who may print and end the program, and what a start loads."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import verbund_check

ROOT = Path(verbund_check.__file__).parent
MODULES = {
    ".".join(("verbund_check", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}

DOMAIN = {
    f"verbund_check.{name}"
    for name in (
        "errors", "text", "plain_data", "values", "guide", "content", "content_rules", "content_faults", "assessment",
        "answers_file", "verdict", "report", "comparison", "document", "questions", "asking", "interview",
        "documents", "documents.report", "documents.section", "documents.questionnaire",
    )
}  # fmt: skip
"""What knows the guide and the answers, and nothing of screens, files to write and commands."""

OUTSIDE = ("rich", "typer", "click", "questionary", "prompt_toolkit", "platformdirs", "filelock", "docx", "typst")
LAYERS = ("verbund_check.render", "verbund_check.commands", "verbund_check.cli", "verbund_check.streams",
          "verbund_check.german_help", "verbund_check.full_asker", "verbund_check.plain_asker", "verbund_check.storage")  # fmt: skip


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> set[str]:
    """All that a module imports, inside functions too; not what only a type checker sees."""
    hidden: set[ast.AST] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            hidden |= set(ast.walk(node))
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}.{alias.name}" in MODULES}
    return found


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def importers_of(*packages: str) -> set[str]:
    return {module for module in MODULES if any(within(name, packages) for name in imports(module))}


def test_the_modules_of_the_domain_are_all_there():
    assert set(MODULES) >= DOMAIN


@pytest.mark.parametrize("module", sorted(DOMAIN))
def test_the_domain_knows_no_screen_no_command_and_no_folder(module):
    bad = {name for name in imports(module) if within(name, (*OUTSIDE, *LAYERS))}
    assert not bad


@pytest.mark.parametrize("module", sorted(DOMAIN))
def test_the_domain_never_prints_and_never_ends_the_program(module):
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "input", "exit", "quit", "sys.exit", "os._exit", "breakpoint"}, node.lineno
        if isinstance(node, ast.Raise) and node.exc is not None:
            assert "SystemExit" not in ast.unparse(node.exc), node.lineno
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in {"sys.stdout", "sys.stderr", "sys.stdin", "os.environ"} or (
                module == "verbund_check.content" and ast.unparse(node) == "os.environ"
            ), node.lineno


@pytest.mark.parametrize("name", ["verdict", "comparison", "document", "values", "text", "report"])
def test_pure_modules_read_no_file_no_clock_and_no_environment(name):
    # comparison draws the order of anonymous firms
    forbidden = ("os", "sys", "time", "datetime", "pathlib", "random", "subprocess", "yaml")
    assert not {each for each in imports(f"verbund_check.{name}") if within(each, forbidden)}


def test_only_the_full_asker_knows_questionary_and_prompt_toolkit():
    allowed = {
        "verbund_check.full_asker",
        "verbund_check.full_layout",
        "verbund_check.full_pages",
        "verbund_check.full_reading",
        "verbund_check.keyboard",
    }
    assert importers_of("questionary") <= {"verbund_check.full_asker"}
    assert importers_of("prompt_toolkit") <= allowed


def test_only_the_command_line_knows_typer():
    allowed = {"verbund_check.cli", "verbund_check.german_help", "verbund_check.completion"}
    assert importers_of("typer", "click") <= allowed


def test_commands_are_imported_by_the_command_line_alone():
    for module in importers_of("verbund_check.commands"):
        assert module == "verbund_check.cli" or module.startswith("verbund_check.commands"), module
    assert importers_of("verbund_check.cli") <= {"verbund_check.__main__"}


def test_renderers_know_documents_and_nothing_of_the_guide():
    for module in MODULES:
        if module.startswith("verbund_check.render"):
            allowed = ("verbund_check.document", "verbund_check.text", "verbund_check.errors", "verbund_check.render")
            bad = {name for name in imports(module) if name.startswith("verbund_check") and not within(name, allowed)}
            assert not bad - {"verbund_check"}, module


def test_no_module_imports_itself_in_a_circle_at_load_time():
    """Only imports at the top of a module count: those inside functions run later."""

    def at_load(module: str) -> set[str]:
        names: set[str] = set()
        for node in tree(module).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        return {name for name in names if name in MODULES and name != "verbund_check" and name != module}

    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join((*way, module))
        if module not in done:
            for name in at_load(module):
                visit(name, (*way, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh Python has loaded after `code`."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, json\n{code}\nprint('\\n' + json.dumps(sorted(sys.modules)), file=sys.stderr)",
        ],
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    return set(json.loads(run.stderr.decode().splitlines()[-1]))


SLOW = {
    "rich",
    "questionary",
    "prompt_toolkit",
    "jinja2",
    "pydantic",
    "importlib.metadata",
    "platformdirs",
    "docx",
    "typst",
}


class TestStart:
    """Start-up time is what is imported; each command imports what it needs alone."""

    def test_the_command_line_loads_no_library_but_typer(self):
        assert not loaded_by("import verbund_check.cli") & (SLOW | {"yaml", "msgspec", "hashlib"})

    def test_show_loads_no_more_than_it_needs(self):
        loaded = loaded_by("from verbund_check import cli; cli.run(['show', 'fears'])")
        assert not loaded & (
            SLOW - {"rich"} | {"rich.markdown", "hashlib", "verbund_check.storage", "verbund_check.interview"}
        )

    def test_an_assessment_from_a_file_loads_no_prompts(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("scope: quick\nanswers: {benefit: ja}\n", "utf-8")
        words = ["assess", "--no-input", "--answers", str(path)]
        loaded = loaded_by(f"from verbund_check import cli; cli.run({words!r})")
        assert not loaded & {"questionary", "prompt_toolkit", "rich.markdown", "pydantic", "jinja2", "docx", "typst"}
        assert not loaded & {"verbund_check.full_asker", "verbund_check.interview", "verbund_check.plain_asker"}


def test_every_module_says_in_german_or_english_what_it_is_for():
    for module in MODULES:
        assert ast.get_docstring(tree(module)), module


def test_no_sentence_about_the_guide_stands_in_python():
    """Wording is content: no text of the content folder is repeated in the program."""
    from .oracle import CONTENT, raw

    def sentences(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.values() for text in sentences(item)]
        if isinstance(value, list):
            return [text for item in value for text in sentences(item)]
        return [value] if isinstance(value, str) and len(value) > 40 else []

    source = " ".join(" ".join(path.read_text("utf-8").split()) for path in MODULES.values())
    for path in CONTENT.glob("*.yaml"):
        for text in sentences(raw(path.stem)):
            assert " ".join(text.split()) not in source, text
