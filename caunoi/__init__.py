"""The engine of Cầu Nối: content as values, the portal machine, scoring, languages and the hall."""
