"""Builds the form: the whole questionnaire as data, with the one script and the one style that make a page of it.

The same words as in the interview come from the same content. What is asked next is in pages.js, what is
saved in answers.js; no verdict is there, for policy has one home.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, get_args

import msgspec

from verbund_check.answers.assessment import FORMAT
from verbund_check.guide.duration import minutes_of
from verbund_check.guide.form_texts import BrowserTexts
from verbund_check.guide.model import Guide, Question, Scope
from verbund_check.guide.sections import Stage, at_stage
from verbund_check.guide.texts import Asked
from verbund_check.guide.values import Party
from verbund_check.guide.yaml_json import MAX_BYTES
from verbund_check.text import MAX_NAME, MAX_TEXT

SCRIPTS = ("answers.js", "pages.js", "saving.js", "paper.js")
"""They share one function, in this order."""

STAGES: tuple[Stage, ...] = get_args(Stage)


def form_page(
    guide: Guide,
    words: BrowserTexts,
    scope: Scope,
    *,
    organisation: str | None = None,
    party: Party | None = None,
    stage: Stage | None = None,
) -> bytes:
    """Return the form as one HTML file (UTF-8) that loads nothing; what is None of the assessment is asked in it.

    `words` are those that the interview does not have.

    The content security policy lets a browser run the page's own script, apply its own style sheet and nothing else. The
    same input always gives the same bytes.
    """
    given = {"organisation": organisation, "party": party, "stage": stage}
    # In a script element a browser looks for nothing but "<"; this way the texts hold none.
    data = json.dumps(form_data(guide, words, scope, given), ensure_ascii=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )
    style = _part("form.css")
    script = f'"use strict";\n(() => {{\n{"".join(map(_part, SCRIPTS))}}})();\n'
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _part("form.html")
        .format(
            policy=policy,
            title=escape(words.title),
            no_script=escape(words.no_script),
            style=style,
            data=data,
            script=script,
        )
        .encode()
    )


def _part(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def form_data(guide: Guide, words: BrowserTexts, scope: Scope, given: dict[str, Any]) -> dict[str, Any]:
    """Return all that the script needs: what is asked and in which words, what can be answered, what a saved file says."""
    texts = guide.interview
    asked = [guide.questions[id] for id in guide.asked(scope)]
    return {
        "format": FORMAT,
        "content": {"version": guide.contents.version, "digest": guide.digest},
        "scope": scope,
        "limits": {"name": MAX_NAME, "text": MAX_TEXT, "bytes": MAX_BYTES},
        "given": given,
        "setup": {
            "organisation": _setup(texts.organisation),
            "party": _setup(texts.party, help=words.party_help, choices=[(each, guide.party(each)) for each in Party]),
            "stage": _setup(texts.stage, choices=[(each, texts.stages.at(each)) for each in STAGES]),
        },
        "parts": {
            kind: {
                "title": texts.blocks.of(kind).title,
                "intro": {stage: at_stage(texts.blocks.of(kind).intro, stage) for stage in STAGES},
            }
            for kind in dict.fromkeys(question.kind for question in asked)
        },
        "questions": [_question(each, guide) for each in asked],
        "texts": _texts(guide, words, scope),
    }


def _setup(asked: Asked, **more: Any) -> dict[str, Any]:
    return {**msgspec.to_builtins(asked), **more}


def _question(question: Question, guide: Guide) -> dict[str, Any]:
    """A question with its sentences for each stage; those for the management only where they are others."""
    made = {
        "id": question.id,
        "kind": question.kind,
        "title": question.title,
        "fingerprint": guide.fingerprint(question.id),
        "asked": _asked(question, None),
    }
    if question.is_list:
        return made | {
            "options": [(each.id, each.title, each.text) for each in question.options],
            "none": question.none,
            "other": question.other,
            "otherQuestion": question.other_question,
        }
    if question.management:
        made["management"] = _asked(question, Party.MANAGEMENT)
    return made | {
        "values": [(value, question.label(value)) for value in question.values],
        "reminder": question.reminder,
        "present": question.present,
        "key": guide.prompts.help.key if question.key else "",
    }


def _asked(question: Question, party: Party | None) -> dict[str, dict[str, str]]:
    return {
        stage: {
            "wording": question.wording(stage, party),
            "explanation": question.explained(stage, party),
            "findOut": question.to_find_out(stage, party),
        }
        for stage in STAGES
    }


def _texts(guide: Guide, words: BrowserTexts, scope: Scope) -> dict[str, Any]:
    """The words around the questions: those of the form, and those that it shares with the interview and the paper."""
    interview, prompts = guide.interview, guide.prompts
    is_quick = scope == "quick"
    duration = interview.duration.format(minutes=minutes_of(guide, scope))
    return {
        **msgspec.to_builtins(words),
        "welcome": (words.welcome_quick if is_quick else words.welcome).format(duration=duration),
        "origin": interview.origin,
        "stageNames": msgspec.to_builtins(interview.stage_names),
        "paperStages": msgspec.to_builtins(interview.blank_stages),
        "paperIntro": interview.blank_intro_quick if is_quick else interview.blank_intro,
        "missing": msgspec.to_builtins(prompts.missing),
        "position": prompts.position,
        "positionList": prompts.position_list,
        "remark": msgspec.to_builtins(prompts.remark),
        "otherExplanation": prompts.other_remark.explanation,
        "offer": msgspec.to_builtins(prompts.offer),
        "changedBefore": prompts.changes.changed_before,
        "reviewTitle": prompts.review.title,
        "reviewSetup": prompts.review.setup,
        "otherShown": guide.verdict.other_shown,
        "disclaimer": guide.verdict.disclaimer,
    }
