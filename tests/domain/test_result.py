"""The result claims nothing that the numbers do not say, names each answer where it must, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from verbund_check.answers.assessment import Meeting, Origin
from verbund_check.documents import blocks as doc
from verbund_check.documents.report import report_document
from verbund_check.guide.model import Guide
from verbund_check.policy.report import report_on, to_hand_on

from .contract import KEY_RISKS, KEY_SUCCESS, READINESS, RISKS, SUCCESS, all_yes
from .making import assessment_from, examples, report_from
from .oracle import effects, entry, in_the_way, meaning, put, raw, staged
from .test_documents import all_text, blocks, plain
from .test_verdict import PROSPECTS, answer_sets, seven, twenty, whole_sets

WORDS = raw("verdict")
HEADINGS = WORDS["headings"]
TITLES = {id: entry(id)["title"] for id in (*READINESS, *SUCCESS, *RISKS)}
STAGES = ("planned", "running")
PARTIES = ("hr", "works-council", "management", "joint")


def report(guide: Guide, answers: dict[str, Any], *, on_screen: bool = False, **head: Any) -> doc.Document:
    return report_document(report_from(guide, answers, **head), guide, on_screen=on_screen)


def box(document: doc.Document) -> doc.Callout:
    """The result itself: the first box of the report."""
    found: doc.Callout = blocks(document, doc.Callout)[0]
    return found


def steps(document: doc.Document) -> list[doc.RatingRow]:
    """The rows below "Angehen", in order."""
    found = [block for block in under(document, HEADINGS["measures"]) if isinstance(block, doc.Ratings)]
    return [row for block in found for part in block.parts for row in part.rows]


def signs(document: doc.Document) -> dict[str, doc.Rating]:
    """The first page's answers as signs, by the title of the question."""
    found: dict[str, doc.Rating] = {}
    for block in document.blocks:
        if isinstance(block, doc.Heading | doc.NewPage):
            break
        if isinstance(block, doc.Ratings):
            for row in (row for part in block.parts for row in part.rows):
                titles = block.columns or (row.label,)
                for title, rating in zip(titles, row.ratings, strict=True):
                    assert title not in found
                    assert isinstance(rating, doc.Rating)
                    found[title] = rating
    return found


def under(document: doc.Document, heading: str) -> list[doc.Block]:
    """The blocks below a heading of the second level, in order."""
    found: list[doc.Block] = []
    here = False
    for block in document.blocks:
        if isinstance(block, doc.Heading) and block.level == 2:
            here = block.text == heading
        elif here:
            found.append(block)
    return found


def entries(found: list[doc.Block]) -> list[doc.Entry]:
    return [item for block in found if isinstance(block, doc.Entries) for item in block.items]


def headings(document: doc.Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, doc.Heading) and block.level == 2]


# ---- the words of the content


def headlines() -> Iterator[tuple[str, str, str, str, str, str]]:
    """Every headline: outcome, prospects, clear or hindered, stage, title, text."""
    for outcome, by_prospects in WORDS["headlines"].items():
        for prospects, both in by_prospects.items():
            if prospects != "branches":
                for state, words in both.items():
                    for stage in STAGES:
                        title, text = staged(words["title"], stage), staged(words["text"], stage)
                        yield outcome, prospects, state, stage, title, text


PRAISE = re.compile(r"Versuch|rät der Leitfaden|spricht für|sprechen .*für|bejaht")
MILD_PRAISE = re.compile(r"helfen|günstig", re.IGNORECASE)
AGAINST = re.compile(
    r"\baber\b|\bdoch\b|\bjedoch\b|\bobwohl\b|noch (offen|aus|zu wenig)|fehlt|verneint|hindern|schwierig|im Weg|weder",
    re.IGNORECASE,
)


def test_no_headline_praises_without_saying_in_the_same_sentence_what_is_against_it():
    """The tick's own headline may; every other one must not."""
    count = 0
    for outcome, prospects, state, stage, title, text in headlines():
        count += 1
        if (outcome, prospects, state) == ("go", "favourable", "clear"):
            continue
        place = (outcome, prospects, state, stage)
        for sentence in (title, *re.split(r"(?<=[.!?]) ", text)):
            assert not PRAISE.search(sentence) or AGAINST.search(sentence), (place, sentence)
        assert not MILD_PRAISE.search(title) or AGAINST.search(title) or "ungünstig" in title, (place, title)
        assert not MILD_PRAISE.search(text) or AGAINST.search(text), (place, text)
        assert "Wagen" not in title + text
    assert count == 2 * (2 * 5 + 2 * 5 + 5)


