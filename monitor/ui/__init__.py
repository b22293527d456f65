"""Selection, widgets, texts and caching of the pages."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

# Streamlit takes a folder pages/ for its own kind of app until st.navigation has been called: on a
# fresh server a link to a page would open it bare, without app.py around it.
if PagesManager.uses_pages_directory:
    PagesManager.uses_pages_directory = False
    st.rerun()
