"""What was chosen elsewhere, or by nobody, is what the controls of a page show."""

from __future__ import annotations

from tests.pages import new_app, open_page, shown, told

BERGEN_OP_ZOOM, BREDA = "GM0748", "GM0758"


def test_wijken_shows_the_municipality_that_was_chosen_on_the_map_until_it_is_asked_otherwise() -> (
    None
):
    app = open_page(new_app(), "kaart", {"gemeente": BERGEN_OP_ZOOM})
    open_page(app, "wijken")
    assert app.segmented_control(key="control-niveau").value == "gemeente"
    assert shown(app.selectbox(key="control-gemeente")) == "Bergen op Zoom"
    app.segmented_control(key="control-niveau").select("provincie").run()
    assert app.query_params["niveau"] == "provincie"
    assert shown(app.selectbox(key="control-province")) == "Noord-Brabant"


def test_another_municipality_leaves_the_district_of_the_one_before() -> None:
    asked = {"niveau": "gemeente", "gemeente": "GM0855", "wijk": "WK085559"}
    app = open_page(new_app(), "wijken", asked)
    app.selectbox(key="control-gemeente").select(BREDA).run()
    assert app.query_params == {"niveau": "gemeente", "gemeente": BREDA}
    assert not any("ligt buiten" in line for line in told(app))


def test_vergelijk_names_in_its_control_what_it_compares_before_anyone_chose() -> None:
    app = open_page(new_app(), "vergelijk")
    control = app.multiselect(key="control-naast")
    assert control.value == [] and control.placeholder == "West-Brabant en Middelgrote steden"


def test_the_button_of_the_finer_choices_names_those_that_were_made_elsewhere() -> None:
    app = open_page(new_app(), "aandachtsgebieden")
    app.selectbox(key="control-tegen").select("nederland").run()
    app.selectbox(key="control-weging").select("inwoners").run()
    open_page(app, "presentatie")
    (button,) = (block.proto.popover.label for block in app.get("popover"))
    assert button == "Meer keuzes: vergeleken met Nederland, naar inwoners"
