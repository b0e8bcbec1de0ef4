"""The result in words: the headline with its numbers, what speaks for an alliance, what is in the way, what is unknown.

No word of it claims more than the numbers: the tick is for `has_tick` alone, and what stands in the way is said in the box.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import sentence_of
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import key_label, read_on
from verbund_check.guide.model import Effect, Guide, Question
from verbund_check.guide.sections import Factor, ReadinessQuestion, Stage, at_stage
from verbund_check.guide.values import Party, Value, labels_of
from verbund_check.guide.verdict_texts import Headline, WhomTexts
from verbund_check.policy.report import Report, assessment_of
from verbund_check.policy.verdict import Verdict, has_tick, is_hindered

POINTS_NAMED = 6
"""How many points the box names that stand in the way; of more it counts the rest, which is then at least two."""

MANY_IN_ONE_TALK = 6
"""From how many questions on a conversation is told where to begin."""


class ReportView:
    """A report with the content that it is put into words with."""

    def __init__(self, report: Report, guide: Guide) -> None:
        self.report, self.guide, self.texts = report, guide, guide.verdict
        self.assessment = assessment_of(report)

    def question(self, id: str) -> Question:
        """Return the question with this ID."""
        return self.guide.questions[id]

    def titles(self, ids: tuple[str, ...]) -> str:
        """Return the titles of questions in a row."""
        return ", ".join(self.question(id).title for id in ids)

    def sentence(self, id: str) -> str:
        """Return the sentence that the answer was given to."""
        return sentence_of(self.assessment, id, self.guide)

    def then(self, id: str) -> str:
        """Return the line with the sentence that the answer was given to, where it is another than today's; else ""."""
        now = self.question(id).wording(self.report.stage, self.report.party)
        sentence = self.sentence(id)
        return "" if sentence == now else self.texts.labels.then.format(wording=sentence)

    def remark(self, id: str) -> str:
        """Return the remark on a question behind its label; "" where there is none."""
        note = self.assessment.note_of(id)
        return self.texts.labels.remark.format(note=note) if note else ""

    def key_label(self, id: str) -> str:
        """Return how one of the most important factors is marked; "" for another."""
        return key_label(self.question(id).key, self.guide.documents)

    def own(self, text: str) -> str:
        """Return a text that is this project's, marked so."""
        return f"{text} ({self.texts.marks.own})"

    def at(self, text: object) -> str:
        """Return a text for the stage of the report."""
        return at_stage(text, self.report.stage)  # type: ignore[arg-type]


def headline_of(verdict: Verdict, stage: Stage, guide: Guide) -> tuple[str, str]:
    """Return title and advice of a result."""
    by_prospects = getattr(guide.verdict.headlines, verdict.outcome)
    pair = getattr(by_prospects, verdict.prospects or "pending")
    headline: Headline = pair.hindered if is_hindered(verdict) else pair.clear
    return at_stage(headline.title, stage), at_stage(headline.text, stage)


def tone_of(verdict: Verdict) -> doc.Tone:
    """Return the tone of a result; the tick belongs to one alone."""
    if has_tick(verdict):
        return "good"
    if verdict.outcome == "difficult" or verdict.prospects == "unfavourable":
        return "bad"
    return "unknown" if verdict.prospects in ("unclear", None) else "mixed"


def against(verdict: Verdict, guide: Guide) -> str:
    """Return the sentence with what definitely stands in the way, each with its answer; "" where nothing does."""
    noes = [guide.questions[hurdle.id] for hurdle in verdict.hurdles if hurdle.value == Value.NO]
    points = [_point(question) for question in (*noes, *(guide.questions[id] for id in verdict.caution))]
    texts = guide.verdict
    if len(points) > POINTS_NAMED:
        named = points[: POINTS_NAMED - 1]
        return texts.against_more.format(points=", ".join(named), more=len(points) - len(named))
    return texts.against.format(points=", ".join(points)) if points else ""


def _point(question: Question) -> str:
    """What hinders with the answer that says so: a danger is there, anything else is not."""
    label = labels_of(question.kind)[Value.YES if question.kind == "risks" else Value.NO]
    return f"{question.title} ({label if question.kind == 'readiness' else label.lower()})"


def numbers(verdict: Verdict, guide: Guide) -> tuple[str, ...]:
    """Return the sentences with the numbers of both halves; only the first where the factors are not all answered."""
    texts = guide.verdict
    readiness = texts.counts.format(total=sum(verdict.readiness.values()), **verdict.readiness)
    if verdict.prospects is None:
        return (readiness,)
    counted: dict[Effect, int] = {"helps": 0, "partly": 0, "hinders": 0, "unsure": 0}
    for factors, counts in ((guide.success, verdict.success), (guide.risks, verdict.risks)):
        for value, count in (counts or {}).items():
            counted[guide.questions[factors[0].id].effect(Value(value))] += count
    return readiness, texts.factor_counts.format(total=sum(counted.values()), **counted)


def box(verdict: Verdict, view: ReportView) -> doc.Callout:
    """Return the result: what it is, what is advised, what stands against it, and the numbers."""
    title, text = headline_of(verdict, view.report.stage, view.guide)
    told = (text, against(verdict, view.guide), *numbers(verdict, view.guide))
    return doc.Callout(title, "\n".join(filter(None, told)), tone_of(verdict))


