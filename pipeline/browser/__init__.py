"""Looks at pages in a browser as a person would, and brings back facts for the rules that need one."""
