"""Ways through every visit by two trainers who had not read how a visit is judged, as an expert and as a poor helper.

They played from what a trainee sees, and nothing in the ways was changed afterwards. The planned stop and the
number of turns were mended after the ways of the first had been scored, so for them those good ways are no independent
evidence. The second played when the scorer stood as it does today. docs/validity.md says what follows.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.coaching.by_hand import Hand

# What the score of a good way of the first trainer was, where it stays below 90, and why that is left as it is.
MISSED: Mapping[str, str] = {
    "dossier-at-counter": "the second step that the brief names was not shown back, and no day was booked for it",
}

# Good ways of the first that rightly end soon after something urgent: too little was seen of them for a judgement.
LITTLE_SEEN = ("paper-first-at-counter", "singer-at-counter")

FIRST: Mapping[str, Hand] = {
    "account-at-counter": Hand(
        "greet goal consent cue1 repair rule cue2 praise stop rest cue2 about-account cue2 check card revisit "
        "postpone go-on",
        "greet goal several blame several take go-on leave go-on",
    ),
    "dossier-at-counter": Hand(
        "greet goal consent cue1 repair cue2 cue3 stop rule code-come go-on cue3 rest rule cue3 praise cue3 "
        "rest cue3 card cue2 about-portal cue2 check close go-on",
        "greet consent several jargon several take go-on close go-on",
    ),
    "group-at-home": Hand(
        "greet goal consent cue1 repair rule cue2 cue3 code-come go-on rule cue3 praise cue2 repair rest cue3 "
        "cue3 cue2 about-group cue2 check card close go-on",
        "greet goal consent repair rule keep-secret go-on cue3 cue3 own-number go-on goal close go-on",
    ),
    "paper-first-at-counter": Hand(
        "greet goal goal paper go-on aid go-on consent rule cue3 repair revisit postpone go-on",
        "greet consent goal goal rule cue2 cue2 repair card understood close go-on",
    ),
    "pension-at-session": Hand(
        "greet goal consent aid go-on rule cue2 cue3 code-come go-on cue3 praise cue2 repair rest cue3 cue3 "
        "cue3 card cue2 about-search cue2 check revisit close go-on",
        "greet consent several jargon understood blame several close go-on",
    ),
    "singer-at-counter": Hand(
        "greet goal consent aid go-on rule cue2 paper go-on rest code-come go-on cue3 repair rest revisit "
        "postpone go-on",
        "greet goal consent rule cue3 jargon postpone go-on",
    ),
    "storm-notice-at-home": Hand(
        "greet goal consent aid go-on rule cue2 repair accept rest cue3 cue3 repair rest cue3 cue2 check "
        "revisit close go-on",
        "greet goal consent rule cue2 repair cue3 cue2 cue3 blame cue3 close go-on",
    ),
    "teacher-at-counter": Hand(
        "greet goal consent wait cue2 code-come go-on rule cue2 repair stop cue3 cue3 cue3 rest cue3 cue2 "
        "about-start cue2 check revisit close go-on",
        "greet consent rule rest understood repair cue2 rule repair understood consent postpone go-on",
    ),
    "teacher-at-home": Hand(
        "greet goal consent cue1 rule cue2 cue3 code-come go-on accept cue3 cue3 rest about-dossiers cue2 "
        "check revisit close go-on",
        "greet consent check cue1 blame check blame check postpone go-on",
    ),
    "wallet-at-home": Hand(
        "greet goal consent cue1 repair cue2 code-come go-on rule cue2 repair rest cue3 praise rule cue3 rest "
        "cue3 card cue2 check about-app cue2 check close go-on",
        "greet goal consent take go-on take go-on take go-on take go-on close go-on",
    ),
    "weaver-at-home": Hand(
        "greet goal consent aid go-on code-come go-on rule cue2 praise cue2 repair accept rest cue3 cue3 cue3 "
        "rest cue2 about-group cue2 check card revisit close go-on",
        "greet goal consent own-number go-on understood close go-on",
    ),
    "weaver-at-session": Hand(
        "greet goal consent aid go-on cue1 cue2 praise cue2 repair cue3 rest code-come go-on rule cue3 cue3 "
        "cue2 rest cue2 check revisit close go-on",
        "greet goal consent praise cue1 praise cue2 praise cue2 praise consent praise close go-on",
    ),
}

SECOND: Mapping[str, Hand] = {
    "account-at-counter": Hand(
        "greet goal consent rule away cue2 repair cue3 stop rest cue2 cue2 repair cue3 on-paper go-on rest "
        "about-account check cue2 check card revisit close go-on",
        "several blame several take go-on",
    ),
    "dossier-at-counter": Hand(
        "greet goal consent cue1 cue2 cue3 praise stop rule rest cue2 cue3 cue2 repair cue3 rest cue2 check cue2 "
        "check about-portal cue2 check card close go-on",
        "take go-on take go-on take go-on take go-on",
    ),
    "group-at-home": Hand(
        "greet goal consent rule cue2 repair cue3 praise rule cue2 cue2 repair cue3 cue2 cue3 rest cue2 check "
        "about-group cue2 check card close go-on",
        "cue3 keep-secret go-on cue3 cue3 ask-code go-on leave go-on",
    ),
    "paper-first-at-counter": Hand(
        "greet aid go-on goal paper go-on consent rule cue2 repair cue3 cue2 repair cue3 cue2 cue3 cue2 rest cue2 "
        "check about-search cue2 check card close go-on",
        "cue3 cue3 cue3 cue3 cue3 refuse go-on close go-on",
    ),
    "pension-at-session": Hand(
        "greet aid go-on goal consent rule cue2 cue3 rule cue2 cue2 repair cue3 cue2 repair cue3 rest cue2 check "
        "about-search cue2 check card close go-on",
        "jargon jargon several jargon blame",
    ),
    "singer-at-counter": Hand(
        "greet greet aid go-on goal consent rule paper go-on rest cue2 cue2 repair cue3 rest cue2 cue3 cue3 cue3 "
        "cue2 check about-search cue2 check card close go-on",
        "take go-on take go-on take go-on take go-on praise close go-on",
    ),
    "storm-notice-at-home": Hand(
        "greet aid go-on goal consent rule cue2 repair accept cue3 cue2 repair cue3 rest cue2 check card close go-on",
        "cue3 cue3 cue3 cue3 check check blame close go-on",
    ),
    "teacher-at-counter": Hand(
        "greet goal consent cue1 cue2 praise rule cue2 repair stop cue3 cue2 repair cue3 cue2 rest cue3 cue2 check "
        "about-start cue2 check card close go-on",
        "blame check understood cue3 blame check close go-on",
    ),
    "teacher-at-home": Hand(
        "greet goal consent rule cue2 praise rule cue2 accept cue2 about-dossiers check show check cue2 check rest "
        "card about-pick cue2 repair cue3 cue2 cue3 cue2 repair revisit postpone go-on",
        "cue3 cue3 use-code go-on cue3 cue3 cue3 cue3 cue3 close go-on",
    ),
    "wallet-at-home": Hand(
        "greet goal consent cue1 cue2 praise rule cue2 repair cue3 cue2 cue2 cue3 check cue2 rest check about-app "
        "check cue2 check card close go-on",
        "install-link go-on remote-control go-on cue3 take go-on take go-on",
    ),
    "weaver-at-home": Hand(
        "greet goal consent aid go-on rule cue2 praise cue1 cue2 cue3 accept cue2 repair cue3 card rest cue2 check "
        "about-group cue2 check close go-on",
        "greet cue3 cue3 leave go-on",
    ),
    "weaver-at-session": Hand(
        "greet goal consent aid go-on cue1 cue2 praise cue2 repair cue3 rule cue2 cue2 cue3 cue2 rest check cue2 "
        "check card close go-on",
        "rest repair rest cue3 repair rest postpone go-on",
    ),
}
