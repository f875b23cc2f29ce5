"""Kind words: language about people that puts the person first and blames nobody."""
