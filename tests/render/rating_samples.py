"""Documents with one row for each factor, as the program makes them: summary, comparison, agenda, several firms."""

from __future__ import annotations

from verbund_check.documents.blocks import (
    Blank,
    Counts,
    Document,
    Entries,
    Entry,
    Form,
    Heading,
    NewPage,
    Paragraph,
    Rating,
    RatingPart,
    RatingRow,
    Ratings,
    Target,
    Ticks,
    Words,
)

WORDS = Words(
    page="Seite {page} von {pages}",
    count="{count} von {total}",
    remark="Bemerkung",
    link_file="Datei",
    link_guide="Leitfaden im Ideenportal",
    link_web="Internetseite",
    hinders="hindert",
    partly="teils",
    unsure="weiß nicht",
    helps="hilft",
    missing="Für manche Zeichen fehlt eine Schrift; an ihrer Stelle steht ihre Nummer.",
)
LEGEND = "● hindert · ◐ teils · ? weiß nicht · ○ hilft: je voller das Zeichen, desto mehr ist zu tun."
KEY = "besonders wichtig"
HELPS, HINDERS = Rating("helps", "trifft zu"), Rating("hinders", "trifft nicht zu")
PARTLY, UNSURE = Rating("partly", "teils"), Rating("unsure", "weiß nicht")
RISK, NO_RISK = Rating("hinders", "trifft zu"), Rating("helps", "trifft nicht zu")
YES, NO = Rating("helps", "Ja"), Rating("hinders", "Nein")


def row(label: str, *ratings: Rating | Counts, **more: object) -> RatingRow:
    return RatingRow(label, ratings, **more)  # type: ignore[arg-type]


SUMMARY = Document(
    title="Qualifizierungsverbund: vieles spricht dafür – zwei Punkte sind vorher zu klären",
    subtitle="Muster GmbH · Personalabteilung · 25.11.2026 · geplanter Verbund",
    about="Muster GmbH · Personalabteilung · Bericht Qualifizierungsverbund · 25.11.2026",
    words=WORDS,
    blocks=(
        Paragraph("5 der 7 Fragen zur Bereitschaft sind bejaht. Offen ist die Vorleistung und ob es Partner gibt."),
        Heading("Bereitschaft"),
        Ratings(
            (
                RatingPart(
                    "",
                    (
                        row("Vorleistung", NO, notes=("Budget 2026 ist verplant; erst ab 2027 möglich.",)),
                        row("Partner", UNSURE, see=Target("Nachlesen: So finden Sie Partner", "partner")),
                        row("Nutzen", YES),
                        row("Geschäftsleitung", YES),
                    ),
                ),
            )
        ),
        Ratings(
            (
                RatingPart(
                    "Erfolgsfaktoren",
                    (
                        row("Räumliche Nähe", HINDERS),
                        row("Geben und Nehmen", PARTLY, mark=KEY),
                        row("Kooperationsvertrag", UNSURE),
                        row("Koordination", HELPS, mark=KEY),
                        row("Informeller Austausch", HELPS),
                        row("Zahl der Partner", HELPS),
                    ),
                ),
                RatingPart(
                    "Risiken",
                    (
                        row("Ungelöste Konflikte", RISK),
                        row("Unvereinbare Ziele", PARTLY, mark=KEY),
                        row("Schwache Steuerung", UNSURE),
                        row("Fehlende Chemie", NO_RISK, mark=KEY),
                        row("Zu hohe Ziele", NO_RISK),
                    ),
                ),
            ),
            legend=LEGEND,
            beside=True,
        ),
        Heading("Die ersten Schritte"),
        Ratings(
            (
                RatingPart(
                    "",
                    (
                        row("Geben und Nehmen", text="Schreiben Sie auf, was Ihr Betrieb einbringen kann.", number="1"),
                        row("Gemeinsames Ziel", text="Fassen Sie Ihr Ziel in einen Satz.", number="2"),
                    ),
                ),
            ),
            head="Schritt",
            more=("Wer", "Bis wann"),
        ),
        Heading("Beschluss"),
        Form("", "Wie geht es weiter?", "", ("Partner suchen", "erst klären", "nicht weiterverfolgen"), ""),
        Blank("Datum, Unterschriften"),
        NewPage(),
        Heading("Zum Nachlesen"),
        Heading("So finden Sie Partner", 3, "partner"),
        Paragraph("Fragen Sie Betriebe, mit denen Sie schon zu tun haben."),
        Entries((Entry("Umgekehrt", "Hier geht es weiter.", see=Target("Noch einmal: Partner", "partner")),)),
    ),
)

