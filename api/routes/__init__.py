"""Routes, a module for each reader."""
