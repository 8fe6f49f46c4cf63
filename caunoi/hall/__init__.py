"""The hall: sign-in, lessons, assessments and the intake of events, in one process on one port."""
