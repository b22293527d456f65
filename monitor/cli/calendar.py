"""``calendar``: when each indicator is measured again, and what that could show."""

from __future__ import annotations

from monitor.cli._shared import CsvOption, DataOption, open_figures, out, show, wants_data

HELP = "Toon wanneer elk cijfer opnieuw wordt gemeten, en welke verandering dan te zien kan zijn."


def command(csv: CsvOption = None, data: DataOption = None) -> None:
    """Print the next measurement of every scored indicator, the soonest first."""
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.steering.calendar import next_measurements  # noqa: PLC0415
    from monitor.steering.usual import steps_by  # noqa: PLC0415
    from monitor.steering.words import calendar_table  # noqa: PLC0415

    snapshot = open_figures(data)
    found = next_measurements(snapshot, steps_by(snapshot, {}))
    if wants_data(csv):
        out(pd.DataFrame([vars(n) for n in found]), csv)
        return
    show(calendar_table(snapshot, found))
