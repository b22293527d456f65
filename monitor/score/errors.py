"""The one error of this package: what is wrong, where, and what to do."""


class ScoreError(ValueError):
    """What was given cannot be scored.

    Parameters
    ----------
    what : str
        What is wrong.
    where : str, optional
        The indicator, unit, node or year at fault.
    remedy : str, optional
        What the caller can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f" ({where})" if where else ""
        super().__init__(f"{what}{place}. {remedy}".strip())
