"""The map as everyone writes it: px.choropleth with the GeoJSON inside the figure, rerun whole.

Started by benchmarks/map.py with ``streamlit run``; SHAPES names the GeoJSON file.
"""

import json
import os
from pathlib import Path

import plotly.express as px
import streamlit as st

from monitor.analysis.scores import score_year
from monitor.snapshot import open_snapshot

st.set_page_config(layout="wide")
snapshot = open_snapshot()
shapes = json.loads(Path(os.environ["SHAPES"]).read_text(encoding="utf-8"))
key = "statcode" if "statcode" in shapes["features"][0]["properties"] else "code"
year = st.select_slider("Jaar", list(range(2016, 2025)), value=2024)
table = score_year(snapshot, year).table.join(snapshot.regions["name"]).reset_index()
table = table.rename(columns={table.columns[0]: "region"})
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
