"""What is kept between nights: the tables, and two ways to them, write and read."""
