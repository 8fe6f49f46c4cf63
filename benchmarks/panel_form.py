"""A form of three steps in Panel, the fastest of the frameworks that keep a session on the server.

Only `arrivals.py --panel` needs it: `pip install panel` into the environment first. It is a generous stand-in for a
lesson: fewer inputs than the portal, no fonts, no pictures.
"""

import panel as pn

pn.extension()

STEPS = ("Tìm thủ tục", "Điền tờ khai", "Nộp hồ sơ")
step = {"number": 0}
title = pn.pane.Markdown(f"# {STEPS[0]}")
inputs = pn.Column(*(pn.widgets.TextInput(name=f"Mục {number}") for number in range(8)))
choice = pn.widgets.RadioBoxGroup(name="Cách nhận", options=["Điện tử", "Tại quầy", "Bưu chính"])
forward = pn.widgets.Button(name="Tiếp tục", button_type="primary")


def go_on(_: object) -> None:
    """Show the next step, as the portal's main action does."""
    step["number"] = (step["number"] + 1) % len(STEPS)
    title.object = f"# {STEPS[step['number']]}"


forward.on_click(go_on)
pn.Column(title, inputs, choice, forward).servable()