def test_every_sentence_of_the_rule_says_whose_it_is():
    """The guide's rule and ours cannot be taken for each other."""
    for stage in STAGES:
        assert "nach der Regel des Leitfadens" in WORDS["rule"]["readiness"][stage]
    for ours in ("prospects", "caution"):
        assert "verbund-check" in WORDS["rule"][ours]
        assert "Leitfaden" not in WORDS["rule"][ours]


# ---- the box

TONES = {
    ("go", "favourable", "clear"): "good",
    ("go", "favourable", "hindered"): "mixed",
    ("go", "mixed"): "mixed",
    ("go", "unfavourable"): "bad",
    ("go", "unclear"): "unknown",
    ("go", None): "unknown",
    ("difficult",): "bad",
    ("open", "favourable"): "mixed",
    ("open", "mixed"): "mixed",
    ("open", "unfavourable"): "bad",
    ("open", "unclear"): "unknown",
    ("open", None): "unknown",
}
"""By hand, from the contract: the tick has one place."""


def tone(*state: str | None) -> str:
    return next(TONES[state[:length]] for length in (3, 2, 1) if state[:length] in TONES)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("made", "prospects"), [*PROSPECTS, (None, None)])
@pytest.mark.parametrize(
    ("letters", "outcome"),
    [("yyyynnn", "go"), ("yyyyuuu", "go"), ("yyyuuuu", "open"), ("nnnnyyy", "difficult"), ("yyynnnu", "open")],
)
def test_the_box_says_which_of_all_results_it_is(guide, made, prospects, letters, outcome, stage):
    answers: dict[str, Any] = {**seven(letters), **(twenty(**made) if made else {})}
    state = "hindered" if "n" in letters or in_the_way(answers) else "clear"
    words = WORDS["headlines"][outcome][prospects or "pending"][state]
    document = report(guide, answers, stage=stage)
    shown = box(document)
    assert document.title == staged(words["title"], stage)
    assert shown.text.startswith(staged(words["text"], stage))
    assert shown.tone == tone(outcome, prospects, state)
    assert ("Vor allem dagegen steht: " in shown.text) is (state == "hindered")


def test_the_box_has_the_numbers_of_both_halves(guide):
    answers = seven("yyyynnu") | twenty(helps=9, partly=4, hinders=5, unsure=2)
    assert box(report(guide, answers)).text.split("\n")[-1] == (
        "Ihre 7 Antworten zur Bereitschaft: 4 Ja, 2 Nein, 1 weiß nicht. "
        "Die 20 Faktoren: hilft 9, teilweise 4, hindert 5, weiß nicht 2."
    )
    assert "Faktoren:" not in box(report(guide, answers, scope="quick")).text
    del answers["weak-steering"]
    assert "Faktoren:" not in box(report(guide, answers)).text


def test_what_stands_against_it_is_named_with_its_answer(guide):
    text = box(report(guide, all_yes(management="no", coordinator="no", chemistry="yes"))).text
    assert (
        "\nVor allem dagegen steht: Geschäftsleitung (Nein), Koordination (trifft nicht zu), Fehlende Chemie (trifft zu).\n"
        in text
    )


@pytest.mark.parametrize(("count", "ending"), [(5, ")."), (6, ")."), (7, ") und 2 weitere."), (13, ") und 8 weitere.")])
def test_of_many_points_some_are_named_and_the_others_counted(guide, count, ending):
    ids = [*READINESS, *KEY_SUCCESS, *KEY_RISKS][:count]
    answers = all_yes() | {id: "yes" if id in RISKS else "no" for id in ids}
    (line,) = [line for line in box(report(guide, answers)).text.split("\n") if line.startswith("Vor allem dagegen")]
    assert line.endswith(ending)
    assert sum(f"{TITLES[id]} (" in line for id in ids) == (count if count <= 6 else 5)


CLAIMS: dict[str, Any] = {
    r"Die Bereitschaft überwiegt": lambda n: n["yes"] >= 4,
    r"Bereitschaft und Aussichten sprechen": lambda n: n["tick"],
    r"Vieles spricht": lambda n: n["yes"] >= 4 and n["helps"] >= 11,
    r"Bereitschaft fehlt": lambda n: n["no"] >= 4,
    r"Bereitschaft ist noch offen": lambda n: n["yes"] < 4 and n["no"] < 4,
    r"Vieles ist noch offen": lambda n: n["yes"] < 4 and n["no"] < 4 and n["unsure"] >= 11,
    r"weder Ja noch Nein": lambda n: n["yes"] < 4 and n["no"] < 4,
    r"so vielen Ja-|Bereitschaft bejaht": lambda n: n["yes"] >= 4,
    r"so vielen Nein-|Bereitschaft verneint": lambda n: n["no"] >= 4,
    r"Aussichten[^,;]* (?<!un)günstig\b(?! sind)": lambda n: n["helps"] >= 11 and not n["caution"],
    r"Aussichten ungünstig|Aussichten sind ungünstig|Faktoren hindern": lambda n: n["hinders"] >= 11,
    r"Faktoren (würden )?helfen|Faktoren helfen die meisten": lambda n: n["helps"] >= 11 and not n["caution"],
    r"Aussichten (sind )?(noch )?unklar|die meisten Faktoren wissen": lambda n: n["unsure"] >= 11,
    r"Aussichten sind gemischt|kein klares Bild": lambda n: n["all"] and max(n["unsure"], n["hinders"]) < 11,
    r"stehen noch aus|erst alle zwanzig": lambda n: not n["all"],
    r"im Weg,|im Weg;|steht im Weg$|spricht dagegen|Wichtiges": lambda n: n["against"],
    r"ein Nein": lambda n: n["no"] > 0,
}
"""What a headline can say, and when it is true; `n` are the numbers."""


