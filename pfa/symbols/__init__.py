"""An authority's own symbols: pictures that take the place of ours, cleaned before they are kept."""
