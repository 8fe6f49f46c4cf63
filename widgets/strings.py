"""What the widgets say around their content, as English texts that the catalogues translate."""

from __future__ import annotations

from caunoi.i18n import N_, translator

# Names in braces are filled by the browser.
SHARED = {
    "read_aloud": N_("Read aloud"),
    "read_aloud_stop": N_("Stop reading"),
    "read_aloud_instead": N_("This device has no English voice. Read it together, or ask somebody to read it out."),
    "private_number": N_(
        "This looks like somebody's real ID, phone or card number, so it was not kept. "
        "Take it out; use only the numbers of the practice person."
    ),
    "locked": N_("This was handed in. You can look at it, but no longer change it."),
}

MOCKUP = SHARED | {
    "practice_band": N_("A drawn screen for practice, not the real application"),
    "frame_name": N_("Practice screen: {portal}"),
    "page_address": N_("Address of this page:"),
    "task": N_("Your task"),
    "persona": N_("{name}, {age} years old"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "not_filled": N_("Not filled in"),
    "choose": N_("Choose from the list"),
    "show_password": N_("Show"),
    "day": N_("Day"),
    "month": N_("Month"),
    "year": N_("Year"),
    "date_wanted": N_("Enter a day that exists, with four digits for the year, for example 5 9 1954."),
    "number_wanted": N_("Enter a whole number from {min} to {max}."),
    "own_message": N_("You:"),
    "pinned_message": N_("Pinned message"),
    "something_new": N_("something new"),
    "tabs_name": N_("Parts of this app"),
    "home_screen": N_("Home screen"),
    "banner_from": N_("New message from {sender}"),
    "banner_arrived": N_("New message from {sender}: {text}"),
    "banner_away": N_("Dismiss"),
    "pad_delete": N_("Delete"),
    "pad_count": N_("{n} of {total} digits entered"),
    "finder_photo": N_("Choose one of the photographs below"),
    "finder_scan": N_("Choose one of the codes below"),
    "next_step": N_("Next step"),
    "show_intro": N_("Watch how it is done. The screen moves when you press a button here."),
    "show_next": N_("Next step"),
    "show_play": N_("Play by itself"),
    "show_pause": N_("Pause"),
    "show_again": N_("Watch again"),
    "show_over": N_("That is the whole way."),
    "guided_intro": N_("Do it yourself; the next step is marked."),
    "guided_over": N_("You have gone the whole way. Next, try it without the guide."),
    "off_path": N_("This screen is not on the marked way. To get back to it, choose “Start over”."),
    "off_path_back": N_("This screen is not on the marked way. To get back to it, choose “{action}”."),
    "start_over": N_("Start over"),
    "practice_intro": N_("Try it on your own. A wrong turn does no harm; you can always go back."),
    "practice_over": N_("The task is finished; how it went stands below the screen. You may go on looking around."),
    "hint": N_("Hint"),
    "feedback_title": N_("The task is finished"),
    "feedback_summary": N_("You did {met} of the {total} things to watch for."),
    "criterion_met": N_("Done, and why it matters"),
    "criterion_partly": N_("Partly done"),
    "criterion_unmet": N_("To watch next time"),
    "criterion_uncounted": N_("No occasion for this today"),
    "vetoes_title": N_("This must not happen with a resident"),
    "turns_title": N_("On the way"),
    "test_intro": N_("Do the task as you would for the resident. When it is done, go on to the next part of the page."),
    "test_over": N_("You can go on to the next part of the page."),
    "talk_say": N_("Say"),
    "talk_show": N_("Show, hand over"),
    "talk_wait": N_("Wait, rest"),
    "talk_touch": N_("Touch"),
    "talk_arrange": N_("Agree, arrange"),
    "talk_leave": N_("End the visit"),
    "talk_menu": N_("What you can do"),
    "talk_again": N_("“{step}” is done: help with it now means practising it again."),
    "talk_turned": N_("Now “{step}”. Before that {kin} said:"),
    "talk_pause": N_("You are about to do this:"),
    "talk_go_on": N_("Go on"),
    "talk_take_back": N_("Take it back"),
    "talk_over": N_("The visit is over."),
    "talk_past": N_("What was said so far"),
    "talk_phone": N_("{kin}'s phone"),
    "talk_phone_shows": N_("On the phone: {screen}."),
    "talk_phone_hers": N_("{kin} is holding the phone."),
    "talk_phone_yours": N_("The phone is in your hand."),
    "talk_done_by_her": N_("{kin} did it"),
    "talk_done_by_you": N_("Done by you"),
    "talk_done_elsewhere": N_("Done without the phone"),
    "talk_confidence": N_("Confidence"),
    "talk_tiredness": N_("Tiredness"),
    "trace": N_("Trace"),
    "trace_empty": N_("No step yet."),
}

LONG_TEXT = {
    "counter": N_("{n} of {max} characters"),
    "not_kept_yet": N_("Typing; kept when you pause"),
    "answer_kept": N_("Answer kept"),
}

QUIZ = (
    SHARED
    | LONG_TEXT
    | {
        "quiz_name": N_("Questions"),
        "question_number": N_("Question {n} of {total}"),
        "choose_all": N_("Choose all that apply."),
        "put_in_order": N_("Put them in the right order with the buttons."),
        "match_each": N_("Choose what goes with each."),
        "judge_message": N_(
            "Read the message and decide what it is. If something gives it away, press those parts of it."
        ),
        "choose_reply": N_("Choose the best reply."),
        "own_words": N_("Answer in your own words."),
        "your_answer": N_("Your answer"),
        "whole_number": N_("Enter a whole number, for example 1500 or 1.500."),
        "choose": MOCKUP["choose"],
        "message_from": N_("Message from {sender}, {channel}"),
        "made_up": N_("Made up for practice"),
        "verdict_asked": N_("What is this message?"),
        "verdict_genuine": N_("Genuine"),
        "verdict_suspicious": N_("Suspicious"),
        "verdict_scam": N_("A scam"),
        "thread_name": N_("The conversation so far"),
        "up": N_("Up"),
        "down": N_("Down"),
        "up_named": N_("Up: {label}"),
        "down_named": N_("Down: {label}"),
        "now_place": N_("{label}: now place {n} of {total}."),
        "keep_order": N_("Keep this order"),
        "check": N_("Check the answer"),
        "answer_first": N_("Answer first, then check."),
        "mark_right": N_("That is right."),
        "mark_partly": N_("Part of it is right. Read the note, then try again."),
        "mark_not_yet": N_("Not yet right. Read the note, then try again."),
        "compare": N_("Compare your answer with this note."),
    }
)

# What a set of questions needs as well when one of them is on a drawn screen.
QUIZ_SCREENS = MOCKUP | QUIZ | {"press_place": N_("Press the right place on this practice screen.")}

WRITING = SHARED | LONG_TEXT | {"writing_name": N_("Written answer")}


def strings(table: dict[str, str], lang: str) -> dict[str, str]:
    """Return one of the tables in a language. Raises CatalogueError when its catalogue is missing."""
    gettext = translator(lang).gettext
    return {key: gettext(text) for key, text in table.items()}
