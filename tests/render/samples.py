"""Documents as the program makes them, to render in tests and to look at."""

from __future__ import annotations

from verbund_check.documents.blocks import (
    Bar,
    Bars,
    Blank,
    Callout,
    Document,
    Entries,
    Entry,
    Fields,
    Form,
    Group,
    Heading,
    Link,
    Links,
    ListBlock,
    Pairs,
    Paragraph,
    Table,
)

from .rating_samples import RATING_SAMPLES, WORDS

REPORT = Document(
    title="Passt ein Qualifizierungsverbund zu uns?",
    subtitle="Auswertung für die Muster GmbH & Co. KG",
    words=WORDS,
    blocks=(
        Fields(
            (
                ("Betrieb", "Muster GmbH & Co. KG, Reutlingen"),
                ("Ausgefüllt von", "Personalabteilung und Betriebsrat gemeinsam"),
                ("Stand des Verbunds", "in Planung"),
                ("Abgeschlossen", "14. Mai 2024, 16:32 Uhr"),
                ("Kennung", "muster-gmbh-3f9a"),
            )
        ),
        Callout(
            "Wagen Sie einen Versuch",
            "Sie haben fünf von sieben Fragen mit „Ja“ beantwortet. Das spricht dafür, einen Verbund auszuprobieren; "
            "beenden lässt sich die Zusammenarbeit jederzeit.",
            "good",
        ),
        Heading("Ihr Profil"),
        Bars(
            "Bereitschaft",
            (Bar("Ja", 5, "good"), Bar("Nein", 1, "bad"), Bar("Weiß nicht", 1, "unknown")),
            7,
        ),
        Bars(
            "Erfolgsfaktoren",
            (
                Bar("trifft zu", 4, "good"),
                Bar("teilweise", 3, "mixed"),
                Bar("trifft nicht zu", 2, "bad"),
                Bar("weiß nicht", 1, "unknown"),
            ),
            10,
        ),
        Heading("Was zuerst zu klären ist"),
        Paragraph("Diese Fragen stehen einem Verbund noch im Weg. Klären Sie sie, bevor Sie Partner ansprechen."),
        Entries(
            (
                Entry(
                    "Vorleistung",
                    "Legen Sie fest, wie viel Zeit und Geld Sie einsetzen, bevor ein Ertrag sichtbar wird.",
                    "Nein",
                    "Weiterlesen: verbund-check show bereitschaft",
                ),
                Entry(
                    "Geschäftsleitung",
                    "Holen Sie ein Meinungsbild ein: Würde die Geschäftsleitung einen Verbund erlauben "
                    "oder wenigstens dulden?",
                    "Weiß nicht",
                    "Weiterlesen: verbund-check show bereitschaft",
                ),
            ),
            ordered=True,
        ),
        Heading("Ihre Maßnahmen"),
        Paragraph("In dieser Reihenfolge. Tragen Sie ein, wer sich kümmert und bis wann."),
        Table(
            ("Nr.", "Maßnahme", "Ihre Antwort", "Verantwortlich", "Bis wann"),
            (
                (
                    "1",
                    "Benennen Sie eine Person, die koordiniert, im Wechsel oder auf Dauer.",
                    "trifft nicht zu",
                    "",
                    "",
                ),
                (
                    "2",
                    Entry("Ausgleich", "Vereinbaren Sie, wie.", "wichtig", "Weiterlesen: regeln"),
                    "teilweise",
                    "",
                    "",
                ),
                ("3", "Planen Sie feste Termine für den Austausch, auch ohne Tagesordnung.", "trifft nicht zu", "", ""),
                ("4", "Sprechen Sie an, was ein Know-how-Abfluss für Sie bedeuten würde.", "weiß nicht", "", ""),
            ),
            caption="Maßnahmen, die wichtigsten zuerst",
            blank=(3, 4),
        ),
        Heading("So geht es weiter"),
        Links(
            (
                Link(
                    "Verbundmanagement beim Bildungswerk der Baden-Württembergischen Wirtschaft",
                    "https://www.biwe.de/angebote/weiterbildung/verbundmanagement-fuer-kleine-und-mittlere-betriebe.html",
                    "web",
                    "Stand 2019: Adresse so gedruckt.",
                ),
                Link("Schritt für Schritt zum Verbund", "https://www.ideenportal-qualifizierung.de", "guide"),
                Link("Checkliste Partnersuche", "Strategie entwickeln > Zusammenarbeit", "file"),
            )
        ),
        Heading("Alle Antworten"),
        Heading("Bereitschaft", 3),
        Table(
            ("Frage", "Antwort", "Bemerkung"),
            (
                ("Hätten wir etwas davon, mit anderen Betrieben zusammenzuarbeiten?", "Ja", ""),
                (
                    "Sind wir bereit, zunächst in Vorleistung zu gehen?",
                    "Nein",
                    "Erst nach dem Jahresabschluss; Rücksprache mit Frau Dr. Öztürk-Schäfer.\n"
                    "Zweite Zeile: <script>alert(1)</script>",
                ),
                ("Würde die Geschäftsleitung einen Verbund dulden?", "Weiß nicht", "Geschäftsleitung im Juli fragen"),
            ),
        ),
        Paragraph(
            "Grundlage: Leitfaden der AgenturQ, Stand August 2019. Die Auswertung rechnet dieses Programm.", "quiet"
        ),
    ),
)

