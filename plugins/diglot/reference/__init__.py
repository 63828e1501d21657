"""What pages refer to in their prose: other pages, sections, files, definitions and terms."""
