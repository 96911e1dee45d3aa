"""Vendored files are the recorded ones, fit the Python packages beside them, and call on no other host."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
RECORDED = [line.split(maxsplit=1) for line in (VENDOR / "SHA256SUMS").read_text().splitlines()]
OWN_FILES = sorted([*(STATIC / "js").glob("*.js"), *(STATIC / "css").glob("*.css")])
# Addresses that are names of XML vocabularies, or notes: nothing ever fetches them.
NAMES = ("http://www.w3.org/",)


@pytest.mark.parametrize(("digest", "name"), RECORDED, ids=[name for _, name in RECORDED])
def test_a_vendored_file_is_the_recorded_one(digest: str, name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_every_vendored_script_and_outline_is_recorded() -> None:
    served = {*VENDOR.rglob("*.min.js"), *(STATIC / "geo").glob("*.json")}
    assert {(VENDOR / name).resolve() for _, name in RECORDED} == served


def test_every_vendored_script_has_its_licence_beside_it() -> None:
    for script in VENDOR.rglob("*.min.js"):
        assert list(script.parent.glob("LICENSE*.txt")), script


def test_the_bundle_has_the_version_that_the_python_package_checks_figures_for() -> None:
    opening = (VENDOR / "plotly" / "plotly.min.js").read_text()[:200]
    assert f"plotly.js {get_plotlyjs_version()}," in opening


def test_the_bundle_has_no_address_to_fetch_outlines_from_or_send_charts_to() -> None:
    bundle = (VENDOR / "plotly" / "plotly.min.js").read_text()
    assert not re.findall(r"https?://(?:cdn|cloud|chart-studio)[\w.-]*", bundle)


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_our_scripts_and_styles_name_no_other_host(path: Path) -> None:
    found = re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+[^\s\"')]*", re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.M))
    assert [address for address in found if not address.startswith(NAMES)] == []


def test_the_outlines_have_the_layers_and_the_small_states_that_maps_need() -> None:
    objects = json.loads((STATIC / "geo" / "world_110m.json").read_text())["objects"]
    codes = {geometry["id"] for geometry in objects["countries"]["geometries"]}
    assert {"countries", "land", "coastlines", "ocean"} <= objects.keys()
    assert len(codes) == len(objects["countries"]["geometries"])  # plotly.js draws only the first feature of a code
    assert {"IND", "CHN", "TWN", "PSE", "SGP", "BHR", "MLT", "MDV", "TON", "SYC"} <= codes
