"""Every name has a home: modules resolved against each other, operators grouped, sugar gone."""
