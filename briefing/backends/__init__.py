"""One file for each way to draw; a drawing library is imported only here."""
