"""Starting something new: visits before it, and how it goes two and six weeks after."""