def claims_hold(document: doc.Document, answers: dict[str, Any], scope: str) -> None:
    shown = box(document)
    values = [answers[id] for id in READINESS]
    count = effects(answers) if scope == "full" else dict.fromkeys(("helps", "partly", "hinders", "unsure"), 0)
    caution = in_the_way(answers) if scope == "full" else []
    numbers: dict[str, Any] = {**count, "yes": values.count("yes"), "no": values.count("no"), "caution": caution}
    numbers["all"] = sum(count.values()) == 20
    numbers["against"] = bool(caution or numbers["no"])
    numbers["tick"] = numbers["yes"] >= 4 and numbers["all"] and count["helps"] >= 11 and not numbers["against"]
    assert (shown.tone == "good") is numbers["tick"]
    assert ("Vor allem dagegen steht: " in shown.text) is numbers["against"]
    advice = shown.text.split("\n")[0]
    found = [claim for claim in CLAIMS if re.search(claim, document.title)]
    assert found, document.title
    for claim, holds in CLAIMS.items():
        for said in (document.title, advice):
            assert not re.search(claim, said) or holds(numbers), (claim, said, numbers)


@settings(max_examples=examples(400))
@given(
    st.one_of(whole_sets(), answer_sets()),
    st.sampled_from(["full", "full", "quick"]),
    st.sampled_from(STAGES),
    st.booleans(),
)
def test_no_title_no_advice_and_no_tick_claims_more_than_the_numbers(guide, answers, scope, stage, on_screen):
    document = report(guide, answers, scope=scope, stage=stage, on_screen=on_screen)
    if set(READINESS) <= set(answers):
        claims_hold(document, answers, scope)
        ticks = [each for each in blocks(document, doc.Callout) if each.tone == "good"]
        assert not ticks or box(document).tone == "good"
    else:
        assert not [each for each in blocks(document, doc.Callout) if each.tone == "good"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    "letters", ["yyyyyyy", "yyyyuuu", "yyyynnn", "yyyyyyn", "nnnnnnn", "uuuuuuu", "yyyuuuu", "nnnyyyu"]
)
def test_the_same_at_every_edge(guide, letters, stage):
    for made, _ in PROSPECTS:
        answers = seven(letters) | twenty(**made)
        claims_hold(report(guide, answers, stage=stage), answers, "full")
    claims_hold(report(guide, seven(letters), stage=stage, scope="quick"), seven(letters), "quick")


def test_every_claim_is_made_somewhere_and_every_title_makes_one():
    """So that the two tests above have something to hold."""
    said = [(title, text) for *_, title, text in headlines()]
    for claim in CLAIMS:
        assert any(re.search(claim, each) for both in said for each in both), claim
    for title, _ in said:
        assert any(re.search(claim, title) for claim in CLAIMS), title


# ---- every answer in its place


