"""The result in words: the headline with its numbers, what speaks for an alliance and against it, how it is reckoned.

No word of it claims more than the numbers: the tick is for `has_tick` alone, and what stands in the way is said in the box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbund_check.answers.assessment import sentence_of
from verbund_check.documents import blocks as doc
from verbund_check.documents.appendix import Citations
from verbund_check.documents.labels import answer_label, key_label, rating_of
from verbund_check.documents.remarks import Place, long_ids, place_of
from verbund_check.guide.model import Effect, Guide, Question
from verbund_check.guide.sections import Stage, at_stage
from verbund_check.guide.values import Value
from verbund_check.guide.verdict_texts import Headline
from verbund_check.policy.report import Report, assessment_of
from verbund_check.policy.verdict import Verdict, has_tick, is_hindered

POINTS_NAMED = 6
"""How many points the box names that stand in the way; of more it counts the rest, which is then at least two."""


RULE = "rechnung"
"""The name by which a target leads to how it is reckoned."""


class ReportView:
    """A report with the content that it is put into words with; `on_screen` for a screen instead of paper."""

    def __init__(self, report: Report, guide: Guide, *, on_screen: bool = False) -> None:
        self.report, self.guide, self.texts, self.on_screen = report, guide, guide.verdict, on_screen
        self.assessment = assessment_of(report)
        self.asked = guide.asked(report.scope)
        self.citations = Citations(guide, [self.assessment], clarify=False)
        self.long_ids = frozenset() if on_screen else long_ids(self.assessment, guide)

    def question(self, id: str) -> Question:
        """Return the question with this ID."""
        return self.guide.questions[id]

    def titles(self, ids: Iterable[str]) -> str:
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

    def remark(self, id: str, place: Place) -> str:
        """Return the remark on a question behind its label, where `place` is its place; else "".

        A long one stands at the end, and the text says so.
        """
        note = self.assessment.note_of(id)
        if not note or place_of(id, self.report, self.guide) != place:
            return ""
        if id in self.long_ids:
            return self.texts.labels.remark_below
        template = self.texts.other_shown if id in ("reasons", "fears") else self.texts.labels.remark
        return template.format(note=note)

    def remark_target(self, id: str, place: Place) -> doc.Target | None:
        """Return where the remark stands that `remark` only speaks of."""
        if id not in self.long_ids or place_of(id, self.report, self.guide) != place:
            return None
        title = self.question(id).title if id in self.guide.questions else id
        return doc.Target(self.texts.labels.remark_see.format(title=title), remark_anchor(id))

    def see(self, id: str, place: Place) -> doc.Target | None:
        """Return where its long remark stands; else the passage on it in the appendix, which comes along in any case."""
        passage = self.citations.see(id)
        return self.remark_target(id, place) or passage

    def more(self, section: str) -> str:
        """Return in which section of the guide there is more; on the screen with the name that opens it."""
        if self.on_screen:
            return self.guide.documents.read_on.format(title=self.guide.reading(section))
        return self.guide.documents.more.format(title=self.guide.entry(section)[0])

    def rating(self, id: str) -> doc.Rating:
        """Return the answer with what it means; in its place why there is none."""
        if id in self.report.dissent:
            return doc.Rating(None, self.guide.comparison.agree.no_consensus)
        value = self.assessment.value_of(id)
        return (
            doc.Rating(None, self.guide.prompts.missing.answer)
            if value is None
            else rating_of(self.question(id), value)
        )

    def worst_first(self, ids: Iterable[str]) -> list[str]:
        """Return questions as they are to be read: what hinders first, then the most important, then the guide's order."""
        return sorted(ids, key=lambda each: (_WORST.index(self.rating(each).effect), not self.question(each).key))

    def key_label(self, id: str) -> str:
        """Return how one of the most important factors is marked; "" for another."""
        return key_label(self.question(id).key, self.guide.documents)

    def own(self, text: str) -> str:
        """Return a text that is this project's, marked so."""
        return f"{text} ({self.texts.marks.own})"

    def at(self, text: object) -> str:
        """Return a text for the stage of the report."""
        return at_stage(text, self.report.stage)  # type: ignore[arg-type]


