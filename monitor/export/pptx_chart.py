"""Native charts on a slide: PowerPoint draws them, whoever gets the file can edit their figures."""

from __future__ import annotations

from math import floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Length, Pt

from monitor.charts.base import room_for
from monitor.charts.slides import with_room
from monitor.charts.theme import Theme
from monitor.export.native import Bars, Native, Points, Series

TYPE = 13
"""Points, of all type in a chart."""
_SIDES = {
    "left": XL_LABEL_POSITION.LEFT,
    "right": XL_LABEL_POSITION.RIGHT,
    "above": XL_LABEL_POSITION.ABOVE,
    "below": XL_LABEL_POSITION.BELOW,
}
Box = tuple[Length, Length, Length, Length]


def add_chart(made: Any, native: Native, theme: Theme, box: Box, *, name: str, alt: str) -> None:
    """Put a chart with its data sheet on a slide, with its text alternative.

    Parameters
    ----------
    box : tuple of Length
        Left, top, width and height.
    """
    if isinstance(native, Bars):
        frame = made.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, _bar_data(native))
        _draw_bars(frame.chart, native, theme)
    else:
        frame = made.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, _xy_data(native))
        _draw_points(frame.chart, native, theme, box[2])
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(TYPE), rgb(theme.ink)
    about = frame._element.nvGraphicFramePr.cNvPr
    about.set("descr", alt)
    about.set("name", name)


def rgb(colour: str) -> RGBColor:
    """Return a colour of the theme as PowerPoint takes it."""
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _bar_data(native: Bars) -> Any:
    data = CategoryChartData(  # type: ignore[no-untyped-call]
        number_format=_format(native)
    )
    data.categories = native.rows["label"].to_list()
    data.add_series(  # type: ignore[no-untyped-call]
        native.name, native.rows["value"].to_list()
    )
    return data


def _format(native: Bars) -> str:
    """Return the format of a level, or of a change with its sign; the reader has the comma."""
    plain = f"#,##0.{'0' * native.decimals}".removesuffix(".")
    return f"{plain};\u2212{plain}" if native.levels else f"+{plain};\u2212{plain};{plain}"


def _draw_bars(chart: Any, native: Bars, theme: Theme) -> None:
    values = native.rows["value"] - native.zero
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    plot, names, axis = chart.plots[0], chart.category_axis, chart.value_axis
    plot.gap_width = 40
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _format(native), False
    axis.minimum_scale, axis.maximum_scale = (
        end + native.zero for end in with_room(low, high, 0.12)
    )
    axis.crosses_at = native.zero
    axis.has_major_gridlines = axis.visible = False
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    # beside the zero line, also where all bars point to the left
    side = XL_TICK_LABEL_POSITION.LOW if high > 0 else XL_TICK_LABEL_POSITION.HIGH
    names.tick_label_position = side
    _pen(names.format.line, theme.ink, 1.5)
    series = plot.series[0]
    series.invert_if_negative = False
    for i, tone in enumerate(native.rows["tone"]):
        fill = series.points[i].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(getattr(theme, tone))


def _xy_data(native: Points) -> Any:
    data = XyChartData()  # type: ignore[no-untyped-call]
    for one in native.series:
        series = data.add_series(one.name)  # type: ignore[no-untyped-call]
        for x, y in one.points:
            series.add_data_point(x, y)
    return data


def _draw_points(chart: Any, native: Points, theme: Theme, width: Length) -> None:
    x, y = chart.category_axis, chart.value_axis
    for axis, bounds, whole in ((x, native.x, "#,##0" if native.rows else "0"),
                                (y, native.y, "#,##0")):  # fmt: skip  # a year has no thousands
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = bounds
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.has_major_gridlines = False
        plain = f"{whole}{_decimals(bounds[2])}"
        axis.tick_labels.number_format = f"{plain};\u2212{plain};{plain}"
        axis.tick_labels.number_format_is_linked = False
        axis.format.line.fill.background()
    if native.rows:
        y.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        x.has_major_gridlines = True
        _pen(x.major_gridlines.format.line, theme.line, 0.75)
    else:
        y.has_major_gridlines = True
        _pen(y.major_gridlines.format.line, theme.line, 0.75)
        _pen(x.format.line, theme.ink, 1.5)  # x crosses y at zero
    for series, one in zip(chart.plots[0].series, native.series, strict=True):
        _draw_series(series, one, theme)
    _set_inside(chart, *_margins(native, width))


def _decimals(step: float) -> str:
    """Return the part of a number format that shows the decimals of a step."""
    digits = max(0, -floor(log10(step)))
    return f".{'0' * digits}" if digits else ""


def _draw_series(series: Any, one: Series, theme: Theme) -> None:
    series.smooth = False
    if one.line:
        _pen(series.format.line, getattr(theme, one.tone), one.line)
        if one.dashed:
            series.format.line.dash_style = MSO_LINE.DASH
    else:
        series.format.line.fill.background()
    shape = XL_MARKER_STYLE.X if one.cross else XL_MARKER_STYLE.CIRCLE
    series.marker.style = shape if one.dot else XL_MARKER_STYLE.NONE
    if one.dot:
        series.marker.size = round(one.dot)
        for i in range(len(one.points)):
            _fill_dot(series.points[i] if one.tones else series, one, theme, i)
    for i, text in one.texts.items():
        label = series.points[i].data_label
        label.text_frame.text = text
        label.text_frame.word_wrap = False
        font = label.text_frame.paragraphs[0].runs[0].font
        font.size, font.color.rgb = Pt(TYPE), rgb(getattr(theme, one.tone))
        font.bold = one.tone == "accent"
        label.position = _SIDES[one.side]


def _fill_dot(point: Any, one: Series, theme: Theme, i: int) -> None:
    tone = one.tones[i] if one.tones else one.tone
    look = point.marker.format
    look.fill.solid()
    look.fill.fore_color.rgb = rgb(getattr(theme, tone))
    _pen(look.line, getattr(theme, one.tone if tone == "paper" else tone), 1.5)
    if one.tones:  # a point of its own takes no style from its series
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, round(one.dot)
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = rgb(getattr(theme, tone))  # what LibreOffice goes by
        if one.line:
            _pen(point.format.line, getattr(theme, one.tone), one.line)


def _pen(line: Any, colour: str, width: float) -> None:
    line.color.rgb, line.width = rgb(colour), Pt(width)


def _margins(native: Points, width: Length) -> tuple[float, float]:
    """Return the shares of the width that names left and texts right of the axes need."""

    def share(side: str, edge: float) -> float:
        texts = [
            text
            for one in native.series
            for i, text in one.texts.items()
            if one.side == side and one.points[i][0] == edge
        ]
        return Pt(room_for(texts, TYPE, gap=TYPE)) / width

    return max(share("left", native.x[0]), 0.03), max(share("right", native.x[1]), 0.03)


def _set_inside(chart: Any, left: float, right: float) -> None:
    """Keep room around the axes: PowerPoint makes none for texts beside points."""
    sides = {"x": left, "y": 0.08, "w": 1 - left - right, "h": 0.82}
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in ("x", "y"))
    places = "".join(f'<c:{side} val="{share:.4f}"/>' for side, share in sides.items())
    layout = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>{modes}{places}'
        "</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall("{*}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))
