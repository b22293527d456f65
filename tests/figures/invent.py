"""The invented municipalities and how their figures come about: what is alike, what differs.

NOTHING HERE IS REAL.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

SEED = 20240101
NAMES = {
    "GM9001": "Testerveen",
    "GM9002": "Proefdam",
    "GM9003": "Toetsum",
    "GM9004": "'s-Proefland",
    "GM9005": "Groot Testum",
    "GM9006": "Keurhoven",
    "GM9007": "IJkdijk",
    "GM9008": "Meetstede",
    "GM9009": "Peilen-Zuid",
    "GM9010": "Steekproef",
    "GM9011": "Nulmeting",
    "GM9012": "Controle aan Zee",
    "GM9013": "Samentesten",
    "GM9014": "Nieuwenaam",
    "GM9021": "Oudtesten",
    "GM9022": "Nieuwtesten",
    "GM9023": "Deelveen",
    "GM9024": "Oudenaam",
    "GM9025": "Klein Testum",
}
BRABANT = [f"GM90{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 13, 14)]


@dataclass(frozen=True)
class Part:
    """A piece of land that was never divided: inhabitants in 2012 and its code in the years before.

    ``former`` and ``until``: the code it had before that year.
    """

    people: int
    code: str
    former: str = ""
    until: int = 0

    def code_in(self, year: int) -> str:
        return self.former if year < self.until else self.code


PARTS = [
    Part(182_000, "GM9001"),
    Part(91_000, "GM9002"),
    Part(64_000, "GM9003"),
    Part(45_000, "GM9004"),
    Part(38_000, "GM9005"),
    Part(27_000, "GM9006"),
    Part(21_000, "GM9007"),
    Part(121_000, "GM9008"),
    Part(33_000, "GM9009"),
    Part(18_500, "GM9010"),
    Part(12_400, "GM9011"),
    Part(9_300, "GM9012"),
    Part(23_700, "GM9013", "GM9021", 2019),
    Part(17_900, "GM9013", "GM9022", 2019),
    Part(29_800, "GM9014", "GM9024", 2018),
    Part(2_100, "GM9001", "GM9023", 2021),
    Part(5_800, "GM9002", "GM9023", 2021),
    Part(6_300, "GM9003", "GM9023", 2021),
    Part(8_200, "GM9005", "GM9025", 2022),
]
RNG = np.random.default_rng(SEED)
LEVEL = RNG.normal(0, 1, len(PARTS))
"""How well off each part is: what the invented indicators have in common."""

# per topic (by the start of its title): mean, spread between parts, sign of LEVEL, yearly change
SHAPES: dict[str, tuple[float, float, int, float]] = {
    "Ervaren gezondheid": (76, 3, 1, -0.1),
    "Goed ervaren gezondheid": (76, 3, 1, -0.1),
    "Hoog risico op angst": (6.5, 1.2, -1, 0.1),
    "Matig/veel regie": (89, 2, 1, -0.1),
    "Zeer lage veerkracht": (17, 3, -1, 0.1),
    "Zeer hoge veerkracht": (12, 3, 1, -0.1),
    "Mist emotionele steun": (6, 1, -1, 0.1),
    "Totaalscore": (0.1, 0.2, 1, 0.0),
    "Moeite met rondkomen": (16, 4, -1, -0.2),
    "Eenzaam": (43, 3, -1, 0.5),
    "Vrijwilligerswerk": (28, 4, 1, -0.1),
    "Mantelzorger": (14, 1.5, 0, 0.1),
    "Ernstig/zeer ernstig eenzaam": (9, 1.5, -1, 0.2),
    "Wekelijk": (52, 4, 1, 0),
    "Gemiddeld gestandaardiseerd": (29, 3, 1, 0.8),
    "Mediaan vermogen": (70, 18, 1, 4),
    "Huishoudens met een laag inkomen": (7, 2, -1, -0.1),
    "Netto arbeidsparticipatie": (68, 3, 1, 0.3),
    "Afstand tot huisartsenpraktijk": (1.1, 0.4, -1, 0.01),
    "Afstand tot grote supermarkt": (0.9, 0.3, -1, 0.01),
    "Percentage onbewoond": (5, 2, -1, 0),
    "Koopwoningen": (58, 8, 1, 0.1),
    "Gemiddelde woningwaarde": (240, 45, 1, 14),
    "Gemiddelde verkoopprijs": (260_000, 40_000, 1, 15_000),
    "Mate van stedelijkheid": (3, 1, 0, 0),
    "Bevolkingsdichtheid": (700, 300, 0, 4),
    "Eenpersoonshuishoudens": (35, 6, -1, 0.2),
}
# counts per inhabitant, and the sign of LEVEL
COUNTS: dict[str, tuple[float, int]] = {
    "Totale bevolking": (1.0, 0),
    "Aantal inwoners": (1.0, 0),
    "Particuliere huishoudens": (0.00045, 0),
    "Bijstand": (0.028, -1),
    "Personen per soort uitkering": (0.028, -1),
    "65 tot 80 jaar": (0.13, 1),
    "80 jaar of ouder": (0.045, 1),
    "Opleidingsniveau laag": (0.22, -1),
    "Opleidingsniveau middelbaar": (0.32, 0),
    "Opleidingsniveau hoog": (0.24, 1),
    "Woningvoorraad": (0.45, 0),
}
CRIMES = {  # per code: recorded crimes per inhabitant
    "0.0.0": 0.052,
    "1.1.1": 0.003,
    "1.4.4": 0.0013,
    "1.4.5": 0.0025,
    "2.2.1": 0.006,
    "0000000": 0.052,
    "2010000": 0.0075,
    "3010000": 0.0027,
    "3020100": 0.0014,
}
YEARS = {
    "70072ned": list(range(2011, 2026)),
    "50090NED": [2012, 2016, 2020],
    "50120NED": [2022],
    "50150NED": [2012, 2016, 2020, 2022, 2024],
    "86296NED": list(range(2014, 2024)),
    "83674NED": [2016],
    "85012NED": [2020],
    "47018NED": [2012, 2017, 2018, 2019, *range(2021, 2026)],
    "83648NED": [2012, *range(2015, 2021)],
    "83625NED": list(range(2011, 2025)),
}
TOPIC_YEARS = {  # of 70072ned
    "Totale bevolking": [2012, *range(2015, 2026)],
    "Particuliere huishoudens": list(range(2011, 2024)),
    "Gemiddeld gestandaardiseerd": list(range(2011, 2024)),
    "Mediaan vermogen": list(range(2011, 2024)),
    "Bevolkingsdichtheid": list(range(2011, 2025)),
    "Eenpersoonshuishoudens": list(range(2015, 2020)),
}
NEW_TABLE = [2016, 2020, 2022]  # years of a table that is not named here
BOUNDARY_YEAR = {"50090NED": 2020}  # a table on one year's municipalities
PRESENT_ONLY = ("47018NED",)  # no municipalities that are gone, all years on those of now
TOTAL_ONLY = {"47018NED": [2021, 2025], "83648NED": [2012, *range(2016, 2021)]}  # no kinds of crime
ABOVE_POLICE = 1.025  # what the table of CBS counts more, rounded to fives


def people(part: int, year: int) -> float:
    return PARTS[part].people * (1 + 0.006 * (year - 2012) * (1 + 0.3 * LEVEL[part]))


def members(year: int) -> dict[str, list[int]]:
    """Parts per municipality of a year."""
    out: dict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(PARTS):
        out[part.code_in(year)].append(number)
    return dict(sorted(out.items()))


def noise(*key: object) -> float:
    """A normal draw that depends on the key alone: figures do not shift with their order."""
    seed = [SEED, *"|".join(map(str, key)).encode()]
    return float(np.random.default_rng(seed).normal())


def figure(title: str, parts: list[int], year: int) -> float:
    """One invented figure: a count is the sum over parts, a rate their weighted mean."""
    last = title.rsplit(" | ", maxsplit=2)[-1]
    weights = np.array([people(p, year) for p in parts])
    for start, (per_head, sign) in COUNTS.items():
        if last.startswith(start) and not title.startswith(("Inkomen | ", "Vermogen | ")):
            rate = [per_head * (1 + sign * 0.12 * LEVEL[p] + 0.04 * noise(start, p)) for p in parts]
            count = weights.sum() if start == "Totale bevolking" else (weights * rate).sum()
            return float(100 * count / weights.sum() if title.startswith("Relatief") else count)
    known = (s for s in SHAPES if any(g.startswith(s) for g in title.split(" | ")))
    start = next(known, last)
    mean, spread, sign, change = SHAPES.get(start, (20.0, 3.0, 0, 0.0))
    own = [0.7 * sign * LEVEL[p] + 0.6 * noise(start, p) for p in parts]
    drift = [0.15 * noise(start, p, year) for p in parts]
    value = mean + change * (year - 2016) + spread * np.average(np.add(own, drift), weights=weights)
    if start == "Mate van stedelijkheid":
        return float(np.clip(round(value), 1, 5))
    breaks = {"Ervaren gezondheid": -10.0, "Netto arbeidsparticipatie": -4.7}
    value += breaks.get(start, 0.0) if year >= 2022 else 0.0
    return float(value * weights.sum() / 100 if title.startswith("Aantallen") else value)


def tidy(title: str, value: float) -> float | int:
    """Round as CBS does: whole counts and prices, one decimal for the rest."""
    last = title.rsplit(" | ", maxsplit=1)[-1]
    if title.startswith(("Inkomen | ", "Vermogen | ", "Inkomen en vermogen | ")):
        return round(value, 1)
    whole = (*COUNTS, "Gemiddelde verkoopprijs", "Gemiddelde woningwaarde", "Bevolkingsdichtheid")
    whole += ("Percentage onbewoond", "Koopwoningen", "Mate van stedelijkheid")
    if title.startswith("Totaalscore"):
        return round(value, 3)
    return round(value) if last.startswith(whole) else round(value, 1)
