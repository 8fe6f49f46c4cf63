"""What a light page says around its lesson: is my work kept, how do I hand it in."""

from __future__ import annotations

from caunoi.i18n import N_, translator

# What every page of a trainee says while the class is led; caunoi/hall/static/together.js.
TOGETHER_STRINGS = {
    "look_up_title": N_("Look up, please"),
    "look_up_text": N_("Your work waits here as it is. This page goes by itself when the class goes on."),
    "message_title": N_("Message from the facilitator"),
    "message_close": N_("Read, put it away"),
}

# The list says besides that the hall does not answer; a page says it of the work that is open.
ROOM_STRINGS = {
    **TOGETHER_STRINGS,
    "cut": N_("Not connected to the hall; trying again. What was saved is safe."),
}

# Names in braces are filled by caunoi/hall/static/page.js.
PAGE_STRINGS = {
    "read_aloud": N_("Read aloud"),
    "read_aloud_stop": N_("Stop reading"),
    "read_aloud_instead": N_("This device has no English voice. Read it together, or ask somebody to read it out."),
    **TOGETHER_STRINGS,
    "hand": N_("Raise hand"),
    "hand_is_up": N_("Hand is up"),
    "hand_up": N_("Your hand is up; the facilitator sees it."),
    "hand_down": N_("Your hand is down again."),
    "hand_not_sent": N_("Not connected: the facilitator does not see your hand yet. Press again, or call."),
    "locked_title": N_("This page is locked at the moment"),
    "locked_text": N_("What you have done is kept. The page opens again by itself when the facilitator opens it."),
    "late_title": N_("The time of this test is over"),
    "late_text": N_("You had not begun it. Tell the facilitator if you still want to take it."),
    "to_the_list": N_("Back to the list"),
    "time_left": N_("Time left"),
    "time_left_spoken": N_("Minutes left: {n}"),
    "time_up_title": N_("Time is up"),
    "time_up_text": N_("Your answers are being handed in. Keep this page open until the receipt stands here."),
    "time_up_done": N_("Time is up; your answers are handed in"),
    "time_up_receipt": N_("Handed in at {time}. Your receipt is {receipt}; write it down or take a picture of it."),
    "sheet_close": N_("Look at my answers"),
    "opening": N_("Opening your work"),
    "opening_slow": N_("Not connected yet; trying again. Keep this page open."),
    "ready": N_("Connected and ready"),
    "saved": N_("Saved, steps: {n}, {time}"),
    "saving": N_("Saving"),
    "offline": N_("Not connected, still keeping your answers on this device"),
    "unsaved": N_("Not saved yet, still keeping your answers on this device"),
    "unsaved_not_stored": N_("Not saved yet, and this device keeps nothing; leave the page open"),
    "renewed": N_("This page was changed after you had opened it. All that you have done is saved."),
    "renewed_load": N_("Open the new page"),
    "online_again": N_("Connected again; everything is saved."),
    "not_stored": N_("Not connected, and this device keeps nothing; leave the page open"),
    "signed_out": N_("Your sign-in has ended. Your answers are kept on this device."),
    "sign_in": N_("Sign in"),
    "not_signed_in": N_(
        "You have not signed in yet, so nothing could be kept. Sign in with the code of your class first."
    ),
    "preview": N_("You are looking at this page as a facilitator; nothing is kept here"),
    "page_gone": N_("This page cannot keep your steps at the moment. Tell the person who leads the class."),
    "event_refused": N_("One step could not be kept; look at your last answer."),
    "enough_kept": N_("No more steps are kept on this page. What was saved counts: go on elsewhere, or hand in."),
    "widget_failed": N_(
        "This part cannot be shown. Reload the page; if it stays so, tell the person who leads the class."
    ),
    "simulated": N_("Simulated class. The people and their answers are made up to show how the hall works."),
    "signed_in_as": N_("{name}, card {card}"),
    "submit_title": N_("Hand in"),
    "submit_intro": N_("Look through your answers before you hand them in. This is how far you are:"),
    "task_mockup": N_("Practice case"),
    "task_quiz": N_("Questions"),
    "task_writing": N_("Written answer"),
    "task_begun": N_("Begun"),
    "task_untouched": N_("Not begun"),
    "task_answers": N_("{n} of {total} answered"),
    "submit_button": N_("Hand in"),
    "confirm_title": N_("Hand in now?"),
    "confirm_text": N_("After that you can look at your answers, but no longer change them."),
    "confirm_untouched": N_("Some parts have no answer yet."),
    "confirm_yes": N_("Yes, hand in"),
    "confirm_no": N_("Not yet, go back"),
    "submitting": N_("Handing in"),
    "submit_waiting": N_(
        "It could not be handed in because the connection is missing. Your answers are kept; try again when it is back."
    ),
    "submit_again": N_("The connection is back and everything is saved. You can hand in now."),
    "submit_gaps": N_("Some steps have not arrived yet. Wait a moment and try again; nothing is lost."),
    "submit_blocked": N_("One answer could not be kept. Look for the marked field, change it and try again."),
    "submitted_title": N_("Handed in"),
    "submitted_at": N_("Handed in, {time}"),
    "submitted_without": N_("Handed in, {time}; steps on this device that came too late: {n}"),
    "submitted_text": N_("Handed in at {time}. The result appears on the home page when it has been returned."),
    "receipt": N_("Receipt"),
    "receipt_advice": N_("Write the receipt down or take a picture of it."),
}


def room_strings(lang: str) -> dict[str, str]:
    """Return the words of the list in a language. Raises CatalogueError when its catalogue is missing."""
    gettext = translator(lang).gettext
    return {key: gettext(text) for key, text in ROOM_STRINGS.items()}


def page_strings(lang: str) -> dict[str, str]:
    """Return the table in a language. Raises CatalogueError when its catalogue is missing."""
    gettext = translator(lang).gettext
    return {key: gettext(text) for key, text in PAGE_STRINGS.items()}