def contract_holds(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """Yield what the guide's advice to try does not change: where there is a contract, that holds."""
    if verdict.outcome == "go":
        yield doc.Paragraph(view.own(view.texts.contract_holds), "quiet")


def rule(view: ReportView) -> Iterator[doc.Block]:
    """Yield how the result is reckoned: the guide's rule and ours, each said to be it."""
    texts = view.texts.rule
    yield doc.Heading(texts.title)
    yield doc.Paragraph(view.at(texts.readiness))
    if view.report.scope == "full":
        yield doc.Paragraph(texts.prospects)
    yield doc.Paragraph(texts.caution)


def speaks_for(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """Yield what speaks for an alliance: reasons, yes answers, factors that are there, risks that are not."""
    texts, guide = view.texts.for_, view.guide
    yield doc.Heading(view.texts.headings.for_)
    full = view.report.scope == "full"
    chosen = view.assessment.chosen("reasons") or ()
    reasons = [reason.title for reason in guide.reasons if reason.id in chosen]
    if other := view.assessment.note_of("reasons"):
        reasons.append(view.texts.other_shown.format(note=other))
    if reasons and full:
        yield doc.Paragraph(texts.reasons)
        yield doc.ListBlock(tuple(reasons))
    helping = (
        (guide.readiness, texts.readiness),
        *(((guide.success, view.at(texts.success)), (guide.risks, view.at(texts.risks))) if full else ()),
    )
    entries = []
    for items, lead in helping:
        if ids := tuple(item.id for item in items if _effect(item, view) == "helps"):
            entries.append(doc.Entry(lead, view.titles(ids)))
    if entries:
        yield doc.Entries(tuple(entries))
    elif not (reasons and full):
        unclear = verdict.prospects == "unclear" or mostly_unknown(view)
        yield doc.Paragraph(texts.none_unclear if unclear else texts.none)


def _effect(item: ReadinessQuestion | Factor, view: ReportView) -> Effect | None:
    value = view.assessment.value_of(item.id)
    return None if value is None else view.question(item.id).effect(value)


def in_the_way(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """Yield what definitely stands in the way; nothing where nothing does. What is unknown is no obstacle."""
    if not is_hindered(verdict):
        return
    texts, guide = view.texts, view.guide
    yield doc.Heading(texts.headings.in_the_way)
    noes = [hurdle for hurdle in verdict.hurdles if hurdle.value == Value.NO]
    if noes:
        yield doc.Paragraph(texts.hurdles_no)
        yield doc.Entries(
            tuple(
                doc.Entry(
                    view.question(each.id).title,
                    f"„{view.sentence(each.id)}“\n{each.text}",
                    aside=read_on(guide.reading(each.section)),
                    note=view.remark(each.id),
                )
                for each in noes
            )
        )
    for kind, lead in (("success", texts.caution_success), ("risks", texts.caution_risks)):
        questions = [question for id in verdict.caution if (question := view.question(id)).kind == kind]
        if questions:
            yield doc.Paragraph(view.at(lead))
            yield doc.Entries(
                tuple(
                    doc.Entry(
                        each.title,
                        f"„{view.sentence(each.id)}“\n{view.at(each.explanation)}",
                        note=view.remark(each.id),
                    )
                    for each in questions
                )
            )


def unknown_ids(report: Report, guide: Guide) -> tuple[str, ...]:
    """Return what was answered with "weiß nicht", in the guide's order, without that on which two sides did not agree."""
    assessment = assessment_of(report)
    asked = guide.asked(report.scope)
    return tuple(
        id
        for id in guide.judged_ids
        if id in asked and assessment.value_of(id) is Value.UNSURE and id not in report.dissent
    )


def mostly_unknown(view: ReportView) -> bool:
    """Return whether more than half of what was asked is unknown."""
    asked = [id for id in view.guide.asked(view.report.scope) if id in view.guide.judged_ids]
    return 2 * len(unknown_ids(view.report, view.guide)) > len(asked)


def find_out(view: ReportView) -> Iterator[doc.Block]:
    """Yield what is unknown, once, by the conversation in which it can be found out; nothing where all is known."""
    unknown = unknown_ids(view.report, view.guide)
    if not unknown:
        return
    texts = view.texts.find_out
    yield doc.Heading(view.texts.headings.find_out)
    yield doc.Paragraph(view.at(texts.intro))
    for whom in ("house", "management", "partners"):
        questions = [question for id in unknown if (question := view.question(id)).whom == whom]
        if questions:
            yield from _talk(questions, getattr(texts, whom), view)
    if mostly_unknown(view):
        yield doc.Paragraph(texts.many)


def _talk(questions: list[Question], texts: WhomTexts, view: ReportView) -> Iterator[doc.Block]:
    """One conversation; where there is much to ask, the most important things first."""
    is_own = view.report.party == Party.MANAGEMENT and texts.title_own
    yield doc.Heading(texts.title_own if is_own else view.at(texts.title), 3)
    yield doc.Paragraph(texts.lead_own if is_own else view.at(texts.lead))
    first = [each for each in questions if each.key or each.kind == "readiness"]
    later = [each for each in questions if each not in first]
    if len(questions) <= MANY_IN_ONE_TALK or not first or not later:
        yield _to_ask(questions, view)
        return
    for part, lead in ((first, view.texts.find_out.first), (later, view.texts.find_out.later)):
        yield doc.Paragraph(lead)
        yield _to_ask(part, view)


def _to_ask(questions: list[Question], view: ReportView) -> doc.Entries:
    return doc.Entries(
        tuple(
            doc.Entry(
                each.title,
                to_ask(each, view),
                label=view.key_label(each.id),
                aside=view.then(each.id),
                note=view.remark(each.id),
            )
            for each in questions
        )
    )


def to_ask(question: Question, view: ReportView) -> str:
    """Return what to ask where an answer is not known and, of a readiness question, what to do about it."""
    stage, party = view.report.stage, view.report.party
    return "\n".join(filter(None, (question.to_find_out(stage, party), question.to_clarify(stage, party))))