@settings(max_examples=examples(120))
@given(
    st.one_of(whole_sets(), answer_sets()),
    st.sampled_from(["full", "quick"]),
    st.sampled_from(STAGES),
    st.sampled_from(PARTIES),
    st.booleans(),
)
def test_each_answer_stands_where_it_must_and_nowhere_else(guide, answers, scope, stage, party, on_screen):
    """All of them as signs; what hinders or is partly so to be tackled, what is unknown once, to be found out."""
    document = report(guide, answers, scope=scope, stage=stage, party=party, on_screen=on_screen)
    asked = [id for id in (*READINESS, *SUCCESS, *RISKS) if scope == "full" or id in READINESS]
    judged = [id for id in asked if id in answers]
    means = {id: meaning(id, answers[id]) for id in judged}
    shown = signs(document)
    assert {title: rating.effect for title, rating in shown.items()} == {TITLES[id]: means.get(id) for id in asked}
    assert all(shown[TITLES[id]].word == word(id, answers.get(id)) for id in asked)
    if not set(READINESS) <= set(answers):
        assert not set(headings(document)) & {HEADINGS[name] for name in ("find_out", "measures")}
        return
    key = (*KEY_SUCCESS, *KEY_RISKS)
    noes = [id for id in READINESS if answers[id] == "no"]
    worst = {"hinders": 0, "partly": 1}
    measures = sorted(
        (id for id in judged if id not in READINESS and means[id] in worst),
        key=lambda each: (each not in key, worst[means[each]]),
    )
    rows = steps(document)
    assert [row.label for row in rows] == [TITLES[id] for id in (*noes, *measures)]
    for number, (row, id) in enumerate(zip(rows, (*noes, *measures), strict=True), start=1):
        assert row.number == str(number)
        assert row.ratings == (shown[TITLES[id]],)
        assert row.mark == ("besonders wichtig" if id in key else "")
        step = put(id, "clarify", stage, party) if id in READINESS else put(id, "step", stage, party)
        assert row.text == (step if on_screen or number > 3 else WORDS["summary"]["above"])
        if not on_screen and number <= 3:
            first = first_steps(document)[number - 1]
            assert (first.term, first.text) == (TITLES[id], step)
    unknown = [id for id in judged if means[id] == "unsure"]
    to_ask = entries(under(document, HEADINGS["find_out"]))
    assert sorted(item.term for item in to_ask) == sorted(TITLES[id] for id in unknown)
    by_title = {item.term: item for item in to_ask}
    for id in unknown:
        questions = [put(id, "find_out", stage, party)]
        questions += [put(id, "clarify", stage, party)] if id in READINESS else []
        assert by_title[TITLES[id]].text == "\n".join(questions)
    assert (HEADINGS["find_out"] in headings(document)) is bool(to_ask)


def word(id: str, value: str | None) -> str:
    """How an answer reads beside its sign."""
    if value is None:
        return "noch offen"
    words = {"yes": "Ja", "no": "Nein"} if id in READINESS else {"yes": "trifft zu", "no": "trifft nicht zu"}
    return {**words, "partly": "teilweise", "unsure": "weiß nicht"}[value]


def first_steps(document: doc.Document) -> list[doc.Entry]:
    """What is to be done first, on the first page."""
    (table,) = blocks(document, doc.Table)
    assert table.head == ("Schritt", "Wer", "Bis wann")
    assert table.blank == (1, 2)
    assert all(row[1:] == ("", "") for row in table.rows)
    return [row[0] for row in table.rows]


def test_each_part_has_the_worst_first_and_of_the_same_the_most_important(guide):
    answers = all_yes(coordinator="unsure", balance="partly", proximity="no", contract="partly", chemistry="yes")
    success, risks = blocks(report(guide, answers), doc.Ratings)[1].parts
    assert (success.title, risks.title) == ("Erfolgsfaktoren", "Risiken")
    assert [row.label for row in success.rows] == [
        TITLES[id]
        for id in (
            "proximity", "balance", "contract", "coordinator", "shared-goal", "transparency", "eye-level",
            "informal-exchange", "partner-count", "commitment",
        )
    ]  # fmt: skip
    assert [row.label for row in risks.rows] == [TITLES[id] for id in RISKS]
    assert [row.label for row in success.rows if row.mark] == [
        TITLES[id] for id in ("balance", "coordinator", "shared-goal")
    ]


def in_favour(document: doc.Document) -> str:
    """The line of the box with what speaks for it."""
    lines = [
        line for line in box(document).text.split("\n") if line.startswith(("Vor allem dafür", "Was dafür spricht"))
    ]
    return lines[0] if lines else ""


def test_what_speaks_for_it_has_the_reasons_but_not_what_was_written_as_another(guide):
    reasons = {"value": ["learning", "broader-offer"], "note": "Mehr Bewerbungen {x}"}
    document = report(guide, all_yes(reasons=reasons, goal="no", coordinator="no", slow_pace="yes"))
    titles = {item["id"]: item["title"] for item in raw("reasons")["items"]}
    lines = box(document).text.split("\n")
    assert lines[1] == f"Ihre Gründe: {titles['broader-offer']}; {titles['learning']}."
    assert in_favour(document) == (
        "Vor allem dafür spricht: Nutzen (Ja), Überzeugung (Ja), Teilen (Ja), Vorleistung (Ja), Geschäftsleitung (Ja) "
        "und 6 weitere."
    )
    assert all_text(document).count("Mehr Bewerbungen {x}") == 1


