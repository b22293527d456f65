"""A page with nothing but a choice and an empty chart: what any Streamlit page takes."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
year = st.segmented_control("Jaar", ["2022", "2023", "2024"], default="2024", key="control-year")
st.header(f"Leeg, {year}")
st.plotly_chart(go.Figure(), key="leeg")
