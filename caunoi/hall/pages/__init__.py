"""The pages people see; `ROUTES` is what the application adds to its own."""

from __future__ import annotations

from typing import Any

from caunoi.hall.pages.addresses import AddressesNow, AddressesPage, Hello, HelloMark, HelloQr
from caunoi.hall.pages.analyses import Analyses, AnalysisTurn, AnalysisWaiting, EndSeat, SeatState
from caunoi.hall.pages.attempts import Attempts
from caunoi.hall.pages.board import BoardPart, ClassBoard, DoorPart
from caunoi.hall.pages.classes import Classes, ClassesNow, ClassModules, EditClass, NewClass
from caunoi.hall.pages.debrief import Debrief
from caunoi.hall.pages.door import Enter, Home, Join, Language, Out, Root
from caunoi.hall.pages.forgetting import Forget
from caunoi.hall.pages.long_work import Working
from caunoi.hall.pages.one_person import OnePerson
from caunoi.hall.pages.pace import PaceList, PaceNow, PacePage
from caunoi.hall.pages.people import Cards, CardSheet, NewPins, People
from caunoi.hall.pages.projector import Projector, ProjectorPart
from caunoi.hall.pages.receipts import Receipt
from caunoi.hall.pages.reports import Report
from caunoi.hall.pages.result import Result
from caunoi.hall.pages.retaking import Again
from caunoi.hall.pages.roster_form import RosterTemplate
from caunoi.hall.pages.vetoes import Vetoes
from caunoi.hall.pages.walkins import JoinAnew, SelfJoining
from caunoi.hall.pages.wall import JoinQr, Wall, WallNow, WifiForm, WifiQr
from caunoi.hall.pages.work import GradingGuide, Run, Written

LANG = r"/(?P<lang>vi|id|en)"
CLASS = rf"{LANG}/facilitator/class/(?P<class_id>[A-Za-z0-9-]+)"

ROUTES: list[tuple[Any, ...]] = [
    (r"/", Root),
    (rf"{LANG}/", Home),
    (rf"{LANG}/join", Join),
    (rf"{LANG}/join/new", JoinAnew),
    (rf"{LANG}/hello", Hello),
    (r"/hello/mark", HelloMark),
    (rf"{LANG}/language", Language),
    (rf"{LANG}/out", Out),
    (rf"{LANG}/result/(?P<name>[a-z0-9_-]+)", Result),
    (rf"{LANG}/again/(?P<name>[a-z0-9_-]+)", Again),
    (rf"{LANG}/facilitator/enter", Enter),
    (rf"{LANG}/facilitator/?", Classes),
    (rf"{LANG}/facilitator/now", ClassesNow),
    (rf"{LANG}/facilitator/addresses", AddressesPage),
    (rf"{LANG}/facilitator/addresses/now", AddressesNow),
    (rf"{LANG}/facilitator/addresses/qr\.svg", HelloQr),
    (rf"{LANG}/facilitator/receipt", Receipt),
    (rf"{LANG}/facilitator/new", NewClass),
    (rf"{LANG}/facilitator/roster\.(?P<kind>csv|xlsx)", RosterTemplate),
    (rf"{LANG}/facilitator/working/(?P<work_id>[\w-]+)", Working),
    (rf"{LANG}/facilitator/analyses", Analyses),
    (rf"{LANG}/facilitator/analyses/(?P<name>[a-z0-9-]+)", AnalysisWaiting),
    (rf"{LANG}/facilitator/analyses/(?P<name>[a-z0-9-]+)/turn", AnalysisTurn),
    (rf"{LANG}/facilitator/seat/(?P<seat_id>[\w-]{{22}})", SeatState),
    (rf"{LANG}/facilitator/seat/(?P<seat_id>[\w-]{{22}})/end", EndSeat),
    (CLASS, ClassBoard),
    (rf"{CLASS}/board", BoardPart),
    (rf"{CLASS}/door", DoorPart),
    (rf"{CLASS}/debrief", Debrief),
    (rf"{CLASS}/projector", Projector),
    (rf"{CLASS}/projector/now", ProjectorPart),
    (rf"{CLASS}/pace", PacePage),
    (rf"{CLASS}/pace/now", PaceNow),
    (rf"{CLASS}/pace/list", PaceList),
    (rf"{CLASS}/edit", EditClass),
    (rf"{CLASS}/modules", ClassModules),
    (rf"{CLASS}/attempts", Attempts),
    (rf"{CLASS}/self-join", SelfJoining),
    (rf"{CLASS}/people", People),
    (rf"{CLASS}/cards", Cards),
    (rf"{CLASS}/cards\.pdf", CardSheet),
    (rf"{CLASS}/pins", NewPins),
    (rf"{CLASS}/forget", Forget),
    (rf"{CLASS}/one-person", OnePerson),
    (rf"{CLASS}/wall", Wall),
    (rf"{CLASS}/wall/now", WallNow),
    (rf"{CLASS}/qr\.svg", JoinQr),
    (rf"{CLASS}/wifi\.svg", WifiQr),
    (rf"{CLASS}/wifi", WifiForm),
    (rf"{CLASS}/run", Run),
    (rf"{CLASS}/written", Written),
    (rf"{CLASS}/report(?:\.(?P<kind>csv|turns\.csv))?", Report),
    (rf"{CLASS}/vetoes", Vetoes),
    (rf"{CLASS}/grading-guide", GradingGuide),
]
