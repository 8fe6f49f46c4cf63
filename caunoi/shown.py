"""How times, days and numbers are written for a reader: local time of the hall, the comma of the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

# What officers of each country write by hand.
DAYS = {"vi": "dd/MM/yyyy", "id": "dd/MM/yyyy", "en": "d MMM yyyy"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The writing habits of one language."""

    lang: str

    def clock(self, moment: datetime | None) -> str:
        """Hours and minutes, with the day before them when it is not today; empty for None."""
        if moment is None:
            return ""
        local = moment.astimezone()
        today = local.date() == datetime.now().astimezone().date()
        return f"{local:%H:%M}" if today else self.moment(moment)

    def moment(self, moment: datetime) -> str:
        """A day with hours and minutes."""
        local = moment.astimezone()
        return f"{self.day(local.date())}, {local:%H:%M}"

    def day(self, day: date | str) -> str:
        """A day; text that is no ISO date is given back as it is."""
        if isinstance(day, str):
            try:
                day = date.fromisoformat(day)
            except ValueError:
                return str(day)
        return format_date(day, DAYS[self.lang], locale=self.lang)

    def number(self, value: float) -> str:
        """A number with at most two places after its comma; a minus sign, no hyphen, stands before one below zero."""
        rounded = round(value, 2) or 0  # a zero that was rounded from below bears no sign
        return format_decimal(rounded, "0.##", locale=self.lang).replace("-", "−")
