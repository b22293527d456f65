"""The tree of an index, of any depth."""

from __future__ import annotations

import pytest

from monitor.score.errors import ScoreError
from monitor.score.tree import branch, leaf_weights, leaves, tree

DEEP = {"total": {"people": ["health", "work"], "place": {"safety": ["crime"], "shops": ["gp"]}}}


def test_children_stand_before_their_parent():
    table = tree(DEEP)
    order = list(table.index)
    assert order[-1] == "total"
    for name, parent in table["parent"].items():
        assert parent == "" or order.index(name) < order.index(parent)
    assert leaves(table) == ["health", "work", "crime", "gp"]


def test_equal_weights_on_every_level():
    # total 1/2 + 1/2; people 1/2 each = 1/4; place 1/2 each, with one indicator in each = 1/4
    assert leaf_weights(tree(DEEP)).to_dict() == {
        "health": 0.25,
        "work": 0.25,
        "crime": 0.25,
        "gp": 0.25,
    }


def test_given_weights_per_level():
    # people 3 of 4; health 1 of 1 + 2
    weights = leaf_weights(tree(DEEP, {"people": 3, "work": 2}))
    assert weights["health"] == pytest.approx(3 / 4 * 1 / 3)
    assert weights["work"] == pytest.approx(3 / 4 * 2 / 3)
    assert weights.sum() == pytest.approx(1)


def test_a_branch_knows_how_it_combines():
    table = tree(DEEP, methods={"place": "geometric"}, min_shares={"place": 1.0})
    children, weights, method, share = branch(table, "place")
    assert (children, weights.tolist(), method, share) == (
        ["safety", "shops"],
        [1.0, 1.0],
        "geometric",
        1.0,
    )


@pytest.mark.parametrize(
    ("nested", "weights", "message"),
    [
        ({"total": {"a": ["x"], "b": ["x"]}}, {}, "occurs twice"),
        (DEEP, {"nowhere": 1}, "unknown part"),
        (DEEP, {"health": -1}, "0 or more"),
        (DEEP, {"health": 0, "work": 0}, "No weight is left"),
    ],
)
def test_a_faulty_tree_is_named(nested, weights, message):
    with pytest.raises(ScoreError, match=message):
        tree(nested, weights)
