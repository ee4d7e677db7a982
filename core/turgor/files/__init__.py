"""Case, clinic and plan files <-> records, their JSON Schema, and output that is whole or absent."""

from turgor.files.case_file import read_case
from turgor.files.clinic_file import read_clinic
from turgor.files.clinic_text import write_clinic
from turgor.files.errors import CannotWrite, InvalidFile
from turgor.files.happened_file import read_happened
from turgor.files.history import read_event
from turgor.files.output import write_atomically
from turgor.files.plan_file import parse_plan, read_plan, write_plan
from turgor.files.record_file import read_record, write_record
from turgor.files.schema import plan_schema, schema_text

__all__ = [
    "CannotWrite",
    "InvalidFile",
    "parse_plan",
    "plan_schema",
    "read_case",
    "read_clinic",
    "read_event",
    "read_happened",
    "read_plan",
    "read_record",
    "schema_text",
    "write_atomically",
    "write_clinic",
    "write_plan",
    "write_record",
]
