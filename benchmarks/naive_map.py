"""The map as everyone writes it: px.choropleth with the GeoJSON inside the figure, rerun whole.

Started by benchmarks/map.py with ``streamlit run``; SHAPES names the GeoJSON file, COLOUR says
whether the score is drawn as a number (one trace) or in the classes of the monitor's own map (for
which plotly express makes a trace per class, each with the GeoJSON).
"""

import json
import os
from pathlib import Path

import plotly.express as px
import streamlit as st

from monitor.analysis.scores import score_year
from monitor.charts.classes import score_scale
from monitor.charts.theme import theme
from monitor.snapshot import open_snapshot

st.set_page_config(layout="wide")
snapshot = open_snapshot()
shapes = json.loads(Path(os.environ["SHAPES"]).read_text(encoding="utf-8"))
key = "statcode" if "statcode" in shapes["features"][0]["properties"] else "code"
year = st.select_slider("Jaar", list(range(2016, 2025)), value=2024)
table = score_year(snapshot, year).table.join(snapshot.regions["name"]).reset_index()
table = table.rename(columns={table.columns[0]: "region"})
if os.environ.get("COLOUR") == "classes":
    table["total"] = score_scale(theme(dark=False)).number(table["total"]).astype(str)
fig = px.choropleth(
    table,
    geojson=shapes,
    locations="region",
    featureidkey=f"properties.{key}",
    color="total",
    hover_name="name",
    fitbounds="locations",
)
fig.update_layout(height=560)
st.header("Kaart")
st.plotly_chart(fig, key="kaart", config={"topojsonURL": "/app/static/topo/"})
