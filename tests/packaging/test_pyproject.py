"""Every package of the three source roots is known wherever pyproject.toml lists packages by name."""

from fresh_environment import PROJECT, ROOT

TOOL = PROJECT["tool"]
FOLDERS = sorted(
    path.parent.relative_to(ROOT).as_posix()
    for root in ("core", "plugins", "templates")
    for path in (ROOT / root).glob("*/__init__.py")
)
NAMES = {folder.split("/")[1] for folder in FOLDERS}
MODALITIES = {folder.split("/")[1] for folder in FOLDERS if folder.startswith("plugins/")}


def test_every_package_ships_in_the_wheel() -> None:
    """A package that the wheel does not list works in the checkout only."""
    assert sorted(TOOL["hatch"]["build"]["targets"]["wheel"]["packages"]) == FOLDERS


def test_every_package_is_type_checked() -> None:
    """The type checker looks at packages by name."""
    assert set(TOOL["mypy"]["packages"]) == NAMES


def test_every_package_is_held_to_the_layers() -> None:
    """So do the import contracts."""
    assert set(TOOL["importlinter"]["root_packages"]) == NAMES


def test_every_modality_has_its_entry_point_and_its_contracts() -> None:
    """A built-in modality comes through the door that strangers use, and knows no other modality."""
    assert set(PROJECT["project"]["entry-points"]["turgor.modalities"].values()) == MODALITIES
    core, apart, api_only = (
        contract
        for contract in TOOL["importlinter"]["contracts"]
        if {"forbidden_modules", "modules"} & contract.keys() and MODALITIES & _named(contract)
    )
    assert set(core["forbidden_modules"]) == MODALITIES
    assert set(apart["modules"]) == MODALITIES
    assert set(api_only["source_modules"]) == MODALITIES


def _named(contract: dict[str, list[str]]) -> set[str]:
    keys = ("source_modules", "forbidden_modules", "modules")
    return {name for key in keys for name in contract.get(key, ())}
