"""The form as a file: its policy, its size, its data; the same input, the same bytes; hostile words stay data."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace

import verbund_check
from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.oracle import CONTENT
from verbund_check.answers.assessment import begin
from verbund_check.form.page import form_page
from verbund_check.guide.form_texts import BrowserTexts
from verbund_check.guide.loader import load_words
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party
from verbund_check.questionnaire.assessment_prompts import question_prompt

SCRIPTS = Path(verbund_check.__file__).parent / "form"
KB = 1024
WORDS: BrowserTexts = load_words(CONTENT, "form")


class Page(HTMLParser):
    """What a browser makes of the file: elements with their attributes, and what stands in script and style."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self._inside = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style", "title"):
            self._inside = f"{tag} {dict(attrs).get('type') or ''}".strip()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside] = self.raw.get(self._inside, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    @property
    def data(self) -> Any:
        return json.loads(self.raw["script application/json"])

    @property
    def policy(self) -> str:
        return next(each["content"] or "" for _, each in self.elements if each.get("http-equiv"))


def made(guide: Guide, scope: Scope = "full", **given: Any) -> Page:
    return Page(form_page(guide, WORDS, scope, **given))


def test_the_policy_allows_the_one_script_and_the_one_style_alone(guide: Guide) -> None:
    page = made(guide)
    hashes = {name: b64encode(sha256(page.raw[name].encode()).digest()).decode() for name in ("script", "style")}
    assert page.policy == (
        f"default-src 'none'; script-src 'sha256-{hashes['script']}'; style-src 'sha256-{hashes['style']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [tag for tag, _ in page.elements].count("script") == 2, "the data and the script"
    assert [tag for tag, _ in page.elements].count("style") == 1
    for tag, attributes in page.elements:
        assert not {"src", "href", "style"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag


@pytest.mark.parametrize("scope", get_args(Scope))
def test_it_is_small_enough_for_every_mail_and_loads_nothing(guide: Guide, scope: Scope) -> None:
    page = form_page(guide, WORDS, scope, organisation="M" * 200)
    assert len(page) <= 200 * KB
    assert not re.search(rb"https?:|@import|url\(|\bfetch\(|XMLHttp|WebSocket|sendBeacon|innerHTML|\beval\(", page)


def test_the_same_input_gives_the_same_bytes(guide: Guide) -> None:
    given: dict[str, Any] = {"organisation": "Muster GmbH", "party": Party.HR, "stage": "running"}
    assert form_page(guide, WORDS, "full", **given) == form_page(guide, WORDS, "full", **given)


def test_the_scripts_hold_nothing_that_would_end_their_element() -> None:
    for path in SCRIPTS.glob("*.js"):
        text = path.read_text("utf-8").lower()
        assert "</script" not in text
        assert "<!--" not in text


def test_it_asks_all_of_the_contract_in_the_order_of_the_interview(guide: Guide) -> None:
    asked = [each["id"] for each in made(guide).data["questions"]]
    assert asked == ["reasons", "fears", *READINESS, *SUCCESS, *RISKS]
    assert [each["id"] for each in made(guide, "quick").data["questions"]] == list(READINESS)
    lists = {
        each["id"]: [id for id, *_ in each["options"]] for each in made(guide).data["questions"] if "options" in each
    }
    assert lists == {"reasons": list(REASONS), "fears": list(FEARS)}


@pytest.mark.parametrize("stage", get_args(Stage))
@pytest.mark.parametrize("party", Party)
def test_every_word_is_that_of_the_interview(guide: Guide, stage: Stage, party: Party) -> None:
    """What a person is asked there and here is the same for each stage and party; so are the answers."""
    assessment = replace(begin("x", guide, now="2026-03-04T05:06:07Z"), stage=stage, party=party)
    data = made(guide).data
    for each in data["questions"]:
        prompt = question_prompt(guide.questions[each["id"]], assessment, guide, opening=True)
        words = (each.get("management") if party is Party.MANAGEMENT else None) or each["asked"]
        assert (words[stage]["wording"], words[stage]["explanation"]) == (prompt.question, prompt.explanation)
        labels = [title for _, title, *_ in each.get("values") or each["options"]]
        assert labels == [choice.label for choice in prompt.choices if choice.value != prompt.other or not prompt.other]
        assert each.get("none", "") == prompt.none
        if prompt.hint:
            assert data["parts"][each["kind"]]["intro"][stage] == prompt.hint
        assert each.get("reminder", "") == prompt.facts


HOSTILE = "</script><script>alert(1)</script><!--<script> ]]> \u2028 \" ' & {title} \\u003c"


def test_hostile_words_stay_data(guide: Guide) -> None:
    """In the name, in the words of the form and in those of the content."""
    words = replace(WORDS, title=HOSTILE, no_script=HOSTILE, welcome=HOSTILE.replace("{title}", "{duration}"))
    block = replace(guide.interview.blocks.readiness, title=HOSTILE)
    interview = replace(guide.interview, blocks=replace(guide.interview.blocks, readiness=block))
    page = Page(form_page(replace(guide, interview=interview), words, "full", organisation=HOSTILE))
    assert page.data["given"]["organisation"] == HOSTILE
    assert page.data["texts"]["title"] == HOSTILE
    assert page.data["parts"]["readiness"]["title"] == HOSTILE
    assert page.raw["title"] == HOSTILE
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert page.policy == made(guide).policy


def test_what_is_not_given_is_asked_in_it(guide: Guide) -> None:
    assert made(guide).data["given"] == {"organisation": None, "party": None, "stage": None}
    given = made(guide, organisation="Muster GmbH", party=Party.JOINT, stage="running").data["given"]
    assert given == {"organisation": "Muster GmbH", "party": "joint", "stage": "running"}


def test_no_verdict_is_in_it(guide: Guide) -> None:
    """Policy has one home: nothing of what follows from the answers goes along."""
    page = form_page(guide, WORDS, "full").decode()
    for each in (*guide.success, *guide.risks):
        assert each.step.planned not in page
    for outcome in (guide.verdict.headlines.go, guide.verdict.headlines.open):
        assert outcome.pending.hindered is None or outcome.pending.hindered.title not in page
