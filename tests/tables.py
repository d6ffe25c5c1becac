"""Whether other programs read the tables of a report as they were written.

    python3 tests/tables.py reports/papers

With openpyxl, pandas and pyarrow: every sheet of tables/report.xlsx has the header, the rows and the cells of its CSV, frozen and with
filters, and so has every Parquet file. Any warning of theirs is an error. Where one of them is missing, nothing is checked.
"""

import csv
import sys
import warnings
from pathlib import Path

try:
    import openpyxl
    import pandas
    import pyarrow.parquet
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(0)

warnings.simplefilter("error")
csv.field_size_limit(2**31 - 1)
CUT = "[…cut]"


def same(written, found):
    """Whether a cell of the CSV, which is text, and one of a workbook or of Parquet, which has a type, say the same."""
    if found is None or found != found:
        return written == ""
    if isinstance(found, bool):
        return written == str(found).lower()
    if isinstance(found, (int, float)):
        return float(written) == found
    # An apostrophe defuses formulas in CSV alone; a workbook has line feeds only.
    plain = written[1:] if written[:1] == "'" and written[1:] == found else written
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return plain == found or found.endswith(CUT) and plain.startswith(found[: -len(CUT) - 1])


def check(name, header, rows, found_header, found_rows):
    assert header == list(found_header), f"{name}: {found_header}"
    count = 0
    for line, (row, found) in enumerate(zip(rows, found_rows, strict=True), 2):
        count = line
        for column, written, cell in zip(header, row, found, strict=True):
            assert same(written, cell), f"{name}, line {line}, {column}: {written!r} is {cell!r}"
    return max(count - 1, 0)


def sheet_rows(book, name):
    """The rows of a table from all its sheets."""
    sheets = [name] + [f"{name} {part}" for part in range(2, 1000) if f"{name} {part}" in book.sheetnames]
    for sheet in sheets:
        yield from book[sheet].iter_rows(min_row=2, values_only=True)


def main(folder):
    tables = sorted(folder.glob("*.csv"))
    assert tables, f"no tables in {folder}"
    book = openpyxl.load_workbook(folder / "report.xlsx") if (folder / "report.xlsx").exists() else None
    for path in tables:
        name = path.stem
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        pandas.read_csv(path, low_memory=False)
        if book:
            sheet = book[name]
            assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, name
            assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row), f"{name}: a formula"
            found = next(sheet.iter_rows(max_row=1, values_only=True))
            print(f"{name}.xlsx: {check(name, header, rows, found, sheet_rows(book, name))} rows")
        parquet = path.with_suffix(".parquet")
        if parquet.exists():
            table = pyarrow.parquet.read_table(parquet)
            assert len(pandas.read_parquet(parquet)) == len(rows), name
            found = zip(*(column.to_pylist() for column in table.columns)) if table.num_rows else iter(())
            print(f"{name}.parquet: {check(name, header, rows, table.column_names, found)} rows")
    print("all the same")


main(Path(sys.argv[1]) / "tables")