_WORST: tuple[Effect | None, ...] = ("hinders", "partly", "unsure", "helps", None)


def remark_anchor(id: str) -> str:
    """Return the name by which a target leads to a remark at the end."""
    return f"bemerkung-{id}"


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


def in_favour(verdict: Verdict, view: ReportView) -> str:
    """Return the sentence with what speaks for an alliance, each with its answer, or that nothing does.

    That are the readiness questions answered yes and the most important factors that help.
    """
    guide, texts = view.guide, view.texts.in_favour
    judged = [id for id in guide.judged_ids if id in view.asked]
    helping = [id for id in judged if view.rating(id).effect == "helps"]
    points = [_point(view, id) for id in helping if id not in _factor_ids(guide) or view.question(id).key]
    if not points and not helping and not view.assessment.chosen("reasons"):
        unclear = verdict.prospects == "unclear" or mostly_unknown(view)
        return texts.none_unclear if unclear else texts.none
    return _named(points, texts.points, texts.points_more) if points else ""


def _factor_ids(guide: Guide) -> frozenset[str]:
    return frozenset(factor.id for factor in (*guide.success, *guide.risks))


def reasons(view: ReportView) -> str:
    """Return the sentence with the reasons that were chosen; "" where there is none, or where they do not count."""
    chosen = view.assessment.chosen("reasons") or ()
    titles = [option.title for option in view.question("reasons").options if option.id in chosen]
    if view.report.scope != "full" or not titles:
        return ""
    return view.texts.in_favour.reasons.format(reasons="; ".join(titles))


def points_against(verdict: Verdict) -> tuple[str, ...]:
    """Return the IDs of what definitely stands in the way: what is no, then the most important factors that hinder."""
    return (*(hurdle.id for hurdle in verdict.hurdles if hurdle.value == Value.NO), *verdict.caution)


def against(verdict: Verdict, view: ReportView) -> str:
    """Return the sentence with what definitely stands in the way, each with its answer; "" where nothing does."""
    points = [_point(view, id) for id in points_against(verdict)]
    return _named(points, view.texts.against, view.texts.against_more) if points else ""


def _named(points: list[str], template: str, template_more: str) -> str:
    """Points in one sentence; of more than `POINTS_NAMED` the rest is counted."""
    if len(points) > POINTS_NAMED:
        named = points[: POINTS_NAMED - 1]
        return template_more.format(points=", ".join(named), more=len(points) - len(named))
    return template.format(points=", ".join(points))


def _point(view: ReportView, id: str) -> str:
    """What helps or hinders with the answer that says so."""
    question, value = view.question(id), view.assessment.value_of(id)
    assert value is not None
    return f"{question.title} ({answer_label(question, value)})"


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
    """Return the result below its headline: what is advised, what speaks for it and against it, and the numbers."""
    _, advice = headline_of(verdict, view.report.stage, view.guide)
    told = (
        advice,
        reasons(view),
        in_favour(verdict, view),
        against(verdict, view),
        " ".join(numbers(verdict, view.guide)),
    )
    return doc.Callout(view.texts.summary.box, "\n".join(filter(None, told)), tone_of(verdict))


def contract_holds(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """Yield what the guide's advice to try does not change: where there is a contract, that holds."""
    if verdict.outcome == "go" and view.report.stage == "running":  # who only plans has none
        yield doc.Paragraph(view.own(view.texts.contract_holds), "quiet")


def rule(view: ReportView) -> Iterator[doc.Block]:
    """Yield how the result is reckoned: the guide's rule and ours, each said to be it."""
    texts = view.texts.rule
    told = [view.at(texts.readiness), *([texts.prospects] if view.report.scope == "full" else []), texts.caution]
    yield doc.Heading(texts.title, 3, RULE)
    for text in told:
        yield doc.Paragraph(text, "quiet")


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