def test_factors_that_speak_for_it_are_named_with_their_answers(guide):
    answers = seven("nnnnnny") | dict.fromkeys((*SUCCESS, *RISKS), "partly") | {"coordinator": "yes", "chemistry": "no"}
    assert in_favour(report(guide, answers)) == (
        "Vor allem dafür spricht: Partner (Ja), Koordination (trifft zu), Fehlende Chemie (trifft nicht zu)."
    )


def test_reasons_do_not_count_in_quick(guide):
    document = report(guide, {**all_yes(), "reasons": {"value": ["learning"], "note": "Anderer"}}, scope="quick")
    assert "Ihre Gründe" not in box(document).text


@pytest.mark.parametrize(
    ("letters", "factors", "words"),
    [
        ("nnnnnnn", {"hinders": 20}, "none"),
        ("uuuuuuu", {"unsure": 20}, "none_unclear"),
        ("nnnnuuu", {"unsure": 20}, "none_unclear"),
    ],
)
def test_where_nothing_speaks_for_it_that_is_said(guide, letters, factors, words):
    assert in_favour(report(guide, seven(letters) | twenty(**factors))) == WORDS["in_favour"][words]


def test_in_quick_nothing_known_yet_is_no_verdict_that_nothing_speaks_for_it(guide):
    assert in_favour(report(guide, seven("uuuuuuu"), scope="quick")) == WORDS["in_favour"]["none_unclear"]


# ---- to be found out


@pytest.mark.parametrize("stage", STAGES)
def test_twenty_seven_times_unknown_becomes_three_conversations_and_no_obstacle(guide, stage):
    """Somebody who knows nothing yet is helped: whom to ask what, the most important things first."""
    document = report(guide, seven("uuuuuuu") | twenty(unsure=20), stage=stage)
    shown = box(document)
    assert shown.tone == "unknown"
    assert document.title == staged(WORDS["headlines"]["open"]["unclear"]["clear"]["title"], stage)
    assert "Vor allem dagegen" not in shown.text
    found = under(document, HEADINGS["find_out"])
    talks = [block.text for block in found if isinstance(block, doc.Heading)]
    words = WORDS["find_out"]
    assert talks == [staged(words[whom]["title"], stage) for whom in ("house", "management", "partners")]
    assert len(entries(found)) == 27
    leads = [block.text for block in found if isinstance(block, doc.Paragraph)]
    assert leads.count(words["first"]) == leads.count(words["later"]) == 2
    assert leads[-1] == words["many"].strip()
    partners = found[found.index(doc.Heading(staged(words["partners"]["title"], stage), 3)) :]
    first, later = [[item.term for item in block.items] for block in partners if isinstance(block, doc.Entries)]
    assert first == [TITLES[id] for id in (*KEY_SUCCESS, *KEY_RISKS)]
    assert set(first) & set(later) == set()
    assert plain(WORDS["measures_unknown"]) in plain(all_text(under(document, HEADINGS["measures"])[0]))


@pytest.mark.parametrize(("count", "is_split"), [(6, False), (7, True)])
def test_from_seven_questions_on_a_conversation_has_a_beginning(guide, count, is_split):
    ids = (*KEY_SUCCESS, "transparency", "proximity", "eye-level", "informal-exchange")[:count]
    found = under(report(guide, all_yes() | dict.fromkeys(ids, "unsure")), HEADINGS["find_out"])
    assert [[item.term for item in block.items] for block in found if isinstance(block, doc.Entries)] == (
        [[TITLES[id] for id in ids[:3]], [TITLES[id] for id in ids[3:]]] if is_split else [[TITLES[id] for id in ids]]
    )


def test_a_few_questions_are_one_list_without_an_order(guide):
    document = report(guide, all_yes(coordinator="unsure", contract="unsure", goal="unsure"))
    leads = [block.text for block in under(document, HEADINGS["find_out"]) if isinstance(block, doc.Paragraph)]
    assert not {WORDS["find_out"]["first"], WORDS["find_out"]["later"]} & set(leads)
    assert plain(WORDS["find_out"]["many"]) not in plain(all_text(document))
    assert [item.term for item in entries(under(document, HEADINGS["find_out"]))] == [
        TITLES["goal"], TITLES["coordinator"], TITLES["contract"],
    ]  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_a_management_is_asked_and_told_what_it_can_find_out_itself(guide, stage):
    answers = all_yes(management="unsure", commitment="unsure")
    words, own = WORDS["find_out"]["management"], entry("management")["management"]
    found = under(report(guide, answers, stage=stage, party="management"), HEADINGS["find_out"])
    assert [block.text for block in found if isinstance(block, doc.Heading)] == [words["title_own"]]
    assert words["lead_own"] in [block.text for block in found if isinstance(block, doc.Paragraph)]
    assert entries(found)[0].text.split("\n")[0] == staged(own["find_out"], stage)
    assert "der Geschäftsleitung" not in entries(found)[0].text
    for party in ("hr", "works-council", "joint"):
        found = under(report(guide, answers, stage=stage, party=party), HEADINGS["find_out"])
        assert [block.text for block in found if isinstance(block, doc.Heading)] == [staged(words["title"], stage)]
        assert entries(found)[0].text.split("\n")[0] == staged(entry("management")["find_out"], stage)


