"""The school kit: lessons in every form a teacher uses. Pure: a kit goes in, bytes come out; no clock, no MkDocs.

Start with kit.py: what a kit is. campaign/site/school_kit.py gathers one from the rendered pages.
"""
