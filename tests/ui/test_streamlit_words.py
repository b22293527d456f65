"""Words that Streamlit says itself have a Dutch form, those with a number in them too."""

from __future__ import annotations

from monitor.text import speaking
from monitor.ui.params import MOST_BESIDE, MOST_OUT
from monitor.ui.streamlit_words import words_of_streamlit


def test_the_limit_of_a_list_is_said_in_the_language_of_the_page() -> None:
    # as Streamlit 1.67 words it, with the limit and "option" or "options" in it
    for most in (MOST_BESIDE, MOST_OUT, 20):
        text = f"You can only select up to {most} options. Remove an option first."
        assert str(most) in words_of_streamlit()[text]
    with speaking("en"):
        assert words_of_streamlit() == {}
