"""Strategies that draw whole portals with every kind of shorthand, all of them in order, and walks through them."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.unit.engine.phones import phone, words

INTS, TEXTS, BOOLS = ("n", "m", "copies"), ("t", "name", "born"), ("b", "pledge", "papers.card", "papers.book")
OPTIONS = {
    "who": ("self", "other"),
    "attached": ("blurred", "clear"),
    "taken": ("near", "far"),
    "code": ("real", "false"),
}
INPUTS: dict[str, dict[str, Any]] = {
    "name": {"kind": "text", "max": 8},
    "born": {"kind": "date"},
    "copies": {"kind": "number", "min": -3, "max": 9},
    "who": {"kind": "choice", "options": {key: words(key) for key in OPTIONS["who"]}},
    "papers": {"kind": "several", "options": {key: words(key) for key in ("card", "book")}},
    "pledge": {"kind": "toggle"},
    **{
        name: {"kind": kind, "options": {key: {"label": words(key), "picture": "clear"} for key in OPTIONS[name]}}
        for name, kind in (("attached", "file"), ("taken", "photo"), ("code", "scan"))
    },
}
ROWS = ({"id": "pho", "name": words("Phở"), "price": 30}, {"id": "tea", "name": "Trà", "price": 5})

# Strategies are kept: making one again for each guard takes longer than drawing from it.
small = st.integers(-4, 4)
text = st.sampled_from(["", "x", "Lê", "2026-11-23"])
chosen = st.sampled_from([(name, option) for name, options in OPTIONS.items() for option in (*options, "")])


@cache
def _typed(row: bool) -> st.SearchStrategy[tuple[str, Any]]:
    """A variable and something it can hold; in an action per row also the cells of the row."""
    ints = small | st.sampled_from([{"var": name} for name in INTS] + ([{"cell": "price"}] if row else []))
    texts = text | st.sampled_from([{"var": name} for name in TEXTS] + ([{"cell": "id"}] if row else []))
    bools = st.booleans() | st.sampled_from([{"var": name} for name in BOOLS])
    return st.one_of(
        st.tuples(st.sampled_from(INTS), ints),
        st.tuples(st.sampled_from(TEXTS), texts),
        st.tuples(st.sampled_from(BOOLS), bools),
        chosen,
    )


@cache
def guards(row: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """A guard of any kind on variables that every drawn portal has."""
    plain = st.one_of(
        st.builds(lambda pair: {"eq": list(pair)}, _typed(row)),
        st.builds(lambda name, limit: {"lt": [name, limit]}, st.sampled_from(INTS), small | st.just({"var": "m"})),
        st.builds(lambda name, values: {"in": [name, values]}, st.sampled_from(TEXTS), st.lists(text, max_size=2)),
        st.builds(lambda name: {"filled": name}, st.sampled_from([*INTS, *TEXTS, *BOOLS, *OPTIONS])),
    )
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=2)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=2)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=3,
    )


@cache
@st.composite
def changes(draw: st.DrawFn, row: bool = False) -> dict[str, Any]:
    """The `set` and `add` of a case or a rule."""
    amounts = small | st.just({"var": "n"}) | (st.just({"cell": "price"}) if row else small)
    return {
        "set": dict(draw(st.lists(_typed(row), max_size=2))),
        "add": draw(st.dictionaries(st.sampled_from(INTS), amounts, max_size=2)),
    }


@cache
@st.composite
def rules(draw: st.DrawFn, row: bool = False) -> dict[str, Any]:
    """A rule, with a guard or without."""
    return draw(changes(row)) | ({"when": draw(guards(row))} if draw(st.booleans()) else {})


@cache
@st.composite
def cases(draw: st.DrawFn, screens: tuple[str, ...], row: bool = False) -> dict[str, Any]:
    """A case of an action: where it goes, what it changes, what it says."""
    case: dict[str, Any] = draw(rules(row))
    if draw(st.booleans()):
        case["to"] = draw(st.sampled_from(screens))
    if draw(st.booleans()):
        case |= {"say": words("{name}: {price}" if row else "Xong"), "tone": "success"}
    return case | {"also": draw(st.lists(rules(row), max_size=2))}


@cache
@st.composite
def actions(draw: st.DrawFn, screens: tuple[str, ...]) -> dict[str, Any]:
    """An action, perhaps one per row of a table, perhaps one that checks the form."""
    row = draw(st.booleans())
    action: dict[str, Any] = {
        "label": words("Chọn {name}" if row else "Đi"),
        "cases": draw(st.lists(cases(screens, row), min_size=1, max_size=2)),
        "checks": draw(st.booleans()),
    }
    action |= {"each": "foods"} if row else {}
    return action | ({"when": draw(guards(row))} if draw(st.booleans()) else {})


@cache
@st.composite
def inputs(draw: st.DrawFn, all_of_them: bool) -> dict[str, Any]:
    """The inputs of a screen, with what a form says about them."""
    names = list(INPUTS) if all_of_them else draw(st.lists(st.sampled_from(list(INPUTS)), max_size=3, unique=True))
    found = {}
    for name in names:
        found[name] = {**INPUTS[name], "label": words(name)}
        if draw(st.booleans()):
            found[name]["when"] = draw(guards())
        if draw(st.booleans()):
            found[name]["wants"] = words("Hãy điền")
        if draw(st.booleans()):
            found[name]["refuses"] = [{"when": draw(guards()), "say": words("Chưa đúng")}]
    return found


@cache
@st.composite
def pads(draw: st.DrawFn, screens: tuple[str, ...], name: str) -> dict[str, Any]:
    """A passcode pad with an input of its own."""
    return {
        "input": f"pin-{name}",
        "label": words("Mã"),
        "digits": 4,
        "code": "2580",
        "tries": draw(st.integers(1, 4)),
        "enter": words("Mở"),
        "incomplete": words("Chưa đủ"),
        "wrong": words("Còn {left}"),
        "right": [draw(cases(screens)) | {"when": draw(guards())}, {"to": screens[0]}],
        "locked": {"say": words("Đã khoá")},
    }


@st.composite
def portals(draw: st.DrawFn) -> dict[str, Any]:
    """A whole portal: apps, tabs, banners, pads, rows, rules, checks, and screens of every layout."""
    names = tuple(f"s{number}" for number in range(draw(st.integers(2, 4))))
    apps = [f"a{number}" for number in range(draw(st.integers(0, 2)))]
    owners = {name: draw(st.sampled_from([None, *apps])) for name in names}
    starts = {app: next((name for name in names if owners[name] == app), None) for app in apps}
    tabs = {f"tab{number}": draw(st.sampled_from([None, *apps])) for number in range(draw(st.integers(0, 2)))}
    screens: dict[str, Any] = {}
    for name in names:
        mine = [tab for tab, app in tabs.items() if app is None or (app == owners[name] and starts[app])]
        screens[name] = {
            "layout": draw(st.sampled_from(["page", "home", "store", "inbox", "chat", "call", "camera"])),
            "quiet": draw(st.booleans()),
            "locked": draw(st.booleans()),
            "inputs": draw(inputs(name == names[0])),
            "actions": {f"do{n}": draw(actions(names)) for n in range(draw(st.integers(0, 2)))},
            "blocks": [{"rows": "foods", "text": words("{name}"), "when": draw(guards(True))}],
            **({"app": owners[name]} if owners[name] else {}),
            **({"tab": draw(st.sampled_from(mine))} if mine and draw(st.booleans()) else {}),
            **({"pad": draw(pads(names, name))} if draw(st.booleans()) else {}),
        }
    banner = {"sender": words("Ai đó"), "text": words("Mã")}
    return phone(
        screens,
        vars={"n": 0, "m": 2, "t": "", "b": False},
        data={"foods": ROWS},
        home=names[-1],
        apps={
            app: {"label": words(app), "icon": "route", "start": start, "installed": draw(guards())}
            for app, start in starts.items()
            if start is not None
        },
        tabs={
            tab: {
                "label": words(tab),
                "icon": "route",
                "to": draw(st.sampled_from(names)),
                **({"app": app} if app else {}),
            }
            for tab, app in tabs.items()
            if app is None or starts[app] is not None
        },
        banners={
            f"banner{number}": banner
            | {"when": draw(guards()), "open": draw(cases(names)), "dismiss": draw(cases(names))}
            for number in range(draw(st.integers(0, 2)))
        },
        rules=draw(st.lists(rules(), max_size=2)),
    )


@st.composite
def walks(draw: st.DrawFn, core: dict[str, Any]) -> list[Any]:
    """Events on a core: mostly what stands on some screen of it, now and then what nobody can do."""
    done = sorted({name for screen in core["screens"].values() for name in screen["actions"]} | {"nothing"})
    filled = sorted({name for screen in core["screens"].values() for name in screen["inputs"]} | {"nobody"})
    values = st.one_of(
        text, small, st.booleans(), st.sampled_from(["2580", "1111", "self", "clear", "near", "real", None, 1.5, [1]])
    )
    event = st.one_of(
        st.builds(lambda name: {"do": name}, st.sampled_from(done)),
        st.builds(lambda name, value: {"set": name, "to": value}, st.sampled_from(filled), values),
        st.sampled_from([{"restart": True}, {"hint": "s0.do0"}, {}, 7, {"do": "do0", "set": "name"}]),
    )
    return draw(st.lists(event, max_size=25))
