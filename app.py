"""Monitor Sociale Veerkracht: page settings, the shared selection, navigation, run."""

from __future__ import annotations

import streamlit as st

from monitor.site import monitor_name
from monitor.ui import navigation, net, selection, serving, shell

st.set_page_config(page_title=monitor_name(), layout="wide", initial_sidebar_state="collapsed")
serving.follow()
selection.restore()
alone = navigation.is_bare()
page = st.navigation(navigation.pages(), position="hidden" if alone else "top")
st.set_page_config(page_title=f"{page.title} · {monitor_name()}")
shell.frame(page.title, alone=alone)
with net.net():
    shell.told()
    page.run()
