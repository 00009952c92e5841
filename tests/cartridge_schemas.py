"""`python tests/cartridge_schemas.py SCHEMAS CARTRIDGE…` reads cartridges with the XSDs of Common Cartridge 1.1.

SCHEMAS is a folder with the ten XSDs under the names that they have in Moodle's backup/cc/schemas11, and xml.xsd. They
are in no package that we may lock, so this is run by hand where somebody has them; what the project holds every
cartridge to stands in campaign/school/cartridge_rules.py.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from lxml import etree

MANIFEST = "imsmanifest.xml"
SCHEMAS = {MANIFEST: "ccv1p1_imscp_v1p2_v1p0.xsd", "": "ccv1p1_imswl_v1p1.xsd"}  # the other XML files are web links


def schema_faults(cartridge: bytes, folder: Path) -> list[str]:
    """What the schemas say against the manifest and each web link. Raises OSError and lxml's errors for bad schemas."""
    schemas = {name: etree.XMLSchema(file=str(folder / file)) for name, file in SCHEMAS.items()}
    faults = []
    with zipfile.ZipFile(io.BytesIO(cartridge)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                schema = schemas.get(name, schemas[""])
                if not schema.validate(etree.fromstring(archive.read(name))):
                    faults += [f"{name}:{error.line}: {error.message}" for error in schema.error_log]
    return faults


if __name__ == "__main__":
    found = [
        f"{path}: {fault}"
        for path in sys.argv[2:]
        for fault in schema_faults(Path(path).read_bytes(), Path(sys.argv[1]))
    ]
    sys.stdout.write("\n".join([*found, f"{len(sys.argv) - 2} cartridges, {len(found)} faults", ""]))
    sys.exit(bool(found))
