"""About me: pictures, a voice note and short texts that a young person owns and shows to whom they choose."""
