"""The steps of a publishing and of a rollback, the same for every kind of store.

Readers see the old release until the new one has been read back on the target and verified.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.content.preview import PREVIEW_STATUS
from campaign.publishing.errors import UNTOUCHED, PublishError, ShownError
from campaign.publishing.gate import refuse_preview
from campaign.publishing.manifests import Change, change
from campaign.publishing.store import (
    Entry,
    Holder,
    Store,
    kept_manifest,
    manifest_name,
    read_holder,
    read_order,
    write_order,
)  # fmt: skip
from campaign.release.manifest import Manifest
from campaign.targets import Target

MIXED = "Bytet hann börja: en del sidor kan vara nya och andra gamla, men varje sida är hel. Kör samma kommando igen."
UNSURE = "Bytet hann börja. Se med campaign releases vilken utgåva läsarna ser. Den är hel."
LOCK_LEFT = "Låset på målet ligger kvar. Nästa gång: --break-lock."
ONLY_LOCK_LEFT = f"Utgåvan visas för läsarna, och du behöver inte köra igen. {LOCK_LEFT}"


@dataclass(frozen=True)
class Plan:
    """What a publishing would do: the id that readers see now (or ""), and the files that change for them."""

    current: str
    change: Change


@dataclass(frozen=True)
class Published:
    """What a publishing did: how many files were sent, how many the release has on the target, where all of them were
    verified, and which old releases were removed."""

    uploaded: int
    files: int
    removed: list[str]


def look(store: Store, manifest: Manifest) -> Plan:
    """Compares a built site with what readers see. Changes nothing."""
    manifest = store.carried(manifest)
    store.refuse_foreign(manifest)
    current = store.current()
    return Plan(current, change(kept_manifest(store, current), manifest))


def publish(
    store: Store, site: Path, manifest: Manifest, holder: Holder, keep: int, step: Callable[[], None]
) -> Published:
    """Publishes the built site in `site`. `step` is called after each file that is sent.

    Raises PublishError; ShownError where readers see the release all the same. A release that the target has whole
    keeps its place in the order, and stays whole there, until it is sent again: what stops half-way must not make a
    good release one to throw away.
    """
    manifest = store.carried(manifest)
    with _locked(store, holder):
        with _told(UNTOUCHED):
            store.refuse_foreign(manifest)
            before = kept_manifest(store, store.current())
            order = read_order(store)
            entries = [entry for entry in order if entry.id != manifest.id]
            entry = Entry(manifest.id, holder.when, manifest.status, len(manifest.files), whole=False)
            store.write(manifest_name(manifest.id), manifest.text)
            if not any(known.id == manifest.id and known.whole for known in order):
                write_order(store, [entry, *entries])
            uploaded = store.upload(site, manifest, before, step)
        entries = [replace(entry, whole=True), *entries]
        _verify_and_show(store, manifest, holder, entries)
        return Published(uploaded, len(manifest.files), _forget(store, entries, keep, manifest.id))


def roll_back(store: Store, to: str, holder: Holder, target: Target) -> Entry:
    """Shows an older release again: `to`, or the one before the current where `to` is empty. Never a preview where
    `target` takes none (any more)."""
    with _locked(store, holder):
        with _told(UNTOUCHED):
            store.refuse_foreign(None)
            entries = read_order(store)
            entry = _chosen(entries, store.current(), to, previews=target.preview)
            manifest = kept_manifest(store, entry.id)
            if manifest is None:
                raise PublishError(f"Förteckningen över utgåvan {entry.id} saknas eller är skadad. Välj en annan.")
            if PREVIEW_STATUS in (entry.status, manifest.status):
                refuse_preview(target)
        _verify_and_show(store, manifest, holder, entries)
        return entry


def _chosen(entries: list[Entry], current: str, to: str, *, previews: bool) -> Entry:
    whole = [entry for entry in entries if entry.whole]
    if to:
        found = [entry for entry in whole if entry.id.startswith(to)]
        if len(found) != 1:
            known = ", ".join(entry.id for entry in whole) or "inga"
            raise PublishError(f"Det finns ingen sparad utgåva ”{to}”. Utgåvorna är: {known}.")
        return found[0]
    places = [place for place, entry in enumerate(whole) if entry.id == current]
    older = whole[places[0] + 1 :] if places else whole
    fit = [entry for entry in older if previews or entry.status != PREVIEW_STATUS]
    if not fit:
        which = "äldre godkänd utgåva" if older else "äldre utgåva"
        raise PublishError(f"Det finns ingen {which} att gå tillbaka till. Se campaign releases.")
    return fit[0]


def _verify_and_show(store: Store, manifest: Manifest, holder: Holder, entries: list[Entry]) -> None:
    with _told(UNTOUCHED):
        wrong = store.verify(manifest)
        if wrong:
            first = "\n".join(wrong[:5])
            raise PublishError(
                f"{len(wrong)} filer av utgåvan {manifest.id} är inte hela på målet. Publicera igen från en byggd sajt,"
                f" eller välj en annan utgåva.\n{first}"
            )
        write_order(store, entries)
        if not store.holds_lock(holder.token):
            raise PublishError("Någon annan har brutit vårt lås på målet. Se efter vem, och kör igen.")
    with _told(UNSURE if store.one_step else MIXED):
        store.activate(manifest)
        if store.current() != manifest.id:
            raise PublishError("Målet visar inte den nya utgåvan efter bytet.")


def _forget(store: Store, entries: list[Entry], keep: int, current: str) -> list[str]:
    """Removes the releases after the `keep` newest, and what stopped publishings left."""
    with _told("Den nya utgåvan visas, men gamla utgåvor kunde inte tas bort.", ShownError):
        whole = [entry for entry in entries if entry.whole]
        kept = [entry for entry in whole[:keep] if entry.id != current]
        kept = [entry for entry in whole if entry.id == current or entry in kept]
        old = [entry for entry in entries if entry not in kept]
        if not old:
            return []
        manifests = [manifest for entry in kept if (manifest := kept_manifest(store, entry.id))]
        if len(manifests) < len(kept):
            raise PublishError("En sparad utgåvas förteckning är skadad. Inget togs bort.")
        for entry in old:
            manifest = kept_manifest(store, entry.id)
            if manifest:
                store.remove(manifest, manifests)
                store.erase(manifest_name(entry.id))
        write_order(store, kept)
        return [entry.id for entry in old if entry.whole]


@contextlib.contextmanager
def _told(state: str, kind: type[PublishError] = PublishError) -> Iterator[None]:
    """Adds to an error what readers see now."""
    try:
        yield
    except PublishError as error:
        raise kind(f"{error}\n{state}") from error


@contextlib.contextmanager
def _locked(store: Store, holder: Holder) -> Iterator[None]:
    with _told(UNTOUCHED):
        text = store.take_lock(holder)
        if text is not None:
            other = read_holder(text)
            raise PublishError(
                f"Målet är låst: {other.who} publicerar sedan {other.when}. Vänta tills det är klart. Om ingen"
                " publicerar längre (datorn stannade) kör du kommandot igen med --break-lock."
            )
    try:
        yield
    except BaseException as error:
        try:
            store.drop_lock(holder.token)
        except PublishError:
            if isinstance(error, PublishError):
                raise type(error)(f"{error}\n{LOCK_LEFT}") from error
        raise
    with _told(ONLY_LOCK_LEFT, ShownError):
        store.drop_lock(holder.token)
