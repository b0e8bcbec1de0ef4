"""Mutated answers files and saved files: never a traceback, and never a changed original.

A sample runs always; the whole (20,000 and more) is marked `slow` and runs in .ci/full.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import msgspec
import pytest

from verbund_check import cli
from verbund_check.answers.reader import read_answers_path
from verbund_check.answers.validity import FAULTS_NAMED
from verbund_check.documents.report import report_document
from verbund_check.errors import ExitCode, InputError, StorageError
from verbund_check.formats import format_for
from verbund_check.guide.model import Guide
from verbund_check.policy.report import report_on
from verbund_check.storage.store import assessment_store
from verbund_check.text import to_json

from .contract import FORBIDDEN, all_yes
from .making import NOW, assessment_from, report_from

TOKENS = [
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\x1b[2J", "\u202e".encode(), "ß".encode(), b"{", b"}", b"[", b"]", b",", b":", b": ",
    b"\n", b"\r", b"\t", b"- ", b"&a ", b"*a", b"<<: ", b"? ", b"! ", b"!!int ", b"|\n", b">-\n", b"'", b'"', b"\\", b"\\ud800",
    b"\\u0000", b"#", b"%", b"@", b"`", b"---\n", b"...\n", b"null", b"~", b"true", b"NaN", b"Infinity", b"1e999", b"-1",
    b"9" * 5000, b"[" * 500, b'{"a":' * 500, b"value", b"note", b"answers", b"party", b"benefit", b"reasons", b"learning",
    b"format", b"schema", b"id", b"started", b"finished", b"content", b"digest", b"questions", b"origins", b"dissent", b"9999-12-31T23:59:59Z", b"",
]  # fmt: skip


def originals(guide: Guide) -> list[bytes]:
    """An answers file in YAML, the same in JSON, a saved assessment, a JSON report and one that two parties agreed on."""
    answers = all_yes(
        benefit={"value": "ja", "note": "Für alle – „auch“ die Schicht"}, reasons=["learning"], fears=["antitrust"]
    )
    assessment = assessment_from(guide, answers, id="a-1", party="hr", organisation="Müller & Söhne")
    yaml = "organisation: Muster GmbH\nparty: joint\nstage: planned\nanswers:\n  benefit: ja\n"
    yaml += "  management: {value: unsure, note: Im Juli fragen}\n  reasons: [broader-offer, learning]\n"
    origins = [
        {
            "id": f"{party}-1",
            "party": party,
            "finished": NOW,
            "answers": {"goal": value, "fears": []},
            "notes": {"fears": "x"},
        }
        for party, value in (("hr", "yes"), ("works-council", "no"))
    ]
    joint = report_from(guide, answers, party="joint", origins=origins, dissent=["goal"])
    return [
        yaml.encode(),
        json.dumps({"party": "hr", "answers": answers}, indent=1, ensure_ascii=False).encode(),
        msgspec.json.encode(assessment) + b"\n",
        to_json(report_from(guide, answers, organisation="Müller & Söhne")).encode(),
        to_json(joint).encode(),
    ]


def mutated(original: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes: cut, doubled, overwritten, swapped, or a token put in."""
    data = bytearray(original)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([1, 1, 2, 5, 20, 100]))
        match chance.randrange(5):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end]
            case 2:
                data[start:end] = bytes(chance.randrange(256) for _ in range(end - start))
            case 3:
                other = chance.randrange(len(data) + 1)
                data[start:start] = data[other : other + (end - start)]
            case _:
                data[start:start] = chance.choice(TOKENS)
    return bytes(data)


def check_reader(guide: Guide, path: Path, data: bytes) -> None:
    """Reading gives an assessment that can be reported on in every way, or one German sentence."""
    path.write_bytes(data)
    try:
        assessment = read_answers_path(path, guide, now=NOW)
    except InputError as error:
        message = str(error)
        assert not FORBIDDEN & set(message)
        assert all(20 < len(line) < 1200 for line in message.split("\n"))
    else:
        report = report_on(assessment, guide)
        text = to_json(report)
        assert not FORBIDDEN & set(text)
        again = report_on(read_answers_path(_written(path, text), guide, now=NOW), guide)
        assert again == report
        markdown = b"".join(format_for("document", "md").pieces(report_document(report, guide))).decode()
        assert not FORBIDDEN & set(markdown)
    assert path.read_bytes() == data


def _written(path: Path, text: str) -> Path:
    other = path.with_suffix(".again")
    other.write_text(text, "utf-8", newline="")
    return other


def check_saved(guide: Guide, folder: Path, data: bytes) -> None:
    """A damaged saved file is named and hinders no other; it is left as it is."""
    good, bad = folder / "good.json", folder / "bad.json"
    bad.write_bytes(data)
    store = assessment_store(folder, guide)
    stored = store.all()
    assert "good" in {each.id for each in stored.items}
    try:
        loaded = store.load("bad")
    except (StorageError, InputError) as error:
        assert "\n" not in str(error)
        assert [damaged.path for damaged in stored.unreadable] == [bad]
    else:
        assert loaded.id == "bad"
        assert loaded in stored.items
    assert bad.read_bytes() == data
    assert sorted(os.listdir(folder)) == ["bad.json", "good.json"]
    assert good.exists()


@pytest.fixture
def files(guide: Guide, tmp_path: Path) -> tuple[list[bytes], Path, Path]:
    folder = tmp_path / "saved"
    folder.mkdir()
    samples = originals(guide)
    (folder / "good.json").write_bytes(samples[2])
    return samples, tmp_path / "a.yaml", folder


def sweep(guide: Guide, files: tuple[list[bytes], Path, Path], seeds: range) -> None:
    samples, path, folder = files
    for seed in seeds:
        chance = random.Random(seed)
        data = mutated(chance.choice(samples), chance)
        try:
            check_reader(guide, path, data)
            if seed % 2:
                check_saved(guide, folder, data)
        except Exception as error:
            error.add_note(f"seed {seed}: {data[:3000]!r}")
            raise


def test_the_originals_are_read(guide, files):
    samples, path, folder = files
    for data in samples:
        check_reader(guide, path, data)
    check_saved(guide, folder, samples[2])


def test_a_sample_of_mutated_files(guide, files):
    sweep(guide, files, range(200))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_twenty_thousand_mutated_files(guide, files, part):
    sweep(guide, files, range(1000 + part * 2000, 1000 + (part + 1) * 2000))


def commands(path: Path) -> list[list[str]]:
    return [
        ["assess", "--no-input", "--answers", str(path)],
        ["assess", "--no-input", "--json", "--answers", str(path)],
        ["export", str(path)],
        ["export", str(path), "--format", "json"],
        ["list"],
    ]


@pytest.mark.parametrize("seed", range(30))
def test_the_program_ends_with_an_exit_code_of_the_contract(guide, tmp_path, data, seed, capfdbinary):
    chance = random.Random(f"cli {seed}")
    path = tmp_path / "a.yaml"
    content = mutated(chance.choice(originals(guide)), chance)
    path.write_bytes(content)
    for arguments in commands(path):
        code = cli.run(arguments)
        out, err = capfdbinary.readouterr()
        assert code in (ExitCode.DONE, ExitCode.BAD_INPUT, ExitCode.INCOMPLETE), err
        assert b"Traceback" not in out + err
        if "--json" in arguments and code != ExitCode.BAD_INPUT:
            json.loads(out)
        if code == ExitCode.BAD_INPUT:
            assert out == b""
            assert 1 <= err.count(b"\n") <= FAULTS_NAMED + 1
    assert path.read_bytes() == content
