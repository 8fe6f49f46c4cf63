"""The author's desk: what is written, drawn and scored while it is being written, on this computer only."""
