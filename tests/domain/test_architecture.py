"""Who may import whom, who may print and end the program, and what a start loads."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import verbund_check

ROOT = Path(verbund_check.__file__).parent
MODULES = {
    ".".join(("verbund_check", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}

BASIC = {"errors", "text", "files", "interrupts", "shell"}
"""What stands below everything and imports nothing of ours but each other."""

ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "text": set(),
    "files": set(),
    "interrupts": set(),
    "shell": set(),
    "guide": set(),
    "answers": {"guide"},
    "policy": {"guide", "answers"},
    "documents": {"guide", "answers", "policy"},
    "questionnaire": {"guide", "answers", "policy"},
    "storage": {"guide", "answers"},
    "terminal": {"guide", "questionnaire"},
    "formats": {"guide", "answers", "policy", "documents", "terminal"},
    "form": {"guide", "answers"},
    "commands": {"guide", "answers", "policy", "documents", "questionnaire", "storage", "terminal", "formats", "form"},
    "path": {
        *(
            "guide",
            "answers",
            "policy",
            "documents",
            "questionnaire",
            "storage",
            "terminal",
            "formats",
            "form",
            "commands",
        ),
    },
    "completion": {"guide", "answers", "storage", "formats"},
    "cli_german": {"terminal"},
    "cli": {"commands", "path", "terminal", "cli_german", "completion"},
    "__main__": {"cli", "terminal"},
}
"""Which folder (or module at the top) may import which: the one table from which everything here follows.

Each may import itself and what is BASIC as well. A module that is in none of these folders fails the tests.
"""

SILENT = {
    "errors",
    "text",
    "files",
    "guide",
    "answers",
    "policy",
    "questionnaire",
    "storage",
    "documents",
    "formats",
    "form",
}
"""What neither prints nor reads keys nor ends the program: everything but the surface."""

PURE = {"policy", "documents"}
"""What reads no file, no clock and no environment: the same answers always give the same result."""

IMPURE = {"os", "sys", "time", "pathlib", "random", "subprocess", "yaml", "shutil", "tempfile", "datetime", "locale"}
ENDING = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "os.abort", "breakpoint", "sys.stdout.write"}

OUTSIDE: dict[str, set[str]] = {
    "typer": {"cli", "cli_german", "completion"},
    "click": set(),
    "questionary": {"terminal"},
    "prompt_toolkit": {"terminal"},
    "rich": {"terminal", "formats", "commands"},
    "yaml": {"guide"},
    "platformdirs": {"storage"},
    "filelock": {"storage"},
    "docx": {"formats"},
    "typst": {"formats"},
    "xlsxwriter": {"formats"},
}
"""Which folder may know which library."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(parsed: ast.Module) -> set[str]:
    """All that a module imports, inside functions too; not what only a type checker sees."""
    hidden: set[ast.AST] = set()
    for node in ast.walk(parsed):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            hidden |= set(ast.walk(node))
    found: set[str] = set()
    for node in ast.walk(parsed):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where something comes from"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in names if folder_of(name) in ALLOWED} or {node.module or ""}
    return found


def folder_of(module: str) -> str:
    """The folder (or the module at the top) that a module of ours belongs to; "" for the package and for others' modules."""
    package, _, rest = module.partition(".")
    return rest.split(".")[0] if package == "verbund_check" else ""


FOLDERS = sorted({folder_of(module) for module in MODULES} - {""})


def faults(folder: str, parsed: ast.Module) -> list[str]:
    """What a module of `folder` does that the tables do not allow."""
    names = imports(parsed)
    ours = {folder_of(name) for name in names} - {"", folder}
    found = [f"imports {each}" for each in ours - ALLOWED.get(folder, set()) - BASIC]
    libraries = {name.split(".")[0] for name in names}
    found += [f"knows {each}" for each in libraries if each in OUTSIDE and folder not in OUTSIDE[each]]
    if folder in PURE:
        found += [f"is not pure: {each}" for each in libraries & IMPURE]
    return found + (list(_spoken(parsed)) if folder in SILENT else [])


def _spoken(parsed: ast.Module) -> Iterator[str]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ENDING:
            yield f"line {node.lineno}: {ast.unparse(node.func)}"
        if isinstance(node, ast.Raise) and node.exc is not None and "SystemExit" in ast.unparse(node.exc):
            yield f"line {node.lineno}: SystemExit"
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr", "sys.stdin"}:
            yield f"line {node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.ImportFrom) and node.module == "sys":
            yield f"line {node.lineno}: names from sys, which hide whose they are"


def test_every_folder_is_in_the_table_and_every_entry_of_the_table_is_there():
    assert set(FOLDERS) == set(ALLOWED)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_module_does_only_what_its_folder_may(module):
    assert faults(folder_of(module), tree(module)) == []


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("questionnaire", "print('x')"),
        ("policy", "import sys\nsys.exit(1)"),
        ("policy", "from sys import exit\nexit(1)"),
        ("policy", "raise SystemExit(1)"),
        ("guide", "import rich"),
        ("guide", "def f():\n    from rich.text import Text"),
        ("policy", "from verbund_check.questionnaire import engine"),
        ("guide", "from verbund_check.documents.blocks import Heading"),
        ("guide", "def f():\n    import verbund_check.documents.section"),
        ("answers", "from verbund_check.storage.store import Store"),
        ("documents", "from pathlib import Path"),
        ("documents", "import time"),
        ("terminal", "from verbund_check.formats import text"),
        ("storage", "import sys\nsys.stderr.write('x')"),
        ("commands", "import questionary"),
        ("commands", "from verbund_check import cli"),
        ("elsewhere", "from verbund_check.guide import model"),
    ],
)
def test_the_rules_find_what_they_are_there_for(folder, code):
    assert faults(folder, ast.parse(code))


def test_the_table_of_folders_has_no_circle():
    def visit(folder: str, way: tuple[str, ...] = ()) -> None:
        assert folder not in way, " → ".join((*way, folder))
        for each in ALLOWED[folder]:
            visit(each, (*way, folder))

    for folder in ALLOWED:
        visit(folder)


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
            SLOW - {"rich"}
            | {"rich.markdown", "hashlib", "verbund_check.storage.store", "verbund_check.questionnaire.assessment"}
        )

    def test_an_assessment_from_a_file_loads_no_prompts(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("scope: quick\nanswers: {benefit: ja}\n", "utf-8")
        words = ["assess", "--no-input", "--answers", str(path)]
        loaded = loaded_by(f"from verbund_check import cli; cli.run({words!r})")
        assert not loaded & {"questionary", "prompt_toolkit", "rich.markdown", "pydantic", "jinja2", "docx", "typst"}
        assert not loaded & {
            "verbund_check.terminal.fullscreen",
            "verbund_check.questionnaire.assessment",
            "verbund_check.terminal.plain_lines",
        }


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