@pytest.mark.parametrize("stage", STAGES)
def test_the_answers_of_a_management_stand_with_the_question_that_it_was_asked(guide, stage):
    text = all_text(report(guide, all_yes(management="no"), stage=stage, party="management"))
    assert entry("management")["management"]["question"][stage] in text
    assert entry("management")["question"][stage] not in text


# ---- measures


def test_measures_are_for_what_is_known(guide):
    document = report(guide, all_yes(coordinator="unsure", contract="partly", chemistry="yes", slow_pace="unsure"))
    assert [row.label for row in steps(document)] == [TITLES["chemistry"], TITLES["contract"]]
    assert "Finden Sie zuerst heraus" not in all_text(document)


def test_the_json_keeps_measures_for_what_is_unknown(guide):
    verdict = report_from(guide, all_yes(coordinator="unsure", slow_pace="unsure")).verdict
    assert verdict is not None
    assert [(each.id, each.value) for each in verdict.measures] == [("coordinator", "unsure"), ("slow-pace", "unsure")]


def test_without_a_measure_the_reason_is_said(guide):
    def said(**changes: Any) -> str:
        (only,) = under(report(guide, all_yes(**changes)), HEADINGS["measures"])
        assert isinstance(only, doc.Paragraph)
        return only.text

    assert said() == WORDS["measures_none"].strip()
    assert said(coordinator="unsure") == WORDS["measures_unknown"].strip()
    assert said(coordinator=None) == WORDS["measures_missing"]


# ---- cases that were wrong once


def test_four_yes_no_success_factor_and_seven_risks_are_no_reason_to_dare_it(guide):
    answers = (
        seven("yyyynnn") | dict.fromkeys(SUCCESS, "no") | dict.fromkeys(RISKS, "no") | dict.fromkeys(RISKS[:7], "yes")
    )
    document = report(guide, answers)
    shown = box(document)
    assert shown.tone == "bad"
    assert "ungünstig" in document.title
    assert "Die 20 Faktoren: hilft 3, teilweise 0, hindert 17, weiß nicht 0." in shown.text
    assert "Wagen Sie" not in all_text(document)
    assert [row.label for row in steps(document)][:9] == [
        TITLES[id] for id in (*READINESS[4:], *KEY_SUCCESS, *KEY_RISKS)
    ]


def test_seven_yes_and_twenty_times_unknown_has_no_tick(guide):
    document = report(guide, seven("yyyyyyy") | dict.fromkeys((*SUCCESS, *RISKS), "unsure"))
    assert box(document).tone == "unknown"
    assert "unklar" in document.title
    assert not steps(document)
    assert len(entries(under(document, HEADINGS["find_out"]))) == 20
    assert {title for title, rating in signs(document).items() if rating.effect == "helps"} == {
        TITLES[id] for id in READINESS
    }


def test_quick_never_has_the_tick(guide):
    for letters in ("yyyyyyy", "yyyyuuu", "yyyyyyn"):
        assert box(report(guide, seven(letters), scope="quick")).tone == "unknown"
        assert box(report(guide, all_yes() | seven(letters), scope="quick")).tone == "unknown"


# ---- how it is reckoned, for whom it is


@pytest.mark.parametrize("stage", STAGES)
def test_the_rule_is_told_in_every_result(guide, stage):
    for value in ("yes", "no", "unsure"):
        document = report(guide, all_yes(**dict.fromkeys(READINESS, value)), stage=stage)
        text = plain(all_text(document))
        for sentence in (
            staged(WORDS["rule"]["readiness"], stage),
            WORDS["rule"]["prospects"],
            WORDS["rule"]["caution"],
        ):
            assert plain(sentence) in text
        assert (plain(WORDS["contract_holds"]) in text) is (value == "yes" and stage == "running"), (
            "who plans has none yet"
        )
        for sentence in (WORDS["disclaimer"], WORDS["region"], WORDS["region_own"]):
            assert plain(sentence) in text


def ways_on(document: doc.Document) -> list[doc.Block]:
    """The ways to go on: on paper they stand last, among what is to be read."""
    at = document.blocks.index(doc.Heading(HEADINGS["next_steps"], 3))
    end = document.blocks.index(doc.Heading(WORDS["rule"]["title"], 3, "rechnung"))
    return list(document.blocks[at + 1 : end])


