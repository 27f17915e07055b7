"""Batches of rows from large files and servers, with flat memory."""
