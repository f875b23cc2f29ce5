"""One crawl shared by several processes through Redis. Imported only where `--workers` asks for it."""
