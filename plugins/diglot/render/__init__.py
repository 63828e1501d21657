"""Values to HTML strings: highlighted code with links, side by side, diagrams."""
