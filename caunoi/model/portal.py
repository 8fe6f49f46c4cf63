"""A portal: screens with blocks, inputs and actions, declared as data.

Whatever is drawn - a web page, an app, a chat, a call, a phone's home screen - is made of these few parts. `layout`
says how a screen looks; it changes nothing in what can happen there. What is shorthand (`data` with `each`, `tabs`,
`apps`, `banners`, `pad`, `wants`, `refuses`) is written out by caunoi.lowering before the machine sees it.
"""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StrictBool, StrictInt

from caunoi.model.base import (
    Id,
    IsoDate,
    Nfc,
    Operand,
    Plain,
    Sum,
    Text,
    Url,
    Value,
    ValueRef,
    VarName,
    Words,
)
from caunoi.model.blocks import Block, Tone
from caunoi.model.facts import Cited
from caunoi.model.guards import Guard
from caunoi.model.inputs import Input


class Rule(Value):
    """A change of variables on a condition."""

    when: Guard | None = None
    set: dict[VarName, Operand] = Field(default_factory=dict)
    add: dict[VarName, Sum] = Field(default_factory=dict)


class Case(Value):
    """What an action does when its guard holds: go to a screen, change variables, say something.

    `set` and `add` come first, then the rules of `also`, in order, each seeing what the ones before it did.
    """

    id: Id | None = None
    when: Guard | None = None
    to: Id | None = None
    set: dict[VarName, Operand] = Field(default_factory=dict)
    add: dict[VarName, Sum] = Field(default_factory=dict)
    also: tuple[Rule, ...] = ()
    say: Text | None = None
    tone: Tone = "info"
    at: Id | None = None


Look = OneOf["button", "link", "row", "back", "tile", "card", "reply", "danger"]


class Action(Value):
    """Something to press; the first case that holds is taken.

    `about` is a second, quieter line (the maker of an app, the preview of a thread), `badge` shows a dot while it
    holds. With `checks` every input in sight is looked at first: what is wanted and empty, or refused, is said there.
    With `each` there is one such action per row of a table of `data`; its id is this one, a dash and the id of the row.
    Its texts may name the columns in {braces}, its guards and changes the cells as {cell: column}.
    """

    label: Text
    about: Text | None = None
    icon: Id | None = None
    picture: Id | None = None
    badge: Guard | None = None
    main: StrictBool = False
    style: Look = "button"
    when: Guard | None = None
    checks: StrictBool = False
    each: Id | None = None
    cases: tuple[Case, ...] = Field(min_length=1)


class Pad(Value):
    """A passcode pad: a code of digits that must be right, and a lock after `tries` wrong ones.

    It becomes the passcode input `input`, the action `enter` and the variable <input>_tries. The pad hands a code over
    only when all its digits are there; until then the input is empty and `enter` says `incomplete`. After every try it
    is empty again. `wrong` may name {left}, the tries that are left. `right` is taken when the code is right, `locked`
    when the last try was wrong; a locked pad takes no code, not even the right one, until content sets <input>_tries.
    The cases have the ids of the author, or incomplete, right, wrong-<left>, locked, still-locked.
    """

    input: Id
    label: Text
    digits: Annotated[StrictInt, Field(ge=1, le=12)] = 6
    code: Nfc | ValueRef
    tries: Annotated[StrictInt, Field(ge=1, le=10)] = 5
    enter: Text
    incomplete: Text
    wrong: Text
    right: tuple[Case, ...] = Field(min_length=1)
    locked: Case


Layout = OneOf["page", "home", "store", "inbox", "chat", "call", "camera"]


class Screen(Value):
    """One screen of a portal, drawn from top to bottom: blocks, inputs, actions.

    `caption` is the quieter line under the title: a caller's number, the members of a group. `app` says to which app of
    the phone it belongs. A screen that names a `tab` has the bar of its app's tabs, with this one lit; a sign-in screen
    names none. A screen with `quiet` shows no banner. A `locked` one stands before the lock of a phone: it has no home
    button, because that would lead past the lock.
    """

    title: Text
    caption: Text | None = None
    layout: Layout = "page"
    address: Words | None = None
    app: Id | None = None
    tab: Id | None = None
    quiet: StrictBool = False
    locked: StrictBool = False
    blocks: tuple[Block, ...] = ()
    inputs: dict[Id, Input] = Field(default_factory=dict)
    pad: Pad | None = None
    actions: dict[Id, Action] = Field(default_factory=dict)


class Tab(Value):
    """One tab of the bar at the foot of an app: pressing it goes to its screen. It becomes the action tab-<id>."""

    label: Text
    icon: Id
    to: Id
    badge: Guard | None = None
    app: Id | None = None


class App(Value):
    """An app of a phone: its screens name it, and its tile on the home screen resumes where it was left."""

    label: Text
    icon: Id
    start: Id
    installed: Guard | None = None
    badge: Guard | None = None


class Banner(Value):
    """A message that arrives on the same phone and lies over whatever is on the screen, until it is opened or put away.

    While `when` holds it shows on every screen that is not `quiet`; `open` is what pressing it does, `dismiss` what
    putting it away does. They become the actions <id>-open and <id>-dismiss.
    """

    sender: Text
    text: Text
    when: Guard
    open: Case
    dismiss: Case


Cell = Annotated[StrictInt | Text | Nfc, Field(union_mode="smart")]
Row = dict[Id, Cell]
"""One row of a table: its id under `id`, and a text, a plain text or a whole number per column."""


class Signs(Value):
    """What the bar at the top of a phone shows, each while it holds: bars, mobile data, Wi-Fi, flight mode.

    Without a guard the bars and Wi-Fi are there, mobile data and flight mode are not.
    """

    signal: Guard | None = None
    data: Guard | None = None
    wifi: Guard | None = None
    flight: Guard | None = None


class Part(Value):
    """Screens that several portals share, such as signing in, with the names that they need."""

    id: Id
    source: Url
    checked_on: IsoDate
    facts: Cited = ()
    values: tuple[Id, ...] = ()
    vars: dict[Id, Plain] = Field(default_factory=dict)
    data: dict[Id, tuple[Row, ...]] = Field(default_factory=dict)
    apps: dict[Id, App] = Field(default_factory=dict)
    tabs: dict[Id, Tab] = Field(default_factory=dict)
    banners: dict[Id, Banner] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    screens: dict[Id, Screen] = Field(default_factory=dict)


class Portal(Value):
    """A mock-up of a public service: its screens, and the variables they share.

    `kind` is the frame around it: a browser, one app, or a whole phone with a home button that goes to `home`.
    `parts` are joined in by caunoi.lowering.parts: what the portal declares itself comes before what a part declares
    under the same name, and screens of a part that no way leads to are left out. `rules` follow every action that was
    done, after its own effects. On a phone, `signs` says what its top bar shows, and `letters` names the choice that
    sets how large everything on it is written: small, middle, large or largest.
    """

    id: Id
    kind: OneOf["web", "app", "phone"]
    title: Text
    source: Url
    checked_on: IsoDate
    facts: Cited = ()
    parts: tuple[Id, ...] = ()
    values: tuple[Id, ...] = ()
    vars: dict[Id, Plain] = Field(default_factory=dict)
    data: dict[Id, tuple[Row, ...]] = Field(default_factory=dict)
    apps: dict[Id, App] = Field(default_factory=dict)
    tabs: dict[Id, Tab] = Field(default_factory=dict)
    banners: dict[Id, Banner] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    signs: Signs = Signs()
    letters: VarName | None = None
    home: Id | None = None
    start: Id
    screens: dict[Id, Screen] = Field(min_length=1)
