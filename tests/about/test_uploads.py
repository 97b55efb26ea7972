"""Sending files through the pages: what is kept, what is refused and in which words, and how it is given back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.about.models import AboutFile, AboutItem, AboutKind
from pfa.accounts.models import Membership, User
from pfa.aspirations.models import Reading
from tests.about.scenes import Owner, mp4_sound, ogg_sound, picture, webm_sound
from tests.about.test_cleaning import PLACE, with_exif
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]


def send(client: Browser, kind: str, data: bytes, name: str = "x", words: str = "Here I am") -> Any:
    """Send a file as a browser does, whatever its name says."""
    sent = {"file": (io.BytesIO(data), name), "words": words}
    answer = client.submit(f"/about/mine/add/{kind}", sent, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # the test client's own file, for large bodies
    return answer


def kept(world: World) -> list[tuple[AboutItem, bytes | None]]:
    with world.reading() as session:
        query = sa.select(AboutItem, AboutFile.data).outerjoin(AboutFile, AboutFile.about_item_id == AboutItem.id)
        return [(row, data) for row, data in session.execute(query)]


def test_a_photo_is_kept_clean_and_enters_the_leads_queue(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    own = client_as(owner.user)
    assert send(own, "photo", with_exif(), "IMG 001.JPG").status_code == 303
    [(item, data)] = kept(world)
    assert data is not None
    assert PLACE not in data
    assert (item.words, item.shown_to, item.media_type, item.size) == ("Here I am", [], "image/jpeg", len(data))
    with world.reading() as session:
        reading = session.scalars(sa.select(Reading)).one()
    assert (reading.words, reading.shows, reading.closed_at) == ("Here I am", "picture", None)
    assert reading.shown_at == f"/about/look/{item.public_id}"
    assert (reading.due_at - reading.asked_at).total_seconds() == 24 * 3600


@pytest.mark.parametrize("made", [webm_sound, mp4_sound, ogg_sound])
def test_a_voice_note_is_kept_and_given_in_parts_too(
    made: Callable[[], bytes], world: World, client_as: ClientAs
) -> None:
    own = client_as(Owner(world).user)
    assert send(own, "voice", made(), "voice").status_code == 303
    [(item, data)] = kept(world)
    assert data is not None
    address = f"/about/mine/{item.public_id}/file"
    assert own.get(address).data == data
    part = own.get(address, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, data[:10])


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("photo", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "cannot use this"),
        ("photo", b"GIF89a" + bytes(80), "cannot use this"),
        ("photo", picture()[:40], "cannot open this"),
        ("photo", webm_sound(), "cannot use this"),
        ("drawing", b"%PDF-1.4", "cannot use this"),
        ("voice", picture(), "cannot use this"),
        ("voice", webm_sound(90), "longer than one minute"),
        ("voice", mp4_sound(handler=b"vide"), "cannot use this"),
        ("voice", webm_sound() + bytes(2 * 1024 * 1024), "too big"),
        ("photo", b"", "choose one first"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_kind_words_and_leaves_nothing(
    kind: str, data: bytes, words: str, world: World, client_as: ClientAs
) -> None:
    answer = send(client_as(Owner(world).user), kind, data, words="What I typed")
    assert answer.status_code == 200
    assert words in answer.text
    assert "What I typed" in answer.text
    assert kept(world) == []
    with world.reading() as session:
        assert session.scalars(sa.select(Reading)).all() == []


def test_a_body_larger_than_any_upload_is_refused_unread(world: World, client_as: ClientAs) -> None:
    assert send(client_as(Owner(world).user), "photo", bytes(6 * 1024 * 1024)).status_code == 413
    assert kept(world) == []


def test_a_file_is_given_so_that_it_can_do_nothing_and_is_kept_nowhere(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    item = owner.adds(AboutKind.photo, "Me")
    answer = client_as(owner.user).get(f"/about/mine/{item.public_id}/file")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == "inline; filename=about-me.jpg"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_only_the_page_that_records_may_ask_for_the_microphone(world: World, client_as: ClientAs) -> None:
    own = client_as(Owner(world).user)
    asked = {
        page: own.get(page).headers["Permissions-Policy"] for page in ("/", "/about/mine", "/about/mine/add/voice")
    }
    assert [page for page, policy in asked.items() if "microphone=(self)" in policy] == ["/about/mine/add/voice"]
    assert not [page for page, policy in asked.items() if "camera=()" not in policy]
    plays = own.get("/about/mine").headers["Content-Security-Policy"]
    assert "media-src 'self' blob:" in plays
    assert "media-src" not in own.get("/").headers["Content-Security-Policy"]


def test_the_same_form_twice_keeps_one(world: World, client_as: ClientAs) -> None:
    own = client_as(Owner(world).user)
    hidden = {"idempotency_key": "the same key as before"}
    for _ in range(2):
        data = {"file": (io.BytesIO(picture()), "x"), "words": "Twice", **hidden}
        page = own.get("/about/mine/add/photo").text
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        own.post("/about/mine/add/photo", data={**data, "csrf_token": token}, content_type="multipart/form-data")
    assert len(kept(world)) == 1


def test_where_nobody_would_look_nothing_is_taken(world: World, client_as: ClientAs) -> None:
    owner = Owner(world)
    with world.writing() as session:
        role = session.scalars(sa.select(Membership).where(Membership.user_id == world.lead.id)).one()
        role.ends_on = role.starts_on
        role.starts_on = role.ends_on.replace(year=2025)
        role.ends_on = role.starts_on
        session.commit()
    own = client_as(owner.user)
    page = own.get("/about/mine").text
    assert "You cannot add things today" in page
    assert "Add a photo" not in page
    form = own.get("/about/mine/add/photo").text
    assert 'type="file"' not in form
    token = form.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data = {"csrf_token": token, "file": (io.BytesIO(picture()), "x"), "words": ""}
    assert own.post("/about/mine/add/photo", data=data, content_type="multipart/form-data").status_code == 200
    assert kept(world) == []
