"""The documents hold all that they should: every answer, remark, measure and fact, in the right words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.documents.report import report_document
from verbund_check.documents.section import contents_document, section_document
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import FactorsSection
from verbund_check.guide.values import Party

from .contract import READINESS, RISKS, SECTIONS, SUCCESS, all_yes
from .making import report_from
from .oracle import entry, put, raw


def texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from texts(getattr(value, field))


def all_text(document: Any) -> str:
    """All text of a document, a block, a row or a cell."""
    return "\n".join(texts(document))


def plain(text: str) -> str:
    return " ".join(text.split())


def flat(blocks: tuple[doc.Block, ...]) -> Iterator[doc.Block]:
    """The blocks, those of groups too."""
    for block in blocks:
        yield from flat(block.blocks) if isinstance(block, doc.Group) else (block,)


def blocks(document: doc.Document, kind: type[Any], under: str = "") -> list[Any]:
    """The blocks of a kind; only those below the heading `under` where it is given."""
    found: list[Any] = []
    here = not under
    for block in flat(document.blocks):
        if isinstance(block, doc.Heading) and block.level == 2:
            here = not under or block.text == under
        if here and isinstance(block, kind):
            found.append(block)
    return found


def report(guide: Guide, answers: dict[str, Any], *, on_screen: bool = False, **head: Any) -> doc.Document:
    return report_document(report_from(guide, answers, **head), guide, on_screen=on_screen)


LABELS = {
    "readiness": {"yes": "Ja", "no": "Nein", "unsure": "Weiß nicht"},
    "factors": {"yes": "Trifft zu", "partly": "Teilweise", "no": "Trifft nicht zu", "unsure": "Weiß nicht"},
}


class TestReport:
    @pytest.mark.parametrize("stage", ["planned", "running"])
    def test_holds_every_answer_in_words_with_its_remark(self, guide, stage):
        answers: dict[str, Any] = {}
        for number, id in enumerate((*READINESS, *SUCCESS, *RISKS)):
            values = list(LABELS["readiness" if id in READINESS else "factors"])
            answers[id] = {"value": values[number % len(values)], "note": f"Bemerkung {number} <b>*x*</b>"}
        answers |= {"reasons": {"value": ["learning"], "note": "zu Gründen"}, "fears": []}
        document = report(guide, answers, stage=stage)
        rows = [row for table in blocks(document, doc.Table, "Alle Antworten") for row in table.rows]
        assert len(rows) == 29
        by_question = {}
        for cell, answer in rows:
            question, note = (cell.text, cell.note) if isinstance(cell, doc.Entry) else (cell, "")
            by_question[plain(question)] = (answer, note.removeprefix("Bemerkung: "))
        for id, answer in answers.items():
            if id in ("reasons", "fears"):
                continue
            item = entry(id)
            question = item["question" if id in READINESS else "statement"][stage]
            label = LABELS["readiness" if id in READINESS else "factors"][answer["value"]]
            assert by_question[plain(question)] == (label, answer["note"])
        chosen = by_question[plain(raw("interview")["blocks"]["reasons"]["question"])]
        assert all_text(chosen[0]).split("\n") == [
            "",
            raw("reasons")["items"][1]["title"],
            "",
            "",
            "Anderes: zu Gründen",
        ]
        none = by_question[plain(raw("interview")["blocks"]["fears"]["question"])]
        assert none == (raw("interview")["blocks"]["fears"]["none"], "")

    def test_has_a_head_with_who_when_and_from_which_content(self, guide):
        head = {
            "organisation": "Muster & Söhne",
            "party": "works-council",
            "id": "a-1",
            "finished": "2026-03-04T12:00:00Z",
        }
        document = report(guide, all_yes(), **head)
        (fields,) = blocks(document, doc.Fields)
        values = dict(fields.items)
        assert values["Betrieb"] == "Muster & Söhne"
        assert values["Antworten von"] == "Betriebsrat"
        assert values["Abgeschlossen am"] == "04.03.2026"
        assert list(values)[:3] == ["Betrieb", "Antworten von", "Abgeschlossen am"]
        end = document.blocks[-1].text
        assert all(part in end for part in ("a-1", f"Version {guide.contents.version},", guide.digest[:12]))

    def test_lists_the_measures_in_order_with_columns_to_fill_in(self, guide):
        answers = all_yes(
            transparency="no",
            coordinator={"value": "partly", "note": "Frau Öz fragen"},
            chemistry="yes",
            slow_pace="partly",
        )
        (table,) = blocks(report(guide, answers), doc.Table, "Maßnahmen")
        assert table.head == ("Nr.", "Maßnahme", "Verantwortlich", "Bis wann")
        assert [table.head[column] for column in table.blank] == ["Verantwortlich", "Bis wann"]
        assert [row[0] for row in table.rows] == ["1", "2", "3", "4"]
        for row, id in zip(table.rows, ("chemistry", "coordinator", "transparency", "slow-pace"), strict=True):
            assert entry(id)["title"] in all_text(row)
            assert plain(entry(id)["step"]["planned"]) in plain(all_text(row))
            assert [row[column] for column in table.blank] == ["", ""]
        assert "Frau Öz fragen" in all_text(table.rows[1])
        assert "besonders wichtig" in all_text(table.rows[0])
        assert "besonders wichtig" not in all_text(table.rows[2])
        assert [row[1].aside for row in table.rows] == [
            "Risiko: trifft zu",
            "Erfolgsfaktor: teilweise",
            "Erfolgsfaktor: trifft nicht zu",
            "Risiko: teilweise",
        ]

    def test_the_screen_has_the_measures_without_empty_columns(self, guide):
        document = report(guide, all_yes(transparency="no"), on_screen=True)
        assert not blocks(document, doc.Table)
        assert plain(entry("transparency")["step"]["planned"]) in plain(all_text(document))

    def test_says_what_stands_in_the_way_each_with_the_question_and_what_to_clarify(self, guide):
        answers = all_yes(benefit="unsure", management={"value": "no", "note": "Juli"}, balance="no", chemistry="yes")
        entries = [
            item for block in blocks(report(guide, answers), doc.Entries, "Was im Weg steht") for item in block.items
        ]
        assert [item.term for item in entries] == [entry(id)["title"] for id in ("management", "balance", "chemistry")]
        question, clarify = entry("management")["question"]["planned"], entry("management")["clarify"]["planned"]
        assert plain(entries[0].text) == plain(f"„{question}“ {clarify}")
        assert entries[0].note == "Bemerkung: Juli"

    @pytest.mark.parametrize("stage", ["planned", "running"])
    def test_a_most_important_factor_in_the_way_is_shown_with_the_statement_that_was_judged(self, guide, stage):
        document = report(guide, all_yes(balance="no", chemistry="yes"), stage=stage)
        shown = [item for block in blocks(document, doc.Entries, "Was im Weg steht") for item in block.items]
        for item, id in zip(shown, ("balance", "chemistry"), strict=True):
            assert item.text.startswith(f"„{plain(entry(id)['statement'][stage])}“")
            assert plain(put(id, "explanation", stage)) in plain(item.text)

    def test_the_profile_has_all_counts(self, guide):
        answers = all_yes(coordinator="partly", balance="no", contract="unsure", chemistry="yes", slow_pace=None)
        success, risks = blocks(report(guide, answers), doc.Bars)
        assert [(bar.label, bar.count) for bar in success.bars] == [
            ("Trifft zu", 7), ("Teilweise", 1), ("Trifft nicht zu", 1), ("Weiß nicht", 1),
        ]  # fmt: skip
        assert [(bar.label, bar.count) for bar in risks.bars] == [
            ("Trifft zu", 1), ("Teilweise", 0), ("Trifft nicht zu", 8), ("Weiß nicht", 0),
        ]  # fmt: skip
        assert (success.total, risks.total) == (10, 9)
        assert (success.bars[0].tone, risks.bars[0].tone) == ("good", "bad")

    def test_replies_to_the_fears_that_were_named_and_to_no_others(self, guide):
        document = report(guide, all_yes(fears=["antitrust", "poaching"]))
        (pairs,) = blocks(document, doc.Pairs)
        named = [fear for fear in raw("fears")["items"] if fear["id"] in ("poaching", "antitrust")]
        assert len(pairs.rows) == 2
        for (left, right), fear in zip(pairs.rows, named, strict=True):
            assert plain(fear["statement"]) in plain(all_text(left))
            assert plain(fear["reply"]) in plain(all_text(right))
        assert not blocks(report(guide, all_yes()), doc.Pairs)
        assert not blocks(report(guide, all_yes(fears=["antitrust"]), scope="quick"), doc.Pairs)

    @pytest.mark.parametrize("value", ["yes", "no", "unsure"])
    def test_goes_on_with_the_links_of_the_right_branch(self, guide, value):
        document = report(guide, all_yes(**dict.fromkeys(READINESS, value)))
        shown = [link for block in blocks(document, doc.Links, "Nächste Schritte") for link in block.items]
        promised = report_from(guide, all_yes(**dict.fromkeys(READINESS, value))).verdict.links
        assert [(link.title, link.url, link.kind) for link in shown] == [
            (each.title, each.url, each.kind) for each in promised
        ]

    def test_quick_says_what_the_whole_questionnaire_adds(self, guide):
        document = report(guide, all_yes(), scope="quick")
        assert plain(raw("verdict")["quick_hint"]) in plain(all_text(document))
        assert not blocks(document, doc.Bars)
        assert "Maßnahmen" not in [block.text for block in blocks(document, doc.Heading)]

    def test_without_all_seven_there_is_no_verdict_and_the_missing_are_named(self, guide):
        document = report(guide, all_yes(goal=None, partners=None))
        first = blocks(document, doc.Callout)[0]
        assert entry("goal")["title"] in first.text
        assert entry("partners")["title"] in first.text
        assert [block.text for block in blocks(document, doc.Heading) if block.level == 2] == ["Alle Antworten"]
        assert first.tone == "unknown"
        assert "noch offen" in all_text(document)

    def test_what_is_missing_beyond_the_seven_is_named_beside_the_verdict(self, guide):
        document = report(guide, all_yes(coordinator=None, fears=None))
        assert any("Koordination" in callout.text for callout in blocks(document, doc.Callout))
        assert plain(raw("verdict")["measures_none"]) not in plain(all_text(document))

    def test_nothing_to_do_is_said(self, guide):
        document = report(guide, all_yes())
        assert plain(raw("verdict")["measures_none"]) in plain(all_text(document))
        assert "Was im Weg steht" not in all_text(document)

    def test_answers_beyond_the_scope_are_listed_too(self, guide):
        document = report(guide, {**all_yes(), "coordinator": {"value": "no", "note": "später"}}, scope="quick")
        assert "später" in all_text(document)

    def test_other_content_than_at_the_time_of_answering_is_said(self, guide):
        document = report(guide, all_yes(), content={"version": "0.9.0", "digest": "abc123"})
        assert "0.9.0" in all_text(document)
        assert guide.digest[:12] in all_text(document)


def section(guide: Guide, key: str) -> doc.Document:
    found = next(each for each in guide.contents.sections if each.key == key)
    factors = cast(FactorsSection, guide.sections["factors"])
    return section_document(
        found, guide.sections[key], guide.documents, lambda key: guide.entry(key)[0], lambda: factors
    )


# Fields that steer and are not read, or that stand in another document (the planned wording in the interview).
NOT_SHOWN = {
    *("id", "type", "own", "ordered", "key", "rule", "contract", "read_on", "kind", "earlier", "whom", "teachable"),
    *("answering", "find_out", "management"),
}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in NOT_SHOWN:
                yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    elif isinstance(value, str):
        yield path, value


class TestSections:
    @pytest.mark.parametrize("key", SECTIONS)
    def test_no_text_of_the_content_is_lost(self, guide, key):
        shown = plain(all_text(section(guide, key)))
        for path, text in leaves(raw(key)):
            if key == "fears" and path[-1] == "title":
                continue  # the fear itself stands there in full
            if path[-1] == ("planned" if path[-2:-1] == ("statement",) else "running"):
                continue  # a section shows one of the two wordings; the interview and the measures both
            assert plain(text) in shown, path

    @pytest.mark.parametrize("key", SECTIONS)
    def test_has_its_title(self, guide, key):
        titles = {each["key"]: each["title"] for each in raw("content")["sections"]}
        assert section(guide, key).title == titles[key]

    @pytest.mark.parametrize("key", SECTIONS)
    def test_what_is_the_projects_own_is_marked(self, guide, key):
        document = section(guide, key)
        marked = [
            plain(each.text) for each in blocks(document, doc.Callout) if "Ergänzung von verbund-check" in each.title
        ]
        own = [plain(block["text"]) for block in raw(key)["blocks"] if block.get("own")]
        own += [plain(" ".join(branch["own_text"])) for branch in raw(key).get("branches", ())]
        assert marked == own

    def test_how_to_answer_is_for_the_interview_alone(self, guide):
        shown = plain(all_text(section(guide, "factors")))
        hints = [
            each["answering"] for each in (*raw("factors")["success"], *raw("factors")["risks"]) if "answering" in each
        ]
        assert len(hints) == 7
        for hint in hints:
            assert plain(hint) not in shown
            assert "wählen Sie" not in shown

    def test_the_three_most_important_factors_stand_side_by_side(self, guide):
        (pairs,) = blocks(section(guide, "success"), doc.Pairs)
        lefts, rights = zip(*pairs.rows, strict=True)
        for number, (success, risk) in enumerate(zip(SUCCESS[:3], RISKS[:3], strict=True)):
            assert entry(success)["title"] in all_text(lefts[number])
            assert entry(risk)["title"] in all_text(rights[number])
        assert len(pairs.rows) == 3

    def test_the_factors_are_numbered_and_the_most_important_are_marked(self, guide):
        success, risks = blocks(section(guide, "factors"), doc.Entries)
        for block, ids in (success, SUCCESS), (risks, RISKS):
            assert [item.term for item in block.items] == [entry(id)["title"] for id in ids]
            assert [bool(item.label) for item in block.items] == [True] * 3 + [False] * 7
            assert block.ordered

    def test_each_fear_stands_beside_its_reply(self, guide):
        (pairs,) = blocks(section(guide, "fears"), doc.Pairs)
        for (left, right), fear in zip(pairs.rows, raw("fears")["items"], strict=True):
            assert plain(fear["statement"]) in plain(all_text(left))
            assert plain(fear["reply"]) in plain(all_text(right))

    def test_the_list_of_sections_has_a_line_for_each(self, guide):
        (entries,) = blocks(contents_document(guide.contents, guide.documents, on_screen=True), doc.Entries)
        expected = [
            (each["aliases"][0], each["key"], each["title"], each["summary"]) for each in raw("content")["sections"]
        ]
        assert [(item.term, item.label, item.text, item.aside) for item in entries.items] == expected

    def test_in_a_file_the_list_of_sections_has_no_name_to_type(self, guide):
        document = contents_document(guide.contents, guide.documents)
        (entries,) = blocks(document, doc.Entries)
        sections = raw("content")["sections"]
        assert [(item.term, item.text) for item in entries.items] == [
            (each["title"], each["summary"]) for each in sections
        ]
        assert "verbund-check show" not in all_text(document)


class TestQuestionnaire:
    @pytest.mark.parametrize("stage", ["planned", "running"])
    def test_has_every_question_numbered_with_its_boxes(self, guide, stage):
        document = questionnaire_document(guide, stage, "full")
        forms = [form for form in blocks(document, doc.Form) if form.number]
        assert [form.number for form in forms] == [str(number) for number in range(1, 30)]
        for form, id in zip(forms[2:9], READINESS, strict=True):
            assert plain(form.question) == plain(put(id, "question", stage))
            assert plain(form.explanation) == plain(put(id, "explanation", stage))
            assert list(form.options) == list(LABELS["readiness"].values())
        for form, id in zip(forms[9:29], SUCCESS + RISKS, strict=True):
            assert plain(form.question) == plain(put(id, "statement", stage))
            hints = [entry(id).get("answering", ""), "„Trifft zu“ heißt hier: Gefahr." if id in RISKS else ""]
            assert plain(form.explanation) == plain(" ".join([put(id, "explanation", stage), *hints]))
            assert list(form.options) == list(LABELS["factors"].values())
        for form, part in zip(forms[:2], ("reasons", "fears"), strict=True):
            assert [*form.options[:-2]] == [each["title"] for each in raw(part)["items"]]
            assert [*form.options[-2:]] == ["Anderes", raw("interview")["blocks"][part]["none"]]
            assert form.remark == "Anderes"

    def test_says_once_whose_the_explanations_are(self, guide):
        for scope in ("full", "quick"):
            told = [each.text for each in blocks(questionnaire_document(guide, "planned", scope), doc.Paragraph)]
            assert told.count(raw("interview")["origin"].strip()) == 1

    @pytest.mark.parametrize(("scope", "minutes"), [("full", "etwa 12 Minuten"), ("quick", "etwa 4 Minuten")])
    def test_says_how_long_it_takes(self, guide, scope, minutes):
        assert (
            f"Das dauert {minutes}." in blocks(questionnaire_document(guide, "planned", scope), doc.Paragraph)[0].text
        )

    def test_a_management_is_asked_directly(self, guide):
        document = questionnaire_document(guide, "running", "full", party=Party.MANAGEMENT)
        (form,) = (each for each in blocks(document, doc.Form) if each.number == "8")
        assert form.question == "Lassen Sie als Geschäftsleitung den Verbund zu, auch wenn Sie ihn nur dulden?"
        assert form.explanation.startswith("Für ein Ja genügt, dass Sie den Verbund hinnehmen.")
        assert ("Wer antwortet", "Geschäftsleitung") in [
            row for each in blocks(document, doc.Fields) for row in each.items
        ]

    def test_quick_has_the_seven_alone(self, guide):
        document = questionnaire_document(guide, "planned", "quick")
        assert [form.number for form in blocks(document, doc.Form) if form.number] == [
            str(number) for number in range(1, 8)
        ]

    def test_quick_speaks_of_nothing_that_is_not_on_the_sheet(self, guide):
        document = questionnaire_document(guide, "planned", "quick")
        lead = blocks(document, doc.Paragraph)[0].text
        assert "sieben Fragen" in lead
        for word in ("Risiken", "Gründe", "Befürchtungen", "Faktor"):
            assert word not in lead

    @pytest.mark.parametrize("scope", ["full", "quick"])
    @pytest.mark.parametrize(("stage", "word"), [("planned", "geplanten"), ("running", "laufenden")])
    def test_says_for_which_alliance_its_wording_is_and_claims_nothing(self, guide, scope, stage, word):
        assert questionnaire_document(guide, stage, scope).subtitle == f"Fassung für einen {word} Verbund"

    def test_asks_who_answers_and_leaves_room_for_firm_and_date(self, guide):
        document = questionnaire_document(guide, "planned", "full")
        labels = list(raw("interview")["parties"].values())
        assert any(list(form.options) == labels for form in blocks(document, doc.Form))
        assert [blank.label for blank in blocks(document, doc.Blank)] == ["Betrieb", "Datum"]

    def test_a_name_that_is_known_is_filled_in(self, guide):
        assert "Muster GmbH" in all_text(questionnaire_document(guide, "planned", "full", "Muster GmbH"))
