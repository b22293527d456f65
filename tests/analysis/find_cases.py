"""What a reader types and the place that is meant, for the analysis and for the browser alike.

Codes as CBS publishes them: Gebieden in Nederland (municipalities), Wijk- en buurtkaart 2024.
"""

CASES = {
    "Den Bosch": "GM0796",
    "'s-hertogenb": "GM0796",
    "shertogenbosch": "GM0796",
    "Den Haag": "GM0518",
    "The Hague": "GM0518",
    "Nuenen c.a.": "GM0820",
    "gem. Breda": "GM0758",
    "boz": "GM0748",
    "ZOOM": "GM0748",
    "Súdwest": "GM1900",
    "sudwest fry": "GM1900",
    "Uden": "GM0856",  # a municipality until 2022, and still a district: Udenhout comes later
    "Wouw": "WK167411",  # a municipality until 1997: "Wijk 11 Wouw", before Wouwse Plantage
    "St. Willebrord": "WK084001",
    "oosterhout": "GM0826",  # and four districts and neighbourhoods elsewhere
    "Bergen": "GM0373",  # (NH.) is larger than (L.); both before Bergen op Zoom
    "4724": "WK167411",  # the postcode of Wouw, by the most common one of its neighbourhoods
    "4724 ab": "WK167411",  # and the whole of one
    "dhoven": "GM0772",  # inside a name: Eindhoven is larger than Veldhoven
}
