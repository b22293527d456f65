"""Thirty invented initiatives, for tests only: none of them exists."""

from __future__ import annotations

PLACES = (
    "Breda", "Tilburg", "'s-Hertogenbosch", "Eindhoven", "Oss", "Helmond", "Roosendaal",
    "Bergen op Zoom", "Meierijstad", "Altena", "WK075801", "Noord-Brabant", "Venlo", "",
    "Breda; Tilburg",
)  # fmt: skip
THEMES = ("eenzaamheid", "energie", "arbeidsmarkt", "sport")
QUESTIONS = ("Hoe bereiken we wie niet meedoet?", "Hoe houden we vrijwilligers?", "")
STATUSES = ("voorbereiding", "loopt", "afgerond")
HEAD = (
    "naam", "wat", "bron", "thema", "cross-over", "vraag", "plaats", "begin", "einde", "status",
    "wil bewegen", "input", "outcome", "voortgang op", "gevraagd", "geboden", "opbrengst",
)  # fmt: skip


def invented(count: int = 30) -> bytes:
    """Return a file of invented initiatives, every third with two moments of progress."""
    lines = [";".join(HEAD)]
    for n in range(count):
        name, status = f"Verzonnen initiatief {n + 1}", STATUSES[n % 3]
        crossover = "energie" if n % 7 == 0 else ""
        row = [
            name, "Verzonnen, alleen voor tests.", "verzonnen", THEMES[n % 4], crossover,
            QUESTIONS[n % 3], PLACES[n % len(PLACES)], str(2017 + n % 4),
            "2020" if status == "afgerond" else "", status, "meer mensen doen mee", "een ruimte",
            "minder mensen zijn eenzaam", "2018", "een ruimte", "een school", "elke week open",
        ]  # fmt: skip
        lines.append(";".join(f'"{cell}"' for cell in row))
        if n % 3 == 0:
            more = [""] * len(HEAD)
            more[0], more[13], more[16] = name, "1-2-2019", "twaalf mensen komen vaker"
            lines.append(";".join(f'"{cell}"' for cell in more))
    return "\n".join(lines).encode()
