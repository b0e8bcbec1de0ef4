"""Every document that the program makes, built the way its commands build it, to test and to look at."""

from __future__ import annotations

import random
from typing import Any, cast

from msgspec.structs import replace

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.making import assessment_from, table_of
from verbund_check.answers.assessment import Assessment, mark_of
from verbund_check.answers.keypoints import FORM, PARTNERS, WANTED, Paper, points_of, steps_of
from verbund_check.documents.agenda import agenda_document
from verbund_check.documents.blocks import Document
from verbund_check.documents.firms import firms_document
from verbund_check.documents.group import group_document
from verbund_check.documents.keypoints import blank_paper_document, paper_document
from verbund_check.documents.pair import pair_document
from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.documents.report import report_document
from verbund_check.documents.section import contents_document, section_document
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import FactorsSection
from verbund_check.policy.compare_firms import anonymous, compare_firms
from verbund_check.policy.compare_group import compare_group
from verbund_check.policy.compare_pair import compare_pair
from verbund_check.policy.comparison import side_of
from verbund_check.policy.report import report_on

NOTES = (
    "Geschäftsleitung im Juli fragen; „vorher“ mit Frau Dr. Öztürk-Schäfer sprechen",
    "Läuft schon an, die Größe des Verbundes ist aber noch offen.",
    "Für den Betriebsrat ist das heikel:\nerst nach der Betriebsversammlung.",
)


def random_answers(seed: int, *, kindness: float = 0.55) -> dict[str, Any]:
    """Complete answers; the larger `kindness`, the more of them speak for an alliance."""
    chance = random.Random(seed)
    answers: dict[str, Any] = {"reasons": [id for id in REASONS if chance.random() < 0.6]}
    for ids, best, others in (
        (READINESS, "yes", ("no", "unsure")),
        (SUCCESS, "yes", ("partly", "no", "unsure")),
        (RISKS, "no", ("partly", "yes", "unsure")),
    ):
        for id in ids:
            value = best if chance.random() < kindness else chance.choice(others)
            answers[id] = {"value": value, "note": chance.choice(NOTES)} if chance.random() < 0.3 else value
    answers["fears"] = [id for id in FEARS if chance.random() < 0.5]
    return answers


def example(guide: Guide, seed: int, organisation: str, **head: Any) -> Assessment:
    """A complete assessment with an ID of its own."""
    made = assessment_from(guide, random_answers(seed), organisation=organisation, **head)
    return replace(made, id=f"2026-03-{seed % 28 + 1:02d}-{seed:06d}")


def paper(guide: Guide) -> Paper:
    """A key-points paper with most of its points answered."""
    texts = (
        "Jeder Betrieb stellt zwei Referentinnen oder Referenten im Jahr; wer mehr tut, bekommt es angerechnet.",
        "Eine Person koordiniert, im Wechsel von Jahr zu Jahr. Wir beginnen mit der Müller & Söhne GmbH.",
        "",
        "Alle sechs Wochen ein Austausch von zwei Stunden, abwechselnd in den Betrieben.",
    )
    answers = {step: texts[number % len(texts)] for number, step in enumerate(steps_of(guide))}
    answers |= {point.id: WANTED for point in points_of(guide) if point.contract}
    answers |= {PARTNERS: "Müller & Söhne GmbH, Präzisionsdreherei Öhringen, Stanzwerk Göppingen", FORM: "contract"}
    return Paper(
        id="2026-03-04-paper1",
        started="2026-03-04T05:06:07Z",
        changed="2026-03-04T05:06:07Z",
        content=mark_of(guide),
        answers=answers,
        notes=dict.fromkeys([FORM, *list(answers)[4:6]], "Entwurf der Rechtsabteilung abwarten."),
    )


def pair(guide: Guide, kind: str) -> tuple[Assessment, Assessment]:
    """Two complete assessments of one firm: two parties, or the same one at two times."""
    first = example(guide, 1, "Müller & Söhne GmbH", party="hr")
    party = "works-council" if kind == "parties" else "hr"
    second = example(guide, 2, "Müller & Söhne GmbH", party=party)
    return first, replace(second, finished="2026-09-14T09:30:00Z")