def test_what_is_ours_is_marked(guide):
    document = report(guide, all_yes(fears={"value": [], "note": "Eigene"}), stage="running")
    mark = WORDS["marks"]["own"]
    marked = [block.text for block in blocks(document, doc.Paragraph) if block.text.endswith(f"({mark})")]
    assert marked == [f"{WORDS[name].strip()} ({mark})" for name in ("contract_holds", "region_own")]
    (branch,) = [each for each in raw("next-steps")["branches"] if each["id"] == "running"]
    (own,) = [each for each in ways_on(document) if isinstance(each, doc.Callout) and each.title == mark]
    assert own.text.split("\n") == [text.strip() for text in branch["own_text"]]
    ((_, reply),) = blocks(document, doc.Pairs)[0].rows
    assert (reply.text, reply.aside) == (WORDS["other_fear_reply"].strip(), mark)


@pytest.mark.parametrize(
    ("value", "stage", "ids"),
    [
        ("yes", "planned", ["start"]), ("no", "planned", ["inhouse"]), ("unsure", "planned", ["start", "inhouse"]),
        ("yes", "running", ["running"]), ("no", "running", ["running", "inhouse"]),
        ("unsure", "running", ["running", "inhouse"]),
    ],
)  # fmt: skip
def test_the_next_steps_are_those_of_the_result_and_of_the_stage(guide, value, stage, ids):
    answers = all_yes(**dict.fromkeys(READINESS, value))
    found = ways_on(report(guide, answers, stage=stage))
    assert [plain(all_text(each)) for each in found] == [
        plain(all_text(each))
        for each in under(report(guide, answers, stage=stage, on_screen=True), HEADINGS["next_steps"])
    ]
    texts = [block.text for block in found if isinstance(block, doc.Paragraph)]
    branches = {branch["id"]: branch for branch in raw("next-steps")["branches"]}
    assert texts == [text.strip() for id in ids for text in branches[id]["text"]]
    titles = [block.text for block in found if isinstance(block, doc.Heading)]
    assert titles == ([branches[id]["title"] for id in ids] if len(ids) > 1 else [])


def test_nobody_says_we_in_a_paper_that_a_firm_hands_on(guide):
    whole = report(guide, all_yes(coordinator="no", goal="unsure", management="no", slow_pace="partly"))
    cited = whole.blocks.index(doc.Heading("Zum Nachlesen"))  # from there on it is the guide that speaks
    document = replace(whole, blocks=whole.blocks[:cited])
    own = [document.title]
    for kind in (doc.Heading, doc.Paragraph, doc.Callout):
        own += [all_text(block) for block in blocks(document, kind)]
    for block in blocks(document, doc.Entries):
        own += [text for item in block.items for text in (item.term, item.text)]
    assert not [text for text in own if re.search(r"\b(wir|uns|unser\w*)\b", text, re.IGNORECASE)]


# ---- what was asked then


def answer_rows(document: doc.Document) -> list[doc.RatingRow]:
    """The rows below "Alle Antworten"."""
    found = blocks(document, doc.Ratings, HEADINGS["answers"])
    return [row for block in found for part in block.parts for row in part.rows]


def test_an_answer_to_an_earlier_wording_is_shown_with_that_sentence(guide):
    """In the table and wherever the answer has a consequence; the head names the version."""
    old = "Ist Ihr Betrieb bereit, sein Wissen und seine Vorgehensweisen an andere Betriebe weiterzugeben?"
    wordings = {
        "sharing": old, "contract": "Ein alter Satz zum Vertrag.", "coordinator": "Ein alter Satz zur Koordination.",
        "proximity": "Ein alter Satz zur Nähe.",
    }  # fmt: skip
    made = assessment_from(guide, all_yes(sharing="no", contract="no", coordinator="no", proximity="unsure"))
    made = replace(made, wordings={**made.wordings, **wordings}, content=replace(made.content, version="1.1.0"))
    document = report_document(report_on(made, guide), guide)
    mark = f" ({WORDS['labels']['then_mark']})"
    marked = {row.text.removesuffix(mark) for row in answer_rows(document) if row.text.endswith(mark)}
    assert marked == set(wordings.values())
    for id in wordings:
        asked = entry(id)["question" if id in READINESS else "statement"]["planned"].strip()
        assert asked not in all_text(document.blocks[: document.blocks.index(doc.Heading("Zum Nachlesen"))])
    assert plain(WORDS["older_content"].replace("{version}", "1.1.0")) in plain(all_text(document))
    by_label = {row.label: row.text.split("\n") for row in steps(document)}
    assert by_label[TITLES["sharing"]][1] == f"Damals gefragt: {old}"
    assert by_label[TITLES["coordinator"]][1] == "Damals gefragt: Ein alter Satz zur Koordination."
    assert by_label[TITLES["contract"]][1] == "Damals gefragt: Ein alter Satz zum Vertrag."
    (asked_for,) = entries(under(document, HEADINGS["find_out"]))
    assert asked_for.aside == "Damals gefragt: Ein alter Satz zur Nähe."


