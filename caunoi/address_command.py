"""The command that lists this computer's addresses and chooses the one that phones are told."""

from __future__ import annotations

from typing import Annotated

import typer

from caunoi import console
from caunoi.errors import CauNoiError
from caunoi.i18n import translator
from caunoi.network import own_ways
from caunoi.options import Data, Lang, Port, chosen_settings
from caunoi.told_address import Choice, phone_address, read_choice, told, what_it_is, write_choice


def addresses(
    ctx: typer.Context,
    choose: Annotated[
        str | None, typer.Argument(metavar="ADDRESS", help="Tell phones this one; “auto” takes the likeliest again.")
    ] = None,
    port: Port = None,
    lang: Lang = None,
    data: Data = None,
) -> None:
    """List the addresses under which phones may reach this computer, and choose the one they are told."""
    chosen = chosen_settings(ctx, port=port, lang=lang, data=data)
    _ = translator(chosen.lang).gettext
    ways = own_ways()
    if choose == "auto":
        write_choice(chosen.data, None)
    elif choose is not None:
        way = next((way for way in ways if way.ip == choose), None)
        if way is None:
            known = ", ".join(way.ip for way in ways) or "none"
            raise CauNoiError(f"address {choose}: this computer does not have it; it has: {known}.")
        write_choice(chosen.data, Choice(way.ip, way.adapter))
    if not ways:
        console.say(_("No network was found. Switch on a hotspot or join the room's Wi-Fi."))
    first = told(ways, read_choice(chosen.data))
    for way in ways:
        mark = "*" if way == first else " "
        console.say(f"{mark} {phone_address(chosen, way)}  {way.adapter}, {what_it_is(_, way)}")
    if ways:
        console.say(_("The one with the star is told to phones. Whether they reach it, the page “Addresses” shows."))
