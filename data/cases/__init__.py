"""The bytes of a firm's case: YAML, XLSX, a folder of CSV and JSON to and from plain rows.

Nothing here knows what a lane or a plant is: a file holds tables, a table holds rows, and every
row remembers its place, so that whoever knows the meaning can name the sheet and the row.
"""