def test_an_answer_of_the_old_format_is_shown_with_the_sentence_of_its_fingerprint(guide):
    """Only the fingerprint is known; content/earlier.yaml has the sentence."""
    (old,) = [each for each in raw("earlier")["wordings"] if each["id"] == "sharing" and "1.1.0" in each["versions"]]
    made = assessment_from(guide, all_yes(sharing="no"))
    made = replace(made, wordings={}, questions={**made.questions, "sharing": old["fingerprint"]})
    assert f"Damals gefragt: {old['planned']}" in all_text(report_document(report_on(made, guide), guide))


def test_where_the_sentence_is_todays_nothing_is_said_about_it(guide):
    text = all_text(report(guide, all_yes(sharing="no", contract="no", coordinator="no", proximity="unsure")))
    assert WORDS["labels"]["then_mark"] not in text
    assert "Damals gefragt" not in text
    assert plain(WORDS["older_content"].split("{")[0]) not in plain(text)


# ---- a joint assessment


def joint(guide: Guide) -> Any:
    made = assessment_from(
        guide, all_yes(goal={"value": "unsure", "note": "nächstes Mal"}, contract="unsure"), party="joint"
    )
    origins = tuple(
        Origin(
            f"2026-03-0{day}-abc234", party, f"2026-03-0{day}T12:00:00Z", made.content, {**made.answers, **given}, {}
        )
        for day, party, given in (
            (1, "hr", assessment_from(guide, {"goal": "ja"}).answers),
            (2, "works-council", assessment_from(guide, {"goal": "nein"}).answers),
        )
    )
    meetings = (Meeting("2026-03-10", "Frau Öz, Herr Maier"), Meeting("2026-03-12", ""))
    return replace(made, origins=origins, dissent=("goal",), meetings=meetings)


def test_a_joint_report_says_from_what_and_when_it_came(guide):
    document = report_document(report_on(joint(guide), guide), guide)
    (fields,) = blocks(document, doc.Fields, HEADINGS["notes"])
    head = dict(fields.items)
    assert " · Personalabteilung und Betriebsrat gemeinsam · " in document.subtitle
    assert head["Hervorgegangen aus"].startswith("Personalabteilung (01.03.2026, 2026-03-01-abc234); ")
    assert head["Gemeinsam besprochen"] == "10.03.2026 (Frau Öz, Herr Maier); 12.03.2026"


@pytest.mark.parametrize("with_origins", [True, False])
def test_what_two_sides_did_not_agree_on_stands_once_and_is_not_called_unknown(guide, with_origins):
    handed = to_hand_on(report_on(joint(guide), guide), with_origins=with_origins)
    document = report_document(handed, guide)
    (dissent,) = entries(under(document, "Kein Konsens"))
    assert dissent.term == TITLES["goal"]
    assert dissent.note == "Bemerkung: nächstes Mal"
    assert put("goal", "find_out") in dissent.text
    assert ("Personalabteilung: Ja; Betriebsrat: Nein" in dissent.text) is with_origins
    assert [item.term for item in entries(under(document, HEADINGS["find_out"]))] == [TITLES["contract"]]
    (fields,) = blocks(document, doc.Fields)
    assert ("Hervorgegangen aus" in dict(fields.items)) is with_origins


# ---- another


def test_another_fear_has_a_reply_and_another_reason_or_fear_is_never_none_of_them(guide):
    answers = all_yes(
        reasons={"value": [], "note": "Wir wachsen"}, fears={"value": ["poaching"], "note": "Zu viele Termine"}
    )
    document = report(guide, answers)
    (pairs,) = blocks(document, doc.Pairs)
    assert [all_text(left) for left, _ in pairs.rows][1].strip() == "Anderes: Zu viele Termine"
    answered = {item.term: item for item in entries(under(document, HEADINGS["answers"]))}
    asked = raw("interview")["blocks"]
    reasons, fears = (answered[asked[kind]["question"]] for kind in ("reasons", "fears"))
    assert (reasons.text, reasons.note) == ("", "Anderes: Wir wachsen")
    poaching = next(item["title"] for item in raw("fears")["items"] if item["id"] == "poaching")
    assert (fears.text, fears.note) == (f"{poaching}; Anderes", "")
    assert asked["reasons"]["none"] not in all_text(document)