SECTION = Document(
    title="Befürchtungen",
    subtitle="Was einem Verbund im Weg stehen kann",
    words=WORDS,
    blocks=(
        Paragraph(
            "Vor einem Verbund stehen oft Sorgen. Zu jeder gehört eine Antwort, die sich im Alltag bewährt hat.", "lead"
        ),
        Paragraph(
            "Sprechen Sie die Sorgen früh an, am besten mit Personalabteilung und Betriebsrat an einem Tisch. Wer sie "
            "übergeht, hört sie später wieder, dann aber lauter."
        ),
        Pairs(
            "Wir befürchten …",
            "Was dagegen hilft",
            (
                (
                    "Wir geben Wissen preis, das uns von anderen unterscheidet.",
                    "Lassen Sie heikle Themen draußen und beginnen Sie mit Fachübergreifendem. Eine Klausel zur "
                    "Geheimhaltung lässt sich vereinbaren.",
                ),
                (
                    "Gute Leute lernen die anderen Betriebe kennen und gehen.",
                    "Ein besseres Angebot bindet eher, als dass es vertreibt. "
                    "Ist die Sorge groß, fangen Sie mit anderen Themen an.",
                ),
                (
                    "Wir bekommen Ärger mit dem Kartellrecht.",
                    "Bei Weiterbildung ist das Risiko klein, zu prüfen bleibt der Einzelfall. "
                    "Rat geben Südwestmetall oder IG Metall.",
                ),
            ),
        ),
        Heading("Worauf es ankommt", 2),
        ListBlock(
            (
                "Mit dem Ziel einverstanden sein",
                "Ordentlich steuern und offen reden",
                "Auf Augenhöhe miteinander umgehen",
            )
        ),
        Heading("In dieser Reihenfolge", 3),
        ListBlock(
            (
                "Sorgen sammeln: jede Seite für sich, ohne sie gleich zu bewerten oder der anderen Seite vorzuhalten, "
                "denn sonst werden die wichtigsten gar nicht erst ausgesprochen "
                "und kommen erst zur Sprache, wenn es teuer wird.",
                "Gemeinsam durchgehen",
                "Festhalten, was davon in die Vereinbarung gehört",
            ),
            ordered=True,
        ),
        Heading("Begriffe", 4),
        Entries(
            (
                Entry("Synergie", "Zusammen erreicht man mehr als jede und jeder für sich.", "Fachwort"),
                Entry("KMU", "Kleine und mittlere Unternehmen."),
            )
        ),
        Callout("Eigene Ergänzung", "Dieser Hinweis stammt nicht aus dem Leitfaden.", "neutral"),
        Links((Link("Wie wir Lernen in den Alltag übertragen", "https://www.ideenportal-qualifizierung.de", "guide"),)),
    ),
)

QUESTIONNAIRE = Document(
    title="Fragebogen zum Qualifizierungsverbund",
    subtitle="Zum Ausfüllen auf Papier",
    words=WORDS,
    blocks=(
        Blank("Betrieb"),
        Blank("Ausgefüllt von"),
        Heading("Bereitschaft"),
        Paragraph("Kreuzen Sie je Frage eine Antwort an."),
        Form(
            "1",
            "Hätten wir etwas davon, mit anderen Betrieben zusammenzuarbeiten?",
            "Gemeint sind bessere Weiterbildung, geringere Kosten oder beides.",
            ("Ja", "Nein", "Weiß nicht"),
        ),
        Form("2", "Sind wir bereit, zunächst in Vorleistung zu gehen?", "", ("Ja", "Nein", "Weiß nicht")),
        Form(
            "3",
            "Es ist absehbar, wer die Fäden in der Hand hält.",
            "Eine Person, im Wechsel oder auf Dauer: Wichtig ist, dass sich jemand verantwortlich fühlt.",
            ("trifft zu", "teilweise", "trifft nicht zu", "weiß nicht"),
        ),
        Heading("Notizen"),
        Group((Paragraph("Am Schluss"), Blank("Was wir noch klären wollen", 4))),
    ),
)

SAMPLES = {"report": REPORT, "section": SECTION, "questionnaire": QUESTIONNAIRE, **RATING_SAMPLES}
