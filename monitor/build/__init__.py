"""From sources to a snapshot, one step a module.

plan -> fetch -> extract -> derive (harmonise, rates, constant prices) -> scales -> shapes -> write.
"""

from monitor.build.fetch import Sources
from monitor.build.run import Report, build

__all__ = ["Report", "Sources", "build"]
