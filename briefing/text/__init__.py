"""Text catalogues: every string a user reads, in en, zh-Hant (Hong Kong) and zh-Hans."""
