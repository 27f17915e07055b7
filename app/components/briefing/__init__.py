"""Parts of the page Briefing."""