_SIDES = ("Personalabteilung", "Betriebsrat")
COMPARISON = Document(
    title="Einig in 14 von 27 Fragen; gegensätzlich in 3, darunter Koordination",
    subtitle="Muster GmbH · Personalabteilung und Betriebsrat · geplanter Verbund",
    about="Muster GmbH · Vergleich Personalabteilung und Betriebsrat · 25.11.2026",
    words=WORDS,
    blocks=(
        Ratings(
            (
                RatingPart(
                    "Gegensätzlich (3)",
                    (
                        row(
                            "Koordination",
                            HELPS,
                            HINDERS,
                            mark=KEY,
                            notes=(
                                "PA: Die Ausbildung würde die Koordination im Wechsel mit Berger übernehmen.",
                                "BR: Die PE ist mit zwei halben Stellen überlastet.",
                            ),
                        ),
                        row("Zu wenig Austausch", NO_RISK, RISK, mark=KEY),
                        row("Vorleistung", NO, YES),
                    ),
                ),
                RatingPart("Nah beieinander (1)", (row("Geben und Nehmen", PARTLY, HELPS, mark=KEY),)),
                RatingPart(
                    "Das weiß nur eine Seite (2)",
                    (row("Teilen", YES, UNSURE), row("Schwache Steuerung", UNSURE, NO_RISK)),
                ),
                RatingPart("Einig – und das hindert (1)", (row("Räumliche Nähe", HINDERS, HINDERS),)),
            ),
            columns=_SIDES,
            legend=LEGEND,
        ),
    ),
)

_POINTS = (
    ("Koordination", KEY, "Es ist absehbar, wer den Verbund koordinieren und organisieren wird.", HELPS, HINDERS),
    ("Fehlende Chemie", KEY, "Es zeichnet sich ab, dass die Partner nicht zueinanderpassen.", RISK, NO_RISK),
    ("Nutzen", "", "Würde die Zusammenarbeit Ihre Weiterbildung besser oder günstiger machen?", YES, NO),
    ("Räumliche Nähe", "", "Es ist absehbar, dass alle Partner so nah beieinanderliegen wie nötig.", HELPS, PARTLY),
)
AGENDA = Document(
    title="Tagesordnung: 17 Punkte, 90 Minuten",
    subtitle="Muster GmbH · Personalabteilung und Betriebsrat",
    about="Muster GmbH · Tagesordnung Qualifizierungsverbund · 25.11.2026",
    words=WORDS,
    blocks=(
        Blank("Datum, Ort", 1, "Leitung"),
        Ratings(
            (
                RatingPart(
                    "Gegensätzlich – 50 Minuten",
                    tuple(
                        row(
                            label,
                            *ratings,
                            mark=mark,
                            text=text,
                            number=str(number),
                            cells=("", "", Ticks(("einig", "vertagt", "kein Konsens"))),
                        )
                        for number, (label, mark, text, *ratings) in enumerate(_POINTS * 4, start=1)
                    ),
                ),
                RatingPart(
                    "Gründe und Befürchtungen",
                    (
                        row(
                            "Gründe",
                            number="17",
                            cells=("", Entry("Nur Personal", "breiteres Angebot"), Ticks(("besprochen",))),
                        ),
                    ),
                ),
            ),
            head="Worum es geht",
            columns=_SIDES,
            more=("Ergebnis", "Wer, bis wann", "Stand"),
        ),
    ),
)

_FIRMS = (
    "Berger & Söhne GmbH",
    "Hölderlin Präzision GmbH & Co. KG",
    "Nord-Guss AG",
    "Müller Antriebstechnik",
    "Zeta Sensorik GmbH",
    "Schwarzwälder Federn KG",
    "Kraftwerk Maschinenbau",
    "ELOMA Elektro GmbH",
)
_FACTORS = (
    "Gemeinsames Ziel",
    "Koordination",
    "Zahl der Partner",
    "Einsatz und Rückhalt",
    "Geben und Nehmen",
    "Augenhöhe",
)
_CYCLE = (HINDERS, HELPS, PARTLY, HELPS, UNSURE, HELPS, HELPS)
FIRMS = Document(
    title="Vorsicht: zwei der wichtigsten Risiken zeigen sich",
    about="Vergleich von 8 Betrieben · 25.11.2026",
    words=WORDS,
    blocks=(
        Ratings(
            tuple(
                RatingPart(
                    title,
                    tuple(
                        row(
                            factor,
                            *(_CYCLE[(n * 3 + column * 5 + shift) % 7] for column in range(8)),
                            mark=KEY if n % 3 == 0 else "",
                            cells=(str(n % 4), "einer genügt" if n % 2 else "alle", "nein"),
                        )
                        for n, factor in enumerate(_FACTORS)
                    ),
                )
                for shift, title in enumerate(("Erfolgsfaktoren", "Risiken"))
            ),
            columns=_FIRMS,
            more=("hindert bei", "Regel", "erfüllt"),
            legend=LEGEND,
            signs=True,
            totals=row("So oft hinderlich", *(Rating(None, str(n)) for n in (4, 4, 2, 1, 3, 5, 3, 2))),
        ),
        Heading("Ohne Namen"),
        Ratings(
            (
                RatingPart(
                    "Erfolgsfaktoren",
                    tuple(
                        row(
                            factor,
                            Counts(12 - n, 3 + n, n % 2, 25),
                            mark=KEY if n % 3 == 0 else "",
                            cells=("alle", "nein"),
                        )
                        for n, factor in enumerate(_FACTORS)
                    ),
                ),
            ),
            columns=("40 Betriebe",),
            more=("Regel", "erfüllt"),
            legend=LEGEND,
        ),
    ),
)

RATING_SAMPLES = {"summary": SUMMARY, "comparison": COMPARISON, "agenda": AGENDA, "firms": FIRMS}
