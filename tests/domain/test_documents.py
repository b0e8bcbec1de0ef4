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
from verbund_check.text import local_day

from .contract import KEY_RISKS, KEY_SUCCESS, READINESS, RISKS, SECTIONS, SUCCESS, all_yes
from .making import NOW, report_from
from .oracle import entry, meaning, put, raw


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


def found(value: Any, kind: type[Any]) -> list[Any]:
    """Every part of a document that is of a kind, wherever it stands."""
    here = [value] if isinstance(value, kind) else []
    inner = value if isinstance(value, tuple) else ()
    if isinstance(value, Struct):
        inner = tuple(getattr(value, field) for field in value.__struct_fields__)
    return here + [each for part in inner for each in found(part, kind)]


def by_title(document: doc.Document, heading: str) -> dict[str, str]:
    """What stands as a remark below a heading, by the title of the question."""
    rows = [row for block in blocks(document, doc.Ratings, heading) for part in block.parts for row in part.rows]
    items = [item for block in blocks(document, doc.Entries, heading) for item in block.items]
    return {**{row.label: "\n".join(row.notes) for row in rows}, **{item.term: item.note for item in items}}


def report(guide: Guide, answers: dict[str, Any], *, on_screen: bool = False, **head: Any) -> doc.Document:
    return report_document(report_from(guide, answers, **head), guide, on_screen=on_screen)


