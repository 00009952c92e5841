"""From a built site to its readers: targets, releases, the lock, verification on the far side, rollback.

A store (store.py) is a target's far side; publisher.py does the same steps with each: read what is there, lock, upload
beside what readers see, verify there, swap, forget the oldest.
"""
