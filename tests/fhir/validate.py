#!/usr/bin/env python3
"""Reads FHIR bundles with an implementation that is not ours, and says what it refuses.

usage: validate.py FOLDER

`fhir.resources` (pinned in requirements.txt) holds models made from HL7's own definitions. It has them for R4B (4.3.0)
and no longer for R4 (4.0.1); R4B changed the resources for medicines, evidence and citations, and left those that stand
in our bundles as they are in 4.0.1. The models refuse unknown fields, wrong types, missing fields and wrong forms; codes
of required bindings and the types of what a reference may point to are only noted in them, so they are compared here.
"""

import json
import sys
import time
from functools import cache
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle
from pydantic import BaseModel, ValidationError

EXPECTED = {
    "Composition", "Patient", "Encounter", "Organization", "Device", "Observation", "RiskAssessment", "ServiceRequest",
    "ClinicalImpression", "QuestionnaireResponse", "Provenance",
}


@cache
def fields(model):
    """The fields of a model with their names in JSON, the codes that are allowed, and what a reference may point to."""
    found = []
    for name, field in model.model_fields.items():
        noted = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        found.append((name, field.alias or name, noted.get("enum_values"), noted.get("enum_reference_types")))
    return found


def walk(model, path, types, complaints, counts):
    """Compares codes and references of a model and everything in it."""
    for name, alias, allowed, targets in fields(type(model)):
        value = model.__dict__.get(name)
        if value is None:
            continue
        here = f"{path}.{alias}"
        for item in value if isinstance(value, list) else [value]:
            if allowed:
                counts["codes"] += 1
                if item not in allowed:
                    complaints.append(f"{here}: `{item}` is none of {', '.join(allowed)}")
            reference = getattr(item, "reference", None) if targets else None
            if reference is not None:
                counts["references"] += 1
                found = types.get(reference)
                if found is None:
                    complaints.append(f"{here}: {reference} is not in the bundle")
                elif found not in targets and "Resource" not in targets:
                    complaints.append(f"{here}: a {found}, and only {', '.join(targets)} may stand there")
            if isinstance(item, BaseModel):
                walk(item, here, types, complaints, counts)


def examine(text, counts):
    """Everything that is wrong with one bundle."""
    try:
        bundle = Bundle.model_validate_json(text)
    except ValidationError as error:
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    complaints = []
    types = {entry.fullUrl: entry.resource.get_resource_type() for entry in bundle.entry}
    counts["resources"] += len(types)
    for entry in bundle.entry:
        kind = entry.resource.get_resource_type()
        counts["kinds"].add(kind)
        walk(entry.resource, kind, types, complaints, counts)
    # What is read is what was written: no field is lost or turned into another.
    if json.loads(bundle.model_dump_json()) != json.loads(text):
        complaints.append("it is not the same when it is written again")
    return complaints


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    begin = time.monotonic()
    counts = {"resources": 0, "codes": 0, "references": 0, "kinds": set()}
    files = sorted(Path(sys.argv[1]).glob("*.json"))
    sizes, wrong = [], 0
    for file in files:
        text = file.read_bytes()
        sizes.append(len(text))
        complaints = examine(text, counts)
        wrong += bool(complaints)
        for complaint in complaints[:10]:
            print(f"{file.name}: {complaint}")
    sizes.sort()
    missing = EXPECTED ^ counts["kinds"]
    if missing:
        print(f"resources that never came, or were not expected: {', '.join(sorted(missing))}")
    if not files or wrong or missing:
        sys.exit(f"{wrong} of {len(files)} bundles are refused")
    print(
        f"{len(files)} bundles, 0 errors: {counts['resources']} resources, {counts['codes']} codes, "
        f"{counts['references']} references, {time.monotonic() - begin:.0f} s; "
        f"bytes: least {sizes[0]}, median {sizes[len(sizes) // 2]}, most {sizes[-1]}"
    )


if __name__ == "__main__":
    main()
