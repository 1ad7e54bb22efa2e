"""Linking measured on invented populations whose truth is known."""
