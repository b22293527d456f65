"""What was done and what could be seen of it: the register of initiatives, and their effects.

The effects (docs/impact.md), beside what would have happened anyway:

    panel       the figures that may carry proof    outcomes  which may not, and why
    comparison  who stands beside the participants  placebo   the same sums where nothing happened
    power       what could be seen at all           verdict   the one sentence that follows
    effect      municipalities                      area      a province as a whole
    study       year by year, by the library        reckon    from a plan to its answer
    keep        answers that are kept               own_measurement  an initiative's own
    words       its sentences                       smallest_words   those of what could be seen
"""