LABELS = {
    "readiness": {"yes": "Ja", "no": "Nein", "unsure": "weiß nicht"},
    "factors": {"yes": "trifft zu", "partly": "teilweise", "no": "trifft nicht zu", "unsure": "weiß nicht"},
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
        rows = [
            row
            for table in blocks(document, doc.Ratings, "Alle Antworten")
            for part in table.parts
            for row in part.rows
        ]
        assert len(rows) == 27
        by_question = {plain(row.text): row for row in rows}
        elsewhere = {**by_title(document, "Angehen"), **by_title(document, "Erst herausfinden")}
        for id, answer in answers.items():
            if id in ("reasons", "fears"):
                continue
            row = by_question[plain(put(id, "question" if id in READINESS else "statement", stage))]
            label = LABELS["readiness" if id in READINESS else "factors"][answer["value"]]
            assert row.label == entry(id)["title"]
            assert row.ratings == (doc.Rating(meaning(id, answer["value"]), label),)
            helps = meaning(id, answer["value"]) == "helps"
            assert row.notes == ((f"Bemerkung: {answer['note']}",) if helps else ())
            assert helps or elsewhere[row.label] == f"Bemerkung: {answer['note']}"
        reasons, fears = blocks(document, doc.Entries, "Alle Antworten")[0].items
        asked = raw("interview")["blocks"]
        assert (reasons.term, fears.term) == (asked["reasons"]["question"], asked["fears"]["question"])
        assert (reasons.text, reasons.note) == (raw("reasons")["items"][1]["title"], "Anderes: zu Gründen")
        assert (fears.text, fears.note) == (asked["fears"]["none"], "")

    def test_says_above_and_in_the_footer_whose_of_when_and_how_much_and_at_the_end_from_which_content(self, guide):
        head = {
            "organisation": "Muster & Söhne",
            "party": "works-council",
            "id": "a-1",
            "finished": "2026-03-04T12:00:00Z",
        }
        document = report(guide, all_yes(), **head)
        assert document.subtitle == (
            "Muster & Söhne · Betriebsrat · 04.03.2026 · geplanter Verbund · alle 29 Fragen beantwortet"
        )
        assert document.about == "Muster & Söhne · Betriebsrat · Bericht Qualifizierungsverbund · 04.03.2026"
        end = blocks(document, doc.Paragraph, "Zu diesem Bericht")[-1].text
        assert all(part in end for part in ("a-1", f"Version {guide.contents.version},", guide.digest[:12]))

    def test_says_above_what_is_not_answered_yet_and_what_is_quick(self, guide):
        begun = report(guide, all_yes(coordinator=None, fears=None), stage="running")
        day = local_day(NOW)
        assert begun.subtitle == (
            f"ohne Namen · ohne Angabe · begonnen am {day}, noch nicht abgeschlossen · laufender Verbund · "
            "27 von 29 Fragen beantwortet"
        )
        assert begun.about == f"Bericht Qualifizierungsverbund · {day}"
        assert report(guide, all_yes(), scope="quick").subtitle.endswith(
            "geplanter Verbund · nur die Fragen zur Bereitschaft · alle 7 Fragen beantwortet"
        )

    def test_the_first_page_ends_with_the_first_steps_the_decision_and_the_signatures(self, guide):
        document = report(guide, all_yes(transparency="no", coordinator="partly", chemistry="yes", slow_pace="partly"))
        at = next(number for number, block in enumerate(document.blocks) if isinstance(block, doc.NewPage))
        heading, table, decision, group = document.blocks[at - 4 : at]
        assert heading.text == "Die ersten drei Schritte (von 4)"
        assert [row[0].term for row in table.rows] == [
            entry(id)["title"] for id in ("chemistry", "coordinator", "transparency")
        ]
        assert decision.text == "Beschluss"
        form, blank = group.blocks
        assert form.options == ("Partner suchen", "erst klären und neu beraten", "nicht weiterverfolgen")
        assert form.remark == "Neu beraten am"
        assert (blank.label, blank.beside) == ("Unterschriften", "Datum")
        running = report(guide, all_yes(), stage="running")
        (form,) = blocks(running, doc.Form)
        assert form.options == (
            "weitermachen", "erst klären und neu beraten", "den Verbund verlassen oder beenden",
        )  # fmt: skip

    def test_where_nothing_is_to_be_done_the_first_steps_are_conversations(self, guide):
        unknown = ("benefit", "commitment", *KEY_SUCCESS, *KEY_RISKS, "eye-level")
        document = report(guide, all_yes(**dict.fromkeys(unknown, "unsure")))
        (table,) = blocks(document, doc.Table)
        words = raw("verdict")["find_out"]
        assert [row[0].term for row in table.rows] == [
            words["house"]["title"], words["management"]["title"], words["partners"]["title"]["planned"],
        ]  # fmt: skip
        assert table.rows[0][0].text == "Fragen Sie nach: Nutzen."
        assert table.rows[2][0].text == (
            "Fragen Sie nach: Koordination, Geben und Nehmen, Gemeinsames Ziel, Augenhöhe, Fehlende Chemie "
            "und 2 weitere Punkte."
        )

    def test_lists_what_to_tackle_in_order_with_columns_to_fill_in(self, guide):
        answers = all_yes(
            management="no",
            transparency="no",
            coordinator={"value": "partly", "note": "Frau Öz fragen"},
            chemistry="yes",
            slow_pace="partly",
        )
        (table,) = blocks(report(guide, answers), doc.Ratings, "Angehen")
        assert table.more == ("Wer", "Bis wann")
        ((rows),) = [part.rows for part in table.parts]
        ids = ("management", "chemistry", "coordinator", "transparency", "slow-pace")
        assert [row.number for row in rows] == ["1", "2", "3", "4", "5"]
        assert [row.label for row in rows] == [entry(id)["title"] for id in ids]
        assert [row.cells for row in rows] == [("–", "–")] * 3 + [("", "")] * 2
        assert plain(rows[3].text) == plain(entry("transparency")["step"]["planned"])
        assert [row.notes for row in rows] == [(), (), ("Bemerkung: Frau Öz fragen",), (), ()]
        assert [row.mark for row in rows] == ["", "besonders wichtig", "besonders wichtig", "", ""]
        assert [rating.word for row in rows for rating in row.ratings] == [
            "Nein", "trifft zu", "teilweise", "trifft nicht zu", "teilweise",
        ]  # fmt: skip

    def test_the_screen_has_all_steps_without_room_to_write(self, guide):
        document = report(guide, all_yes(transparency="no", management="no"), on_screen=True)
        assert not blocks(document, doc.Table)
        assert not blocks(document, doc.Form)
        (table,) = blocks(document, doc.Ratings, "Angehen")
        assert table.more == ()
        assert [plain(row.text) for row in table.parts[0].rows] == [
            plain(entry("management")["clarify"]["planned"]), plain(entry("transparency")["step"]["planned"]),
        ]  # fmt: skip

    def test_what_is_referred_to_stands_at_the_end_and_nothing_else(self, guide):
        answers = all_yes(proximity="no", fears=["antitrust"])
        document = report(guide, answers)
        targets = [each.anchor for each in found(document, doc.Target)]
        anchors = [each.anchor for each in blocks(document, doc.Heading) if each.anchor]
        assert set(targets) <= set(anchors)
        assert len(anchors) == len(set(anchors))
        titles = {each["key"]: each["title"] for each in raw("content")["sections"]}
        at = document.blocks.index(doc.Heading("Zum Nachlesen", anchor="lesen"))
        cited = [each.text for each in document.blocks[at + 1 :] if isinstance(each, doc.Heading) and each.level == 3]
        assert cited == [
            *(titles[key] for key in titles if key in {entry("proximity")["read_on"], "rules"}),
            titles["factors"], "Nächste Schritte", "So ist gerechnet",
        ]  # fmt: skip
        for word in ("verbund-check show", "verbund-check export", "(regeln)", "Weiterlesen"):
            assert word not in all_text(document)

    def test_on_the_screen_a_section_has_the_name_to_type(self, guide):
        document = report(guide, all_yes(contract="no"), on_screen=True)
        (see,) = found(document, doc.Target)
        assert (see.text, see.anchor) == ("Nachlesen: Welche Regeln brauchen wir? (regeln)", "")

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
        shown = [link for block in blocks(document, doc.Links) for link in block.items]
        promised = report_from(guide, all_yes(**dict.fromkeys(READINESS, value))).verdict.links
        assert [(link.title, link.url, link.kind) for link in shown] == [
            (each.title, each.url, each.kind) for each in promised
        ]

    def test_quick_says_what_the_whole_questionnaire_adds(self, guide):
        document = report(guide, all_yes(), scope="quick")
        assert plain(raw("verdict")["quick_hint"]) in plain(all_text(document))
        assert len(blocks(document, doc.Ratings)) == 2  # the answers as signs, and all of them with their sentences
        assert "Angehen" not in [block.text for block in blocks(document, doc.Heading)]

    def test_without_all_seven_there_is_no_verdict_and_the_missing_are_named(self, guide):
        document = report(guide, all_yes(goal=None, partners=None))
        first = blocks(document, doc.Callout)[0]
        assert entry("goal")["title"] in first.text
        assert entry("partners")["title"] in first.text
        assert [block.text for block in blocks(document, doc.Heading) if block.level == 2] == [
            "Alle Antworten", "Zu diesem Bericht",
        ]  # fmt: skip
        assert document.title == "Noch kein Ergebnis"
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
        (entries,) = blocks(
            contents_document(guide.contents, guide.documents, command="verbund-check show"), doc.Entries
        )
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
            assert list(form.options) == ["Ja", "Nein", "Weiß nicht"]
        for form, id in zip(forms[9:29], SUCCESS + RISKS, strict=True):
            assert plain(form.question) == plain(put(id, "statement", stage))
            hints = [entry(id).get("answering", ""), "„Trifft zu“ heißt hier: Gefahr." if id in RISKS else ""]
            assert plain(form.explanation) == plain(" ".join([put(id, "explanation", stage), *hints]))
            assert list(form.options) == ["Trifft zu", "Teilweise", "Trifft nicht zu", "Weiß nicht"]
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
