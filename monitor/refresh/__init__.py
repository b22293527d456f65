"""Fresh figures without fear: fetch what changed, stop what drifted, switch when it is sound.

gather (tables, cache) -> drift (before) -> build -> drift (after) -> keep -> changes -> publish.
"""

from monitor.refresh.gather import Options
from monitor.refresh.run import REPORT, Outcome, last_good, refresh

__all__ = ["REPORT", "Options", "Outcome", "last_good", "refresh"]