def firms(guide: Guide, count: int) -> list[Assessment]:
    """Complete assessments of as many firms."""
    places = ("Reutlingen", "Göppingen", "Öhringen", "Schwäbisch Gmünd", "Aalen", "Heidenheim", "Balingen", "Ulm")
    return [
        example(guide, 10 + number, f"Betrieb {places[number % len(places)]} GmbH", party="joint")
        for number in range(count)
    ]


def reports(guide: Guide) -> dict[str, Document]:
    """Reports of every kind: full, quick, not complete, with another result."""
    full = example(guide, 1, "Müller & Söhne GmbH", party="works-council")
    quick = assessment_from(guide, dict.fromkeys(READINESS, "yes"), organisation="Müller & Söhne GmbH", scope="quick")
    begun = assessment_from(guide, dict.fromkeys(READINESS[:4], "yes"), organisation="Müller & Söhne GmbH")
    worst = assessment_from(guide, random_answers(5, kindness=0), organisation="", party="hr", stage="running")
    best = assessment_from(guide, random_answers(6, kindness=1.1), organisation="Gut GmbH", party="joint")
    made = {"report": full, "report-quick": quick, "report-begun": begun, "report-worst": worst, "report-best": best}
    unknown = dict.fromkeys((*READINESS, *SUCCESS, *RISKS), "unsure")
    made["report-unknown"] = assessment_from(guide, unknown, party="management", stage="running")
    other = {"reasons": {"value": [], "note": NOTES[1]}, "fears": {"value": ["poaching"], "note": NOTES[2]}}
    made["report-other"] = assessment_from(guide, random_answers(7) | other, organisation="Anders GmbH", party="hr")
    return {name: report_document(report_on(each, guide), guide) for name, each in made.items()}


def sections(guide: Guide) -> dict[str, Document]:
    """Every section of the guide, and the list of them."""
    titles = {entry.key: entry.title for entry in guide.contents.sections}
    made = {
        f"section-{entry.key}": section_document(
            entry,
            guide.sections[entry.key],
            guide.documents,
            lambda key: titles.get(key, key),
            lambda: cast(FactorsSection, guide.sections["factors"]),
        )
        for entry in guide.contents.sections
    }
    return {"sections": contents_document(guide.contents, guide.documents), **made}


def comparisons(guide: Guide) -> dict[str, Document]:
    """Comparisons of every kind, and the agenda."""
    made = {}
    for kind in ("parties", "time"):
        both = pair(guide, kind)
        comparison = compare_pair(*both, kind, guide)
        made[kind] = pair_document(comparison, both, guide)
        if kind == "parties":
            made["agenda"] = agenda_document(comparison, both, guide)
    for count in (3, 8, 30):
        each = firms(guide, count)
        table = table_of(guide, each)
        sides, values = [side_of(one) for one in each], [one.values() for one in each]
        comparison = compare_firms(table, sides, guide)
        made[f"firms-{count}"] = firms_document(comparison, values, guide, stages=table.stages(), day="25.11.2026")
    nameless = anonymous(compare_firms(table, (), guide), tuple(guide.questions))
    made["firms-anonymous"] = firms_document(nameless, (), guide, day="25.11.2026", anonymous=True)
    people = table_of(guide, [example(guide, seed, "Müller & Söhne GmbH", party="hr") for seed in range(40, 47)])
    made["group"] = group_document(compare_group(people, guide), people.stages(), guide, day="25.11.2026")
    return made


def every_document(guide: Guide) -> dict[str, Document]:
    """Return every kind of document by a name."""
    return {
        **reports(guide),
        **sections(guide),
        "questionnaire": questionnaire_document(guide, "planned", "full"),
        "questionnaire-quick": questionnaire_document(guide, "running", "quick", "Müller & Söhne GmbH"),
        **comparisons(guide),
        "paper": paper_document(paper(guide), guide),
        "paper-blank": blank_paper_document(guide),
    }
