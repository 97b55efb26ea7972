"""Starting something new: visits and travel training before it, and how it goes two and six weeks after."""
